// node calls_test.mjs RUNTIME_WASM CALLS_WASM TREES_WASM: runs the functions of calls.wat on the
// runtime, at several reduction budgets, with collections forced, and with little native stack.
import fs from 'node:fs';
import { addContainer } from './container.mjs';
import { io } from '../host/node.mjs';
import { start } from '../host/seabeam.mjs';

const runtimeBytes = new WebAssembly.Module(fs.readFileSync(process.argv[2]));
const natives = ['fib', 'test_fib', 'depth', 'test_depth', 'echo', 'test_echo', 'fail', 'test_catch', 'build', 'sum', 'test_gc', 'test_timeout'];
const arity = { fib: 1, depth: 1, echo: 1, fail: 1, build: 2, sum: 2 };
const entry = { fib: 0, test_fib: 3, depth: 5, test_depth: 7, echo: 9, test_echo: 11, fail: 13, test_catch: 14, build: 17, sum: 18, test_gc: 19, test_timeout: 21 };
const owner = [];
for (let i = 0; i < 24; i++) owner.push(Math.max(...natives.map((n, k) => (entry[n] <= i ? k : 0))));
const module = new WebAssembly.Module(addContainer(fs.readFileSync(process.argv[3]), {
  name: 't', E: 24, P: 1, tableSize: 38,
  dynamicAtoms: ['t', 'echo', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8', 'a9'],
  imports: [['erlang', 'halt', 1], ['nowhere', 'nothing', 1]],
  lambdas: [{ name: '-test_gc/0-fun-0-', arity: 1, free: 1, index: 0, table: 37 }],
  functions: natives.map((n) => [n, arity[n] ?? 0]),
  exports: natives.map((n, i) => [i, 25 + i, entry[n]]),
  lines: [[0, 10], [0, 20]],
  positions: [...owner.map((f) => [f, 1]), [6, 2]],
}));

// trees.wat, beside calls.wat.
const trees = new WebAssembly.Module(addContainer(fs.readFileSync(process.argv[4]), {
  name: 'trees', E: 13, P: 0, tableSize: 17, dynamicAtoms: [], imports: [['erlang', 'halt', 1]],
  functions: [['make', 1], ['check', 1], ['loop', 3], ['test_trees', 0]],
  exports: [[0, 13, 0], [1, 14, 3], [2, 15, 6], [3, 16, 9]],
  positions: [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 2, 3].map((f) => [f, 0]),
}));
const modules = { t: module, trees };

let failures = 0;
async function check(name, expected, options, errorPattern, inModule = 't') {
  let errors = '';
  const status = await start({
    runtimeBytes,
    loadModule: (m) => modules[m] ?? null,
    io: { ...io, write: (fd, bytes) => { errors += new TextDecoder().decode(bytes); } },
    options: { ...options, entry: [inModule, name] },
  }).catch((e) => e.stack);
  if (status !== expected || (errorPattern && !errorPattern.test(errors))) {
    failures++;
    console.log(`${name} ${JSON.stringify(options)}: status ${status}, expected ${expected}; output: ${errors}`);
  }
}

const budgets = [{}, { reductions: 1 }, { reductions: 3 }, { gcStress: true, reductions: 50 }, { nativeDepth: 8 }, { nativeDepth: 5000 }];
for (const options of budgets) {
  await check('test_echo', 7, options);
  await check('test_catch', 2 + 3 + 2, options);
  await check('test_gc', 0, options.gcStress ? { ...options, reductions: 5000 } : options);
  await check('test_timeout', 1, options, /crashed|undef/);
  if (options.reductions === undefined) {
    await check('test_depth', 0, options);
  }
}
// Reductions alone do not bound how deep calls nest.
await check('test_depth', 0, { reductions: 2000000 });
for (const options of [{}, { reductions: 100 }, { nativeDepth: 8 }]) await check('test_trees', 0, options, null, 'trees');
let best = Infinity;
for (let i = 0; i < 5; i++) {
  const t = performance.now();
  await check('test_fib', 0, {});
  best = Math.min(best, performance.now() - t);
}
console.log(`fib(30) with start of the runtime: ${best.toFixed(1)} ms`);
await check('test_fib', 0, { reductions: 7 });
if (failures > 0) process.exit(1);
console.log('PASS');
