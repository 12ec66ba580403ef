// One thread of the host of AtomVM's native ABI: loads runtime/atomvm's wasm and, on this thread, the wasm modules
// in avmN chunks, whose exports f0, f1, .. get slots of the thread's function table, as Emscripten's addFunction
// gives them.
import zlib from 'node:zlib';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class HostError extends Error {}

// Slots of a function table; those given back are used again.
class Slots {
  constructor(table) {
    this.table = table;
    this.free = [];
    this.used = 0;
  }
  add(f) {
    const slot = this.free.length > 0 ? this.free.pop() : this.table.grow(1);
    this.table.set(slot, f);
    this.used++;
    return slot;
  }
  remove(slot) {
    this.table.set(slot, null);
    this.free.push(slot);
    this.used--;
  }
}

export class Host {
  // config: module (WebAssembly.Module of the runtime), io {write(fd, bytes), read(max), sleep(ms)}, env; of a threaded
  // run: memory (shared), released (Int32Array in shared memory: ids of released modules, how many first).
  constructor(config) {
    this.io = config.io;
    this.env = config.env ?? {};
    this.released = config.released ?? null;
    this.releasesSeen = 0;
    this.modules = new Map();  // id -> [Int32Array of slots by label, 0 = no such export], one for each instance
    this.instances = config.instances ?? 1;
    this.dispatches = 0;
    const imports = { host: this.functions() };
    if (config.memory) imports.env = { memory: config.memory };
    this.exports = new WebAssembly.Instance(config.module, imports).exports;
    this.memory = config.memory ?? this.exports.memory;
    this.table = this.exports.__indirect_function_table;
    this.slots = new Slots(this.table);
    this.codeImports = { env: { memory: this.memory, __indirect_function_table: this.table } };
  }

  bytes(pointer, size) {
    return new Uint8Array(this.memory.buffer, pointer >>> 0, size >>> 0);
  }
  string(pointer, size) {
    // TextDecoder refuses shared memory.
    return decoder.decode(this.bytes(pointer, size).slice());
  }
  // A copy of the bytes in the runtime's memory, which stays there.
  store(bytes) {
    const pointer = this.exports.sb_alloc(bytes.length) >>> 0;
    this.bytes(pointer, bytes.length).set(bytes);
    return pointer;
  }
  withString(text, f) {
    const bytes = encoder.encode(text);
    return f(this.store(bytes), bytes.length);
  }

  // ---- Code (2.4 of the interface description) ----
  instantiate(bytes, entries) {
    const module = new WebAssembly.Module(bytes);
    for (const item of WebAssembly.Module.imports(module)) {
      if (item.module !== 'env' || !(item.name in this.codeImports.env)) {
        throw new HostError(`it imports ${item.module}.${item.name}`);
      }
    }
    return Array.from({ length: this.instances }, () => this.addExports(module, entries));
  }
  addExports(module, entries) {
    const exports = new WebAssembly.Instance(module, this.codeImports).exports;
    const slots = new Int32Array(entries);
    const labels = new Map();
    for (let label = 0; label < entries; label++) {
      const f = exports[`f${label}`];
      if (f === undefined) continue;
      if (typeof f !== 'function' || f.length !== 3) throw new HostError(`export f${label} has not the type of an entry`);
      if (labels.has(f)) throw new HostError(`f${labels.get(f)} and f${label} are the same function`);
      labels.set(f, label);
      slots[label] = this.slots.add(f);
    }
    return slots;
  }

  entry(id, label, pointer, size, entries) {
    if (this.released !== null) this.forgetReleased();
    let all = this.modules.get(id);
    if (all === undefined) {
      try {
        all = this.instantiate(this.bytes(pointer, size).slice(), entries);
      } catch (error) {
        this.io.write(2, encoder.encode(`atomvm: the code of a module cannot be used: ${error.message}\n`));
        return 0;
      }
      this.modules.set(id, all);
    }
    // Every dispatch goes to another instance, as if the process had changed the thread.
    const slots = all[this.dispatches++ % all.length];
    return label < slots.length ? slots[label] : 0;
  }

  drop(id) {
    for (const slot of (this.modules.get(id) ?? []).flatMap((slots) => [...slots])) {
      if (slot !== 0) this.slots.remove(slot);
    }
    this.modules.delete(id);
  }
  release(id) {
    this.drop(id);
    if (this.released === null) return;
    const at = Atomics.add(this.released, 0, 1);
    Atomics.store(this.released, 1 + (at % (this.released.length - 1)), id);
  }
  forgetReleased() {
    const count = Atomics.load(this.released, 0);
    if (count === this.releasesSeen) return;
    if (count - this.releasesSeen >= this.released.length - 1) {
      for (const id of [...this.modules.keys()]) this.drop(id);  // too many to follow: all is compiled again
    } else {
      for (let i = this.releasesSeen; i < count; i++) this.drop(Atomics.load(this.released, 1 + (i % (this.released.length - 1))));
    }
    this.releasesSeen = count;
  }

  // ---- What the runtime imports ----
  functions() {
    return {
      write: (fd, pointer, size) => this.io.write(fd, this.bytes(pointer, size).slice()),
      read: (pointer, room) => {
        const bytes = this.io.read(room);
        this.bytes(pointer, bytes.length).set(bytes);
        return bytes.length;
      },
      panic: (pointer, size) => {
        throw new HostError(this.string(pointer, size));
      },
      monotonic_ns: () => Math.round((performance.timeOrigin + performance.now()) * 1e6) - 1.6e18,
      system_us: () => Math.round((performance.timeOrigin + performance.now()) * 1000),
      utc_offset: (us) => -new Date(us / 1000).getTimezoneOffset(),
      random: (pointer, size) => {
        this.bytes(pointer, size).set(globalThis.crypto.getRandomValues(new Uint8Array(size)));
      },
      getenv: (name, size, value, room) => {
        const text = this.env[this.string(name, size)];
        if (text === undefined) return -1;
        const bytes = encoder.encode(text);
        this.bytes(value, room).set(bytes.subarray(0, room));
        return bytes.length;
      },
      is_terminal: () => 0,
      sleep: (ms) => this.io.sleep(ms),
      inflate: (from, fromSize, to, toSize) => {
        try {
          const bytes = zlib.inflateSync(this.bytes(from, fromSize).slice());
          if (bytes.length !== toSize) return 0;
          this.bytes(to, toSize).set(bytes);
          return 1;
        } catch {
          return 0;
        }
      },
      entry: (id, label, pointer, size, entries) => this.entry(id, label, pointer, size, entries),
      release_module: (id) => this.release(id),
    };
  }

  // ---- Driving the runtime ----
  init(options) {
    this.exports.__wasm_call_ctors?.();
    this.exports.sb_init(options.reductions | 0, options.gcStress ? 1 : 0, options.check === false ? 0 : 1,
      options.likeOtp ? 1 : 0);
  }
  addFile(name, bytes, late) {
    const pointer = this.store(bytes);
    if (late) return this.exports.sb_add_late_beam(pointer, bytes.length);
    if (!name.endsWith('.avm')) return this.exports.sb_add_beam(pointer, bytes.length);
    if (this.exports.sb_add_pack(pointer, bytes.length) === 0) throw new HostError(`${name} is no .avm file`);
  }
  addArgument(text) {
    this.withString(text, this.exports.sb_add_arg);
  }
  start(module) {
    return this.withString(module, this.exports.sb_start) !== 0;
  }
  setMain(module) {
    this.withString(module, (pointer, size) => this.exports.sb_set_main(pointer, size, 0, 0));
  }
}

// The name of the module in a .beam file: its first atom.
export function moduleOfBeam(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = view.getUint32(at + 4);
    if (String.fromCharCode(...bytes.subarray(at, at + 4)) === 'AtU8') {
      let p = at + 12;
      let n = bytes[p++];
      if (view.getInt32(at + 8) < 0) n = (n & 8) === 0 ? n >> 4 : ((n & 0xE0) << 3) | bytes[p++];
      return decoder.decode(bytes.slice(p, p + n));
    }
    at += (size + 11) & ~3;
  }
  return '';
}
