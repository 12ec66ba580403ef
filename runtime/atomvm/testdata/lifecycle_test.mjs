// node lifecycle_test.mjs RUNTIME.wasm RUNTIME_THREADS.wasm primitives.h CODEGEN... -- PROGRAM.erl...
//
// CODEGEN: the sources of the label-at-a-time generator, or `seabeam` and options for it.
// What a host does to code besides running it: loads it late, loads and unloads it, finds parts missing, runs it on
// several threads, stops it everywhere. Expected output is what erl prints for the same programs.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { assembler } from './assemble.mjs';
import { countCalls } from './count_calls.mjs';
import { fibModule } from './fib_module.mjs';
import { equal, matches, modes, runTests, test, TestHost } from './testing.mjs';

const [runtime, threadsRuntime, header, ...rest] = process.argv.slice(2);
const separator = rest.indexOf('--');
const codegen = rest.slice(0, separator);
const programs = rest.slice(separator + 1);
const runner = path.join(path.dirname(new URL(import.meta.url).pathname), '../host/run.mjs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'seabeam-lifecycle.'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));
const at = (...names) => path.join(folder, ...names);

// ---- Programs: bytecode, native code for both kinds of memory, and what erl prints ----
for (const name of ['codegen', 'beam', 'plain', 'shared']) fs.mkdirSync(at(name));
execFileSync('erlc', ['-o', at('beam'), ...programs]);
const otp = ['lists', 'maps', 'proplists'].map((m) => execFileSync('erl',
  ['-noshell', '-eval', `io:put_chars(code:which(${m})), halt().`], { encoding: 'utf8' }));
const beams = [...fs.readdirSync(at('beam')).map((f) => at('beam', f)), ...otp];
const compiled = codegen[0].endsWith('seabeam');
// A parked call goes on in the instance that parked it: the host comes back on the same thread, but instances that take turns
// are no threads.
const oneInstance = codegen.includes('--label-at-a-time');
if (!compiled) execFileSync('erlc', ['-o', at('codegen'), ...codegen]);
for (const memory of ['plain', 'shared']) {
  if (compiled) {
    const [seabeam, ...options] = codegen;
    execFileSync(seabeam, ['compile', '--abi=atomvm', '--no-stdlib', memory === 'plain' ? '--no-shared-memory' : '--shared-memory', ...options,
      '-o', at(memory), ...beams], { stdio: ['ignore', 'ignore', 'inherit'] });
    continue;
  }
  const left = execFileSync('erl', ['-noshell', '-pa', at('codegen'), '-run', 'label_codegen', 'main', at(memory), ...beams],
    { encoding: 'utf8', env: { ...process.env, LABEL_CODEGEN_MEMORY: memory } });
  if (left !== '') throw new Error(`no code for ${left}`);
}
const library = ['lists', 'maps', 'proplists'];
const file = (memory, name) => at(memory, `${name}.beam`);
const bytes = (memory, name) => fs.readFileSync(file(memory, name));
const expected = {};
function oracle(name) {
  expected[name] ??= spawnSync('erl', ['-noshell', '-pa', at('beam'), '-eval', `${name}:main(), halt().`], { encoding: 'utf8' }).stdout
    .replace(/\r\n/g, '\n');
  if (expected[name] === '') throw new Error(`erl printed nothing for ${name}`);
  return expected[name];
}
function runHere(name, options, late = []) {
  const host = new TestHost(runtime, options);
  const files = [name, ...library].map((m) => bytes('plain', m));
  if (late.length > 0) files.push(...late.map((m) => fs.readFileSync(at('beam', `${m}.beam`))));
  const result = host.run(files, { main: name, late: late.map((m) => bytes('plain', m)) });
  return { ...result, host };
}
function check(name, options, late) {
  const r = runHere(name, options, late);
  equal({ error: r.error, err: r.err, out: r.out }, { error: undefined, err: '', out: oracle(name) });
  equal(r.status, 0, 'status');
  return r.host;
}

for (const mode of modes) {
  if (oneInstance && mode.instances > 1) continue;
  const options = { ...mode, likeOtp: true };
  test(`traces, ${mode.name}`, () => check('life_traces', options));
  test(`a crowd, ${mode.name}`, () => check('life_crowd', options));
  test(`late code, ${mode.name}`, () => check('life_late', options, ['life_callee']));
  test(`late code for many, ${mode.name}`, () => check('life_first', options, ['life_callee']));
}
for (let n = 4; n <= 20; n++) {
  test(`yields after ${n} reductions`, () => check('life_crowd', { reductions: n, likeOtp: true }));
}

test('ten thousand processes', () => {
  const host = check('life_spawn', { likeOtp: true });
  equal(host.stat(2), 1, 'processes left');
  equal(host.stat(1) > 22000, true, 'processes spawned');
});
test('ten thousand processes, yields at every chance', () => check('life_spawn', { reductions: 1, likeOtp: true }));

test('code that never comes is undef', () => {
  const host = new TestHost(runtime, {});
  const files = [bytes('plain', 'life_first'), bytes('plain', 'lists'), fs.readFileSync(at('beam', 'life_callee.beam'))];
  const r = host.run(files, { main: 'life_first' });
  matches(r.out, /^\[\{'EXIT',\{undef,/);
});

// ---- What stays in the module ----
const ROUNDS = 20000;
for (const subject of ['lists', 'tuples', 'maps_read', 'maps_update', 'integers', 'comparisons', 'bits_read', 'bits_write', 'floats',
  'calls', 'funs', 'catches']) {
  test(`${subject} stay in the module`, () => {
    const host = new TestHost(runtime, { likeOtp: true });
    const calls = countCalls(host.host, header);
    const r = host.run([bytes('plain', 'life_paths')], { main: 'life_paths', args: [subject] });
    const wanted = execFileSync('erl', ['-noshell', '-pa', at('beam'), '-eval', `life_paths:main(["${subject}"]), halt().`], { encoding: 'utf8' });
    equal({ error: r.error, err: r.err, out: r.out }, { error: undefined, err: '', out: wanted.replace(/\r\n/g, '\n') });
    const counts = { dispatches: calls.dispatches(), ...calls.count() };
    const all = Object.values(counts).reduce((a, b) => a + b);
    // One function for a label has something to ask in each round; so the figure means something.
    const stays = compiled && !oneInstance;
    equal(stays ? all < ROUNDS / 10 : all > ROUNDS, true, `calls of the host: ${JSON.stringify(counts)}`);
  });
}

// ---- Loading and unloading ----
const assemble = assembler(header);
for (const [what, file, label] of [['by hand', assemble(fibModule(15)), 2], ['as generated', bytes('plain', 'life_crowd'), 2]]) test(`loading and unloading code ${what} leaves nothing behind`, () => {
  const host = new TestHost(runtime, {}).host;
  const pointer = host.store(file);
  const round = () => {
    const id = host.exports.sb_load(pointer, file.length);
    equal(id > 0, true, 'loaded');
    equal(host.exports.sb_entry(id, label) > 0, true, 'entry');
    equal(host.exports.sb_entry(id, 9999), 0, 'entry of no label');
    equal(host.exports.sb_unload(id), 1, 'unloaded');
    equal(host.exports.sb_entry(id, 2), 0, 'entry after unloading');
  };
  for (let i = 0; i < 20; i++) round();
  const before = [host.table.length, host.slots.used, host.modules.size, host.memory.buffer.byteLength, host.exports.sb_stat(4)];
  for (let i = 0; i < 2000; i++) round();
  equal([host.table.length, host.slots.used, host.modules.size, host.memory.buffer.byteLength, host.exports.sb_stat(4)], before);
});
test('the 257th module is refused', () => {
  const host = new TestHost(runtime, {});
  const file = assemble(fibModule(15));
  const pointer = host.host.store(file);
  let loaded = 0;
  while (loaded < 300 && host.host.exports.sb_load(pointer, file.length) > 0) loaded++;
  equal(loaded <= 256 && loaded >= 255, true, `${loaded} modules`);
  matches(host.output[2], /more than 256 modules/);
});

// ---- Missing entry points ----
test('a label without export is an error, not a trap', () => {
  const module = fibModule(5);
  delete module.functions[4];
  const r = new TestHost(runtime, {}).run([assemble(module)], { main: 'fib' });
  equal(r.error, undefined, 'error');
  equal(r.status, 1, 'status');
  matches(r.err, /module fib: label 4 has no entry point/);
});
test('a module that the engine refuses is an error, not a trap', () => {
  const wasm = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 10, 1, 5]);
  const r = new TestHost(runtime, {}).run([assemble({ ...fibModule(5), wasm })], { main: 'fib' });
  equal(r.error, undefined, 'error');
  equal(r.status, 1, 'status');
  matches(r.err, /the code of a module cannot be used/);
});
test('an import that the host does not have is an error, not a trap', () => {
  const wasm = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 9, 1, 3, 0x65, 0x6e, 0x76, 1, 0x66, 0, 0]);
  const r = new TestHost(runtime, {}).run([assemble({ ...fibModule(5), wasm })], { main: 'fib' });
  equal(r.status, 1, 'status');
  matches(r.err, /it imports env\.f/);
});

// ---- On several instances, and on shared memory ----
// A process goes on in another instance of its module at every dispatch and after every N reductions: nothing of it may be
// kept in an instance.
for (const reductions of oneInstance ? [] : [1, 2, 3, 5, 8, 1024]) {
  test(`three instances, yields after ${reductions} reductions`, () => {
    for (const name of ['life_crowd', 'life_traces']) check(name, { reductions, instances: 3, likeOtp: true });
  });
}
// ---- On threads ----
// Each has instances of its own of the runtime and of every module. The same module runs on several at once, and processes that
// yield on one go on on another. V8's baseline compiler by itself too: its code is what short runs are made of.
function onThreads(name, options, flags = []) {
  const done = spawnSync('node', [...flags, runner, `--runtime=${threadsRuntime}`, '--like-otp', '--stats', `--main=${name}`, ...options,
    ...[name, ...library].map((m) => file('shared', m))], { encoding: 'utf8', timeout: 120000 });
  equal({ status: done.status, out: done.stdout }, { status: 0, out: oracle(name) }, done.stderr);
  const threads = [...done.stderr.matchAll(/thread: slices (\d+), modules (\d+)/g)].map((m) => ({ slices: +m[1], modules: +m[2] }));
  return { migrations: Number(/migrations (\d+)/.exec(done.stderr)[1]), threads };
}
test('one thread on shared memory', () => {
  onThreads('life_traces', ['--shared-memory']);
});
for (const flags of [[], ['--liftoff-only'], ['--no-liftoff']]) {
  for (const threads of [2, 4]) {
    for (const reductions of [1, 3, 1024]) {
      test(`${threads} threads, yields after ${reductions} reductions ${flags}`, () => {
        const options = [`--threads=${threads}`, `--reductions=${reductions}`];
        onThreads('life_traces', options, flags);
        // A worker may start after the others have done everything; that cannot go on for ever.
        for (let attempt = 1; ; attempt++) {
          const { threads: all, migrations } = onThreads('life_crowd', options, flags);
          const together = all.filter((t) => t.slices > 0 && t.modules > 1).length > 1;
          if (reductions > 3 || (together && migrations > 0)) break;
          equal(attempt < 10, true, 'the module runs on two threads');
        }
      });
    }
  }
  test(`ten thousand processes on two threads ${flags}`, () => { onThreads('life_spawn', ['--threads=2'], flags); });
}
test('collections at every chance on four threads', () => { onThreads('life_crowd', ['--threads=4', '--gc-stress', '--reductions=3']); });

await runTests();
