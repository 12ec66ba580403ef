// What `seabeam run` starts: node run.mjs CONFIG ARG...
// Modules come from the compiler through two pipes, 3 and 4 (compiler/driver/run_command.cc).
import fs from 'node:fs';
import { runProgram } from '../../runtime/host/node.mjs';
import { memoryFiles } from '../../runtime/host/files.mjs';

const FROM_COMPILER = 3;
const TO_COMPILER = 4;
const NOTHING = 0xffffffff;

function readExactly(size) {
  const buffer = Buffer.allocUnsafeSlow(size);
  for (let done = 0; done < size;) {
    let n;
    try {
      n = fs.readSync(FROM_COMPILER, buffer, done, size - done);
    } catch (error) {
      if (error.code === 'EINTR' || error.code === 'EAGAIN') continue;
      throw error;
    }
    if (n === 0) throw new Error('the compiler went away');
    done += n;
  }
  return buffer;
}

let loaded = 0;
let waited = 0;

// Kinds of requests, and what an answer is: see run_command.cc. null: there is none.
function ask(kind, bytes) {
  const start = performance.now();
  const request = Buffer.alloc(5 + bytes.length);
  request.write(kind, 0, 'latin1');
  request.writeUInt32LE(bytes.length, 1);
  request.set(bytes, 5);
  for (let done = 0; done < request.length;) done += fs.writeSync(TO_COMPILER, request, done);
  const size = readExactly(4).readUInt32LE(0);
  const answer = size === NOTHING ? null : readExactly(size);
  waited += performance.now() - start;
  return answer;
}

function loadModule(name) {
  const bytes = ask('m', Buffer.from(name, 'utf8'));
  if (bytes) ++loaded;
  return bytes;
}

const config = JSON.parse(process.argv[2]);
if (config.time) {
  process.on('exit', () => {
    const now = performance.now();
    process.stderr.write(`seabeam: node ran for ${now.toFixed(1)} ms, waited ${waited.toFixed(1)} ms for ${loaded} modules\n`);
  });
}
// Read when they are first needed.
function givenFiles() {
  const hosts = JSON.parse(ask('d', Buffer.alloc(0)).toString('utf8'));
  return memoryFiles(Object.entries(hosts).map(([guest, host]) => [guest, () => fs.readFileSync(host)]));
}

// The files of this machine, read only (files.mjs).
const hostFiles = {
  directory: process.cwd(),
  info(name) {
    const s = fs.lstatSync(name);
    const kind = s.isFile() ? 'file' : s.isDirectory() ? 'directory' : s.isSymbolicLink() ? 'symlink'
      : s.isCharacterDevice() || s.isBlockDevice() ? 'device' : 'other';
    return {
      kind, mode: s.mode, owner: s.uid, group: s.gid, size: s.size,
      accessed: Math.floor(s.atimeMs / 1000), modified: Math.floor(s.mtimeMs / 1000), changed: Math.floor(s.ctimeMs / 1000),
    };
  },
  names: (name) => fs.readdirSync(name),
  contents: (name) => fs.readFileSync(name),
  target: (name) => fs.readlinkSync(name),
};

const options = {};
if (config.noHalt) options.noHalt = true;
if (config.otp) options.otp = config.otp;
if (config.stats) options.stats = true;
await runProgram({
  runtimeBytes: fs.readFileSync(config.runtime),
  loadModule,
  compile: (beam) => ask('c', beam),
  modulePath: (name) => ask('p', Buffer.from(name, 'utf8'))?.toString('utf8') ?? null,
  moduleFile: (name) => ask('f', Buffer.from(name, 'utf8')),
  files: config.ownFiles ? givenFiles() : hostFiles,
  resource: (name) => ask('r', Buffer.from(name, 'utf8')),
  mainModule: config.module,
  mainFunction: config.function,
  args: process.argv.slice(3),
  options,
});
