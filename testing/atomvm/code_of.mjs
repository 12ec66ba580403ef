// code_of.mjs FILE.beam OUT.wasm: takes the wasm module out of the file's avmN chunk.
import {readFileSync, writeFileSync} from 'node:fs';

const [file, out] = process.argv.slice(2);
const bytes = readFileSync(file);
for (let at = 12; at < bytes.length;) {
  const size = bytes.readUInt32BE(at + 4), data = at + 8;
  if (bytes.toString('latin1', at, at + 4) === 'avmN') {
    const stream = data + 4 + bytes.readUInt32BE(data);
    writeFileSync(out, bytes.subarray(stream + bytes.readUInt32LE(stream + 4), stream + bytes.readUInt32LE(stream + 8)));
    process.exit(0);
  }
  at = data + (size + 3 & ~3);
}
throw new Error(`${file}: no chunk avmN`);
