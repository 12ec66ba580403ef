// What only Node has: files, standard input and output, blocking sleep.
import fs from 'node:fs';
import path from 'node:path';
import { isatty } from 'node:tty';
import v8 from 'node:v8';
import { packed, ProgramError, start } from './seabeam.mjs';

function writeAll(fd, bytes) {
  for (let done = 0; done < bytes.length;) {
    try {
      done += fs.writeSync(fd, bytes, done);
    } catch (error) {
      if (error.code === 'EAGAIN') continue;
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    }
  }
}

function read(max) {
  const buffer = new Uint8Array(Math.min(max, 65536));
  for (;;) {
    try {
      return buffer.subarray(0, fs.readSync(0, buffer));
    } catch (error) {
      if (error.code === 'EAGAIN') { sleep(5); continue; }
      return new Uint8Array(0);  // EOF of a terminal, or no standard input at all
    }
  }
}

const cell = new Int32Array(new SharedArrayBuffer(4));
function sleep(ms) {
  Atomics.wait(cell, 0, 0, ms);
}

export const io = { write: writeAll, read, sleep, isTerminal: isatty };

// Options from the environment (debugging): SEABEAM_REDUCTIONS, SEABEAM_GC_STRESS, SEABEAM_NATIVE_DEPTH.
export function environmentOptions() {
  const env = process.env;
  return {
    env,
    reductions: Number(env.SEABEAM_REDUCTIONS ?? 0),
    gcStress: (env.SEABEAM_GC_STRESS ?? '0') !== '0',
    nativeDepth: Number(env.SEABEAM_NATIVE_DEPTH ?? 0),
  };
}

// Runs the program that `seabeam build` wrote to `folder`: manifest.json names the runtime, the pack (all modules,
// one after the other) with each module's offset and size, and the main function (null: main/1, main/0 or start/0):
//   {"runtime": "runtime.wasm", "pack": "modules.pack", "main": {"module": "hello", "function": null},
//    "modules": {"hello": [0, 1234]}, "resources": {"app:kernel": [1234, 567]}}
// and, when the program was given files, their pack and the place of each: "filePack": "files.pack", "files": {"/a.txt": [0, 5]}.
// "otp" says which OTP its library is, as options.otp of start() does. Ends the process with the program's status.
export async function runBundle(folder, args) {
  // Most functions of a bundle are never called: each is validated when it is compiled, at its first call. Saves a
  // tenth of the start-up time.
  v8.setFlagsFromString('--wasm-lazy-validation');
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const pack = fs.readFileSync(path.join(folder, manifest.pack));
  await runProgram({
    runtimeBytes: fs.readFileSync(path.join(folder, manifest.runtime)),
    loadModule: packed(pack, manifest.modules),
    resource: packed(pack, manifest.resources),
    options: { otp: manifest.otp },
    files: manifest.files && (await import('./files.mjs')).packedFiles(
      fs.readFileSync(path.join(folder, manifest.filePack)), manifest.files),
    mainModule: manifest.main.module,
    mainFunction: manifest.main.function,
    args,
  });
}

export async function runProgram(config) {
  let status;
  try {
    status = await start({ io, ...config, options: { ...environmentOptions(), ...config.options } });
  } catch (error) {
    process.stderr.write(error instanceof ProgramError ? `${error.message}\n` : `seabeam: ${error.stack}\n`);
    status = 3;
  }
  process.exit(status);
}
