// Entry of a bundle: node main.mjs ARG...
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runBundle } from './node.mjs';

await runBundle(path.dirname(fileURLToPath(import.meta.url)), process.argv.slice(2));
