// Runs a program of AtomVM's native ABI.
//
//   node run.mjs [OPTION...] FILE.avm|FILE.beam... [-- ARGUMENT...]
//
//   --reductions=N   reductions of a slice (1024); 1 yields at every chance
//   --gc-stress      collect at every chance, leave no room to spare, poison what was left
//   --no-check       do not look at every term a collection sees
//   --like-otp       integers of any size, error reasons, stack traces and reasons of crashes as OTP's, where the stock
//                    host's differ
//   --threads=N      N scheduler threads on shared memory
//   --instances=N    N instances of every module on one thread; each dispatch goes to the next one
//   --shared-memory  the same with one thread: for modules that import a shared memory
//   --late=FILE      a .beam whose native code is loaded when it is first called (the module itself comes without, in
//                    another FILE)
//   --main=MODULE    the program's module instead of the first one given
//   --runtime=FILE   the runtime's wasm, instead of the one beside this file or that Bazel built
//   --stats          figures on standard error at the end
//
// The program is init:boot/1, start/0, main/0 or main/1 of the main module; when a module seabeam_boot is among the
// files, that starts the io servers first. The exit status is the program's: 0 when its result is ok or 0, or when
// main returned under seabeam_boot; what halt/1 says; 1 otherwise. 3: the ABI was broken, or the host cannot go on.
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';
import { Host, HostError, moduleOfBeam } from './atomvm.mjs';
import { bufferedIo } from './io.mjs';

const here = path.dirname(url.fileURLToPath(import.meta.url));

function parse(argv) {
  const options = { files: [], late: [], args: [], threads: 1 };
  const separator = argv.indexOf('--');
  if (separator >= 0) options.args = argv.splice(separator).slice(1);
  for (const arg of argv) {
    const [name, value] = arg.startsWith('--') ? arg.slice(2).split(/=(.*)/s) : [null, arg];
    const number = () => {
      if (!/^[1-9][0-9]*$/.test(value ?? '')) throw new HostError(`--${name} takes a number from 1 up`);
      return Number(value);
    };
    if (name === null) options.files.push(value);
    else if (name === 'reductions') options.reductions = number();
    else if (name === 'threads') options.threads = number();
    else if (name === 'shared-memory') options.shared = true;
    else if (name === 'instances') options.instances = number();
    else if (name === 'gc-stress') options.gcStress = true;
    else if (name === 'no-check') options.check = false;
    else if (name === 'like-otp') options.likeOtp = true;
    else if (name === 'stats') options.stats = true;
    else if (name === 'late') options.late.push(value);
    else if (name === 'main') options.main = value;
    else if (name === 'runtime') options.runtime = value;
    else throw new HostError(`unknown option ${arg}`);
  }
  options.shared ||= options.threads > 1;
  if (options.files.length === 0) throw new HostError('no file given');
  return options;
}

export function findRuntime(threaded) {
  const name = threaded ? 'atomvm_runtime_threads.wasm' : 'atomvm_runtime.wasm';
  for (const folder of [here, path.join(here, '..'), path.join(here, '../../../bazel-bin/runtime/atomvm')]) {
    const file = path.join(folder, name);
    if (fs.existsSync(file)) return file;
  }
  throw new HostError(`${name} is not built: bazel build -c opt //runtime/atomvm:all`);
}

// Files, arguments and the program's first process.
export function prepare(host, options) {
  host.init(options);
  let main = options.main ?? '';
  let boot = false;
  for (const name of options.files) {
    const bytes = fs.readFileSync(name);
    host.addFile(name, bytes, false);
    const isBeam = !name.endsWith('.avm');
    if (isBeam && moduleOfBeam(bytes) === 'seabeam_boot') boot = true;
    else if (isBeam && main === '') main = moduleOfBeam(bytes);
    if (!isBeam && bytes.includes('seabeam_boot.beam\0')) boot = true;
  }
  for (const name of options.late) host.addFile(name, fs.readFileSync(name), true);
  for (const text of options.args) host.addArgument(text);
  if (boot) {
    host.setMain(main);
    main = 'seabeam_boot';
  }
  if (!host.start(main)) throw new HostError(`module ${main === '' ? '?' : main} has none of start/0, main/0, main/1`);
}

function reportStats(host, threads = []) {
  const names = ['slices', 'spawned', 'alive', 'collections', 'modules', 'migrations'];
  const figures = names.map((name, i) => `${name} ${host.exports.sb_stat(i)}`);
  process.stderr.write(`${figures.join(', ')}, table ${host.table.length}, memory ${host.memory.buffer.byteLength}\n`);
  for (const t of threads) process.stderr.write(`  thread: slices ${t.slices}, modules ${t.modules}, table slots ${t.slots}\n`);
}

async function run(options) {
  const bytes = fs.readFileSync(options.runtime ?? findRuntime(options.shared));
  if (options.shared) {
    const { runThreads } = await import('./threads.mjs');
    return runThreads(bytes, { ...options, reportStats }, prepare);
  }
  const io = bufferedIo();
  const host = new Host({ module: new WebAssembly.Module(bytes), io, env: process.env, instances: options.instances });
  try {
    prepare(host, options);
    const status = host.exports.sb_run();
    if (options.stats) reportStats(host);
    return status;
  } finally {
    io.flush();
  }
}

if (process.argv[1] !== undefined && url.fileURLToPath(import.meta.url) === fs.realpathSync(process.argv[1])) {
  let status;
  try {
    status = await run(parse(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(error instanceof HostError ? `${error.message}\n` : `atomvm: ${error.stack}\n`);
    status = 3;
  }
  process.exit(status);
}
