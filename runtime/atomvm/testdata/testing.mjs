// Runs hand-written modules on the host and compares what comes out.
import fs from 'node:fs';
import { Host, HostError } from '../host/atomvm.mjs';

let failed = 0;
let passed = 0;
const tests = [];

// SEABEAM_TEST_FILTER: a pattern of names, to run some by hand.
const filter = new RegExp(process.env.SEABEAM_TEST_FILTER ?? '');

export function test(name, run) {
  if (filter.test(name)) tests.push([name, run]);
}

export function equal(actual, expected, what = 'result') {
  const a = JSON.stringify(actual);
  const b = JSON.stringify(expected);
  if (a !== b) throw new Error(`${what}: ${a}, expected ${b}`);
}
export function matches(actual, pattern, what = 'text') {
  if (!pattern.test(actual)) throw new Error(`${what}: ${JSON.stringify(actual)} does not match ${pattern}`);
}

export async function runTests() {
  for (const [name, run] of tests) {
    try {
      await run();
      passed++;
    } catch (error) {
      failed++;
      console.log(`FAILED ${name}: ${error.stack}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}

// A host whose output is collected.
export class TestHost {
  constructor(runtimeFile, options = {}) {
    this.output = ['', '', ''];
    const io = {
      write: (fd, bytes) => { this.output[fd] += Buffer.from(bytes).toString(); },
      read: () => new Uint8Array(0),
      sleep: (ms) => { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms < 0 ? 5000 : ms); },
    };
    this.host = new Host({ module: runtimeModule(runtimeFile), io, instances: options.instances });
    this.host.init(options);
  }
  // {status | error, out, err}
  run(beams, { main = '', late = [], args = [] } = {}) {
    for (const bytes of beams) this.host.addFile('x.beam', bytes, false);
    for (const bytes of late) this.host.addFile('x.beam', bytes, true);
    for (const text of args) this.host.addArgument(text);
    let status;
    let error;
    try {
      if (!this.host.start(main)) error = 'not started';
      else status = this.host.exports.sb_run();
    } catch (caught) {
      error = caught instanceof HostError ? caught.message : caught.stack;
    }
    return { status, error, out: this.output[1], err: this.output[2] };
  }
  stat(i) { return this.host.exports.sb_stat(i); }
}

const modules = new Map();
function runtimeModule(file) {
  if (!modules.has(file)) modules.set(file, new WebAssembly.Module(fs.readFileSync(file)));
  return modules.get(file);
}

// The ways every module that obeys the ABI runs in.
export const modes = [
  { name: 'plain' },
  { name: 'yields at every chance', reductions: 1 },
  { name: 'yields at every second chance', reductions: 2 },
  { name: 'yields at every third chance', reductions: 3 },
  { name: 'collects at every chance', gcStress: true },
  { name: 'changes the instance at every dispatch', instances: 2, reductions: 2 },
  { name: 'both', reductions: 1, gcStress: true },
];
