// run_vectors.mjs MODULE.wasm VECTORS: compares BIF results with OTP's.
// VECTORS: records of two length-prefixed (u32 BE) external terms, call and expected answer.
import { readFileSync } from 'node:fs';

const [modulePath, vectorsPath] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(modulePath));
let memory;
const text = (p, n) => Buffer.from(memory.buffer, p, n).toString();
const host = {
  write: (fd, p, n) => process.stderr.write(text(p, n)),
  read: () => 0,
  monotonic_ns: () => performance.now() * 1e6,
  system_us: () => Date.now() * 1e3,
  utc_offset: () => 0,
  random: (p, n) => crypto.getRandomValues(new Uint8Array(memory.buffer, p, n)),
  load_module: () => 0,
  grow_table: (n) => instance.exports.__indirect_function_table.grow(n),
  getenv: () => -1,
  panic: (p, n) => { throw new Error('panic: ' + text(p, n)); },
};
const imports = { host: {} };
for (const i of WebAssembly.Module.imports(module)) {
  imports[i.module] ??= {};
  imports[i.module][i.name] = host[i.name] ?? (() => 0);
}
const instance = new WebAssembly.Instance(module, imports);
const e = instance.exports;
memory = e.memory;
e.__wasm_call_ctors();
e.sb_init(2000, 0, 0);
e.sb_test_begin();

const data = readFileSync(vectorsPath);
let at = 0;
const next = () => {
  const n = data.readUInt32BE(at);
  at += 4 + n;
  return data.subarray(at - n, at);
};
let count = 0;
let failures = 0;
const seen = new Map();
while (at < data.length) {
  const call = next();
  const expected = next();
  const p = e.sb_test_alloc(call.length);
  new Uint8Array(memory.buffer, p, call.length).set(call);
  let got;
  try {
    const size = e.sb_test_call(p, call.length);
    got = Buffer.from(memory.buffer, e.sb_test_out(), size);
  } catch (error) {
    got = Buffer.from(String(error.stack));
  }
  count++;
  if (got.equals(expected)) continue;
  failures++;
  const key = call.subarray(0, 60).toString('latin1').replace(/[^ -~]/g, '.');
  const name = call.toString('latin1').match(/[a-z_0-9A-Z+*/=<>-]{2,}/g)?.slice(0, 2).join(':');
  seen.set(name, (seen.get(name) ?? 0) + 1);
  if (seen.get(name) > (+process.argv[4] || 3)) continue;
  console.log(`FAIL #${count} ${key}\n  call ${call.subarray(0, 300).toString('hex')}\n  want ${expected.subarray(0, 200).toString('hex')}\n  got  ${got.subarray(0, 400).toString('hex')}${got[0] === 131 ? '' : ' ' + got.toString()}`);
}
for (const [name, n] of seen) console.log(`${n} ${name}`);
console.log(`${count} vectors, ${failures} failures`);
process.exit(failures ? 1 : 0);
