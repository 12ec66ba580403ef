import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {
  wasi_snapshot_preview1: new Proxy({}, { get: () => () => 0 }),
});
instance.exports.__wasm_call_ctors();

let source = 0n;
for (let i = 0; i < 40; i++) source = (source << 32n) | 0x89abcdefn;
const expected = Number((source * source) >> (79n * 32n));
assert.equal(instance.exports.square_high_limb(0x89abcdef) >>> 0, expected);

console.log('ok');
