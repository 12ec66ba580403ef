// What only Node has: files, standard input and output, blocking sleep.
import fs from 'node:fs';
import path from 'node:path';
import { ProgramError, start } from './seabeam.mjs';

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

export const io = { write: writeAll, read, sleep };

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

// A file name for a module: characters that file systems treat specially are written %XX.
export function moduleFile(name) {
  return `${encodeURIComponent(name).replace(/[*'()!~]/g, (c) => '%' + c.charCodeAt(0).toString(16))}.wasm`;
}

// Runs the program in `folder`: manifest.json names the runtime, the folder of modules and the main function:
//   {"runtime": "runtime.wasm", "modules": "modules", "main": {"module": "hello", "function": null}, "options": {}}
// Ends the process with the program's status.
export async function runBundle(folder, args) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const modules = path.join(folder, manifest.modules ?? 'modules');
  const loadModule = (name) => {
    try {
      return fs.readFileSync(path.join(modules, moduleFile(name)));
    } catch (error) {
      if (error.code === 'ENOENT') return null;
      throw error;
    }
  };
  await runProgram({
    runtimeBytes: fs.readFileSync(path.join(folder, manifest.runtime ?? 'runtime.wasm')),
    loadModule,
    mainModule: manifest.main.module,
    mainFunction: manifest.main.function ?? null,
    args,
    options: manifest.options ?? {},
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
