// Counts what code asks of the host: every primitive's entry in the table that code is handed is replaced by a function that
// counts and calls it.
import { readPrimitives, watToWasm } from './assemble.mjs';

const type = (letter) => (letter === 'l' ? 'i64' : 'i32');

// {count(): calls so far, by primitive's name; dispatches(): entries of labels}
export function countCalls(host, headerFile) {
  const primitives = readPrimitives(headerFile);
  const table = host.exports.sb_primitive_table() >>> 0;
  const counters = host.exports.sb_alloc(4 * primitives.length) >>> 0;
  const words = () => new Uint32Array(host.memory.buffer);
  words().fill(0, counters / 4, counters / 4 + primitives.length);
  const functions = primitives.map(({ number, params, isVoid }) => {
    const plain = [...params].map((c) => `(param ${type(c)})`).join(' ');
    const result = isVoid ? '' : '(result i32)';
    const args = [...params].map((c, i) => `(local.get ${i})`).join(' ');
    const at = `(i32.const ${counters + 4 * number})`;
    return `(func (export "p${number}") ${plain} ${result} (i32.store ${at} (i32.add (i32.load ${at}) (i32.const 1)))
      (call_indirect ${plain} ${result} ${args} (i32.const ${words()[table / 4 + number]})))`;
  });
  const wasm = watToWasm(`(module (import "env" "memory" (memory 1)) (import "env" "__indirect_function_table" (table 0 funcref))
    ${functions.join('\n')})`);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm), host.codeImports);
  for (const { number } of primitives) words()[table / 4 + number] = host.slots.add(exports[`p${number}`]);
  const before = host.dispatches;
  return {
    dispatches: () => host.dispatches - before,
    count: () => Object.fromEntries(primitives.map(({ number, name }) => [name, words()[counters / 4 + number]]).filter(([, n]) => n > 0)),
  };
}
