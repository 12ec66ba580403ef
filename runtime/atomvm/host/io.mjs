// Standard input and output of Node, and blocking sleep.
import fs from 'node:fs';

function write(fd, bytes) {
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
      return new Uint8Array(0);
    }
  }
}

const cell = new Int32Array(new SharedArrayBuffer(4));
function sleep(ms) {
  Atomics.wait(cell, 0, 0, ms < 0 ? Infinity : ms);
}

// Output is collected and written in large pieces; flush() before the process ends.
export function bufferedIo() {
  const parts = [];
  let size = 0;
  const flush = () => {
    if (size === 0) return;
    const all = Buffer.concat(parts);
    parts.length = 0;
    size = 0;
    write(1, all);
  };
  return {
    write: (fd, bytes) => {
      if (fd !== 1) { flush(); write(fd, bytes); return; }
      parts.push(bytes);
      size += bytes.length;
      if (size > 65536) flush();
    },
    read: (max) => { flush(); return read(max); },
    sleep: (ms) => { flush(); sleep(ms); },
    flush,
  };
}
export const directIo = { write, read, sleep, flush: () => {} };
