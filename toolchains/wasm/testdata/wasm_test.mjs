import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), {
  wasi_snapshot_preview1: new Proxy({}, { get: () => () => 0 }),
});
const wasm = instance.exports;

assert.equal(wasm.constructed(), 0, 'the linker must not wrap exports in constructor calls');
wasm.__wasm_call_ctors();
assert.equal(wasm.constructed(), 3);

assert.equal(wasm.from_library() >>> 0, (42 << 4) | 0xf);
assert.equal(wasm.count_down(10_000_001, 0), 1, 'tail calls use no stack');

const bytes = new Uint8Array(wasm.memory.buffer, wasm.format_double(0.1));
assert.equal(new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0))), '0.1');

// The table is exported, callable from here, and can grow.
const table = wasm.__indirect_function_table;
const index = wasm.index_of_double();
assert.equal(table.get(index)(21), 42);
const added = table.grow(1);
table.set(added, table.get(index));
assert.equal(wasm.call_by_index(added, 8), 16);

console.log('ok');
