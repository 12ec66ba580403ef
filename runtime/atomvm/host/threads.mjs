// A run on several scheduler threads: one shared memory, a worker for each thread with an instance of the runtime, a
// function table and instances of the modules of its own, as with the workers of a pthread build.
import url from 'node:url';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { Host, HostError } from './atomvm.mjs';
import { directIo } from './io.mjs';

const PAGES_AT_START = 1024;
const MAX_PAGES = 65536;
const STACK_BYTES = 262144;
const RELEASES_KEPT = 64;

// Zeroed memory for a thread's thread-local variables.
function allocateTls(host) {
  const { __tls_size: size, __tls_align: align } = host.exports;
  const pointer = allocate(host, size.value, align.value);
  host.bytes(pointer, size.value).fill(0);
  return pointer;
}

function newHost(data) {
  return new Host({ module: data.module, io: directIo, env: process.env, memory: data.memory, released: data.released });
}

function allocate(host, bytes, align) {
  const pointer = host.exports.sb_alloc(bytes + align) >>> 0;
  return pointer + ((align - (pointer % align)) % align);
}

// Given module and memory; the host on which the program is prepared. Its stack is the one that the runtime was linked
// with, its thread-local variables are allocated.
function firstHost(data) {
  const host = newHost(data);
  // The allocator needs no thread-local variables; the constructors do.
  host.exports.__wasm_init_tls(allocateTls(host));
  return host;
}

// Runs the program that `prepare(host, options)` sets up. The exit status.
export async function runThreads(bytes, options, prepare) {
  const data = {
    module: new WebAssembly.Module(bytes),
    memory: new WebAssembly.Memory({ initial: PAGES_AT_START, maximum: MAX_PAGES, shared: true }),
    released: new Int32Array(new SharedArrayBuffer(4 * (1 + RELEASES_KEPT))),
  };
  const host = firstHost(data);
  prepare(host, options);
  const workers = [];
  for (let i = 0; i < options.threads; i++) {
    const stack = allocate(host, STACK_BYTES, 16) + STACK_BYTES;
    const tls = allocateTls(host);
    workers.push(new Worker(url.fileURLToPath(import.meta.url), { workerData: { ...data, stack, tls } }));
  }
  // The first one that fails ends the run: the others may hold locks or wait for ever.
  const results = await Promise.race([
    Promise.all(workers.map((w) => new Promise((resolve) => w.once('message', resolve)))),
    ...workers.map((w) => new Promise((_, reject) => w.once('error', reject))),
    ...workers.map((w) => new Promise((resolve) => w.on('message', (m) => { if (m.error !== undefined) resolve([m]); }))),
  ]);
  const failed = results.find((r) => r.error !== undefined);
  await Promise.all(workers.map((w) => w.terminate()));
  if (failed) throw new HostError(failed.error);
  if (options.stats) options.reportStats(host, results);
  return results[0].status;
}

if (!isMainThread && workerData?.stack !== undefined) {
  try {
    const host = newHost(workerData);
    host.exports.__stack_pointer.value = workerData.stack;
    host.exports.__wasm_init_tls(workerData.tls);
    const status = host.exports.sb_run();
    parentPort.postMessage({ status, slots: host.slots.used, modules: host.modules.size, slices: host.exports.sb_thread_slices() });
  } catch (error) {
    parentPort.postMessage({ error: error instanceof HostError ? error.message : error.stack });
  }
}
