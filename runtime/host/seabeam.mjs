// The host of Seabeam's runtime: loads runtime.wasm and compiled modules, does
// input and output, drives the scheduler. No dependencies, no imports: runs in
// browsers and in Node (runtime/host/node.mjs holds what only Node has).
//
//   const status = await start({
//     runtimeBytes,            // Uint8Array of runtime.wasm, or a WebAssembly.Module
//     loadModule(name),        // -> Uint8Array | WebAssembly.Module | null; called at any time, must answer at once
//     compile(beam),           // optional: the bytes of a .beam -> Uint8Array | WebAssembly.Module, null when it is refused
//     modulePath(name),        // optional -> string | null; moduleFile(name) -> Uint8Array | null: a module's .beam
//     files,                   // optional: the files that the program sees, see files.mjs
//     resource(name),          // optional -> Uint8Array | null, a term in external format:
//                              //   'app:NAME'   {Path, Specification} of an application: path of its .app file, term in it
//                              //   'root'       the folder that OTP is installed in
//                              //   'code_path'  [Folder], as code:get_path/0 gives them
//                              //   'config'     [{Path, Contents}] of the files given as --config
//                              //   'atoms'      no term: the emulator's atoms in its order, each with a newline, from OTP 26 on
//                              //   'kernel'     the module that starts kernel, when that is to be there before the program
//     mainModule, mainFunction,  // function: null = main/1, main/0, start/0 in this order
//     args,                    // strings
//     io: {
//       write(fd, bytes),      // fd 1, 2; bytes are only valid during the call
//       read(max),             // optional -> Uint8Array, empty = end of file, null = nothing yet
//       sleep(ms),             // optional: blocks; without it the event loop turns between slices
//     },
//     options: { reductions, gcStress, nativeDepth, noHalt, stats, sliceMs, env, entry },
//   });
//
// `entry` = [module, function]: start that instead of seabeam_boot (tests).

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class ProgramError extends Error {}

// Requests and kinds of files, in the order of runtime/file's enums.
const [FILE_INFO, FILE_NAMES, FILE_CONTENTS, FILE_TARGET, FILE_DIRECTORY] = [0, 1, 2, 3, 4];
// ObjectCodeRequest of runtime/core/host.h.
const [GIVEN_PATH, , CONTENTS] = [0, 1, 2];
const FILE_KINDS = ['file', 'directory', 'symlink', 'device', 'other'];

class Output {
  constructor(fd, write) {
    this.fd = fd;
    this.write = write;
    this.buffer = new Uint8Array(65536);
    this.used = 0;
  }
  put(bytes) {
    if (bytes.length > this.buffer.length - this.used) this.flush();
    if (bytes.length > this.buffer.length) {
      this.write(this.fd, bytes);
      return;
    }
    this.buffer.set(bytes, this.used);
    this.used += bytes.length;
  }
  flush() {
    if (this.used === 0) return;
    const n = this.used;
    this.used = 0;
    this.write(this.fd, this.buffer.subarray(0, n));
  }
}

// The helpers of calls with many arguments, as a wasm module made here (those with few are C++, core/calls.cc):
//   stub(ctx, cp, x0..)      stores x0.. to ctx->x, goes to sb_call_pending(ctx, cp)
//   fromRegisters(ctx, cp, target, _)  loads x0.. and calls table entry `target`
//   externalFun(ctx, cp, x0.., fun)    stores x0.., goes to sb_call_external(ctx, cp, fun)
function callHelpers(arity, xBase) {
  const leb = (n) => {
    const out = [];
    do {
      const b = n & 0x7F;
      n >>>= 7;
      out.push(n ? b | 0x80 : b);
    } while (n);
    return out;
  };
  const name = (text) => [text.length, ...encoder.encode(text)];
  const section = (id, items) => {
    const body = [...leb(items.length), ...items.flat()];
    return [id, ...leb(body.length), ...body];
  };
  const type = (n) => [0x60, ...leb(n), ...new Array(n).fill(0x7F), 1, 0x7F];
  const body = (code) => {
    const bytes = [0, ...code, 0x0B];
    return [...leb(bytes.length), ...bytes];
  };
  const get = (local) => [0x20, ...leb(local)];
  const stores = [];
  const loads = [];
  for (let i = 0; i < arity; i++) {
    stores.push(...get(0), ...get(2 + i), 0x36, 2, ...leb(xBase + 4 * i));
    loads.push(...get(0), 0x28, 2, ...leb(xBase + 4 * i));
  }
  return new WebAssembly.Module(Uint8Array.from([
    0, 0x61, 0x73, 0x6D, 1, 0, 0, 0,
    ...section(1, [type(arity + 2), type(arity + 3), type(2), type(3), type(4)]),
    ...section(2, [
      [...name('env'), ...name('memory'), 2, 0, 0],
      [...name('env'), ...name('table'), 1, 0x70, 0, 0],
      [...name('env'), ...name('sb_call_pending'), 0, 2],
      [...name('env'), ...name('sb_call_external'), 0, 3],
    ]),
    ...section(3, [[0], [4], [1]]),
    ...section(7, [[...name('stub'), 0, 2], [...name('fromRegisters'), 0, 3], [...name('externalFun'), 0, 4]]),
    ...section(10, [
      body([...stores, ...get(0), ...get(1), 0x12, 0]),
      body([...get(0), ...get(1), ...loads, ...get(2), 0x13, 0, 0]),
      body([...stores, ...get(0), ...get(1), ...get(arity + 2), 0x12, 1]),
    ]),
  ]));
}

export class Runtime {
  constructor(config) {
    this.loadModule = config.loadModule;
    this.compile = config.compile;
    this.modulePath = config.modulePath;
    this.moduleFile = config.moduleFile;
    this.files = config.files;
    this.resource = config.resource;
    this.io = config.io;
    this.options = config.options ?? {};
    this.missing = new Set();
    this.outputs = [null, new Output(1, config.io.write), new Output(2, config.io.write)];
    this.input = new Uint8Array(0);
    const module = config.runtimeBytes instanceof WebAssembly.Module
      ? config.runtimeBytes : new WebAssembly.Module(config.runtimeBytes);
    this.exports = new WebAssembly.Instance(module, { host: this.hostFunctions() }).exports;
    this.memory = this.exports.memory;
    this.table = this.exports.__indirect_function_table;
    this.env = Object.assign({}, this.exports, { memory: this.memory, table: this.table });
    this.exports.__wasm_call_ctors?.();
    const o = this.options;
    this.exports.sb_init(o.reductions | 0, o.gcStress ? 1 : 0, o.nativeDepth | 0);
    if (o.otp) {
      this.withString(o.otp[0], (r, rSize) => this.withString(o.otp[1], (e, eSize) => this.exports.sb_set_otp(r, rSize, e, eSize)));
      const atoms = Number(o.otp[0]) >= 26 ? this.resource?.('atoms') : null;
      if (atoms) {
        const pointer = this.block(atoms);
        this.exports.sb_order_atoms(pointer, atoms.length);
        this.exports.sb_free(pointer);
      }
    }
  }

  bytes(pointer, size) {
    return new Uint8Array(this.memory.buffer, pointer >>> 0, size >>> 0);
  }
  string(pointer, size) {
    return decoder.decode(this.bytes(pointer, size));
  }
  // Calls f with a copy of the string in the runtime's memory.
  withString(text, f) {
    const bytes = encoder.encode(text);
    const pointer = this.block(bytes);
    const result = f(pointer, bytes.length);
    this.exports.sb_free(pointer);
    return result;
  }

  hostFunctions() {
    const start = performance.now();
    return {
      write: (fd, pointer, size) => {
        const out = this.outputs[fd];
        if (!out) return;
        out.put(this.bytes(pointer, size));
        if (fd === 2) out.flush();
      },
      read: (pointer, room) => this.read(pointer, room),
      monotonic_ns: () => Math.round((performance.now() - start) * 1e6) + 1e9,
      system_us: () => Math.round((performance.timeOrigin + performance.now()) * 1000),
      utc_offset: (us) => -new Date(us / 1000).getTimezoneOffset(),
      random: (pointer, size) => {
        for (let i = 0; i < size; i += 65536) {
          const part = new Uint8Array(Math.min(65536, size - i));
          globalThis.crypto.getRandomValues(part);
          this.bytes(pointer + i, part.length).set(part);
        }
      },
      load_module: (pointer, size) => this.load(this.string(pointer, size)),
      compile_module: (pointer, size, missing) => {
        if (!this.compile) {
          new DataView(this.memory.buffer).setUint32(missing, 1, true);
          return 0;
        }
        return this.instantiateOrSay(this.compile(this.bytes(pointer, size).slice()), 'code loaded at run time');
      },
      file: (what, path, pathSize, size, failed) => this.file(what, this.string(path, pathSize), size, failed),
      object_code: (pointer, size, request) => this.objectCode(this.string(pointer, size), request),
      resource: (pointer, size) => this.resourceBlock(this.string(pointer, size)),
      clear_table: (first, n) => {
        for (let i = first; i < first + n; i++) this.table.set(i, null);
      },
      grow_table: (n) => this.table.grow(n),
      make_call_helpers: (arity, xBase) => {
        const helpers = new WebAssembly.Instance(callHelpers(arity, xBase), { env: this.env }).exports;
        const base = this.table.grow(3);
        this.table.set(base, helpers.stub);
        this.table.set(base + 1, helpers.fromRegisters);
        this.table.set(base + 2, helpers.externalFun);
        return base;
      },
      getenv: (name, size, value, room) => {
        const text = this.options.env?.[this.string(name, size)];
        if (text === undefined) return -1;
        const bytes = encoder.encode(text);
        this.bytes(value, Math.min(room, bytes.length)).set(bytes.subarray(0, room));
        return bytes.length;
      },
      is_terminal: (fd) => (this.io.isTerminal?.(fd) ? 1 : 0),
      panic: (pointer, size) => {
        throw new ProgramError(`seabeam runtime: ${this.string(pointer, size)}`);
      },
    };
  }

  read(pointer, room) {
    if (this.input.length === 0) {
      this.flush();
      const bytes = this.io.read ? this.io.read(room) : new Uint8Array(0);
      if (bytes === null) return -1;
      this.input = bytes;
    }
    const n = Math.min(room, this.input.length);
    this.bytes(pointer, n).set(this.input.subarray(0, n));
    this.input = this.input.subarray(n);
    return n;
  }

  // The runtime's handle of the module; 0 = there is no such module, or it is broken.
  load(name) {
    if (this.missing.has(name)) return 0;
    const bytes = this.loadModule(name);
    if (!bytes) this.missing.add(name);
    return this.instantiateOrSay(bytes, `module ${name}`);
  }

  // 0 for null, and for what is broken.
  instantiateOrSay(bytes, what) {
    if (!bytes) return 0;
    try {
      return this.instantiate(bytes instanceof WebAssembly.Module ? bytes : new WebAssembly.Module(bytes));
    } catch (error) {
      if (error instanceof ProgramError) throw error;
      this.outputs[2].put(encoder.encode(`seabeam: cannot load ${what}: ${error.message}\n`));
      this.outputs[2].flush();
      return 0;
    }
  }

  // A block of the runtime's memory with these bytes.
  block(bytes) {
    const pointer = this.exports.sb_module_alloc(bytes.length) >>> 0;
    this.bytes(pointer, bytes.length).set(bytes);
    return pointer;
  }

  // What runtime/file/host_files.h describes.
  file(what, path, size, failed) {
    let answer;
    let error = 0;
    try {
      const files = this.files;
      if (!files) {
        answer = what === FILE_DIRECTORY ? '/' : 'enoent';
        error = what === FILE_DIRECTORY ? 0 : 1;
      } else if (what === FILE_INFO) {
        const i = files.info(path);
        const kind = FILE_KINDS.indexOf(i.kind);
        answer = new Uint8Array(Float64Array.of(kind, i.mode, i.owner, i.group, i.size, i.accessed, i.modified, i.changed).buffer);
      } else if (what === FILE_NAMES) {
        answer = files.names(path).map((name) => `${name}\0`).join('');
      } else if (what === FILE_CONTENTS) {
        answer = files.contents(path);
      } else if (what === FILE_TARGET) {
        answer = files.target(path);
      } else {
        answer = files.directory;
      }
    } catch (problem) {
      if (typeof problem.code !== 'string') throw problem;
      answer = problem.code.toLowerCase();
      error = 1;
    }
    const bytes = typeof answer === 'string' ? encoder.encode(answer) : answer;
    const pointer = bytes.length > 0 ? this.block(bytes) : 0;
    const view = new DataView(this.memory.buffer);
    view.setUint32(size, bytes.length, true);
    view.setUint32(failed, error, true);
    return pointer;
  }

  // The block that runtime/core/host.h describes.
  objectCode(name, request) {
    let path = this.modulePath?.(name);
    if (path && request !== GIVEN_PATH && !path.startsWith('/')) path = `${this.files?.directory ?? ''}/${path.replace(/^(\.\/+)+/, '')}`;
    const file = path && request === CONTENTS ? this.moduleFile(name) : new Uint8Array(0);
    if (!path || !file) return 0;
    const pathBytes = encoder.encode(path);
    const pointer = this.exports.sb_module_alloc(8 + pathBytes.length + file.length) >>> 0;
    const view = new DataView(this.memory.buffer);
    view.setUint32(pointer, pathBytes.length, true);
    this.bytes(pointer + 4, pathBytes.length).set(pathBytes);
    view.setUint32(pointer + 4 + pathBytes.length, file.length, true);
    this.bytes(pointer + 8 + pathBytes.length, file.length).set(file);
    return pointer;
  }

  // The block that runtime/core/host.h describes.
  resourceBlock(name) {
    const bytes = this.resource?.(name);
    if (!bytes) return 0;
    const pointer = this.exports.sb_module_alloc(4 + bytes.length) >>> 0;
    new DataView(this.memory.buffer).setUint32(pointer, bytes.length, true);
    this.bytes(pointer + 4, bytes.length).set(bytes);
    return pointer;
  }

  instantiate(module) {
    const sections = WebAssembly.Module.customSections(module, 'seabeam');
    if (sections.length !== 1) throw new Error('it has no seabeam section');
    const payload = new Uint8Array(sections[0]);
    const pointer = this.block(payload);
    const handle = this.exports.sb_module_prepare(pointer, payload.length);
    if (handle === 0) throw new Error('its seabeam section is malformed');
    const base = this.exports.sb_module_table_base(handle);
    const i32 = (value) => new WebAssembly.Global({ value: 'i32', mutable: false }, value | 0);
    const env = Object.create(this.env);
    env.K = i32(this.exports.sb_module_constants(handle));
    env.T = i32(base);
    env.CP = i32(base << 4);
    try {
      new WebAssembly.Instance(module, { env });
    } catch (error) {
      if (!(error instanceof WebAssembly.LinkError)) {
        this.exports.sb_module_discard(handle);
        throw error;
      }
      // Functions this runtime does not have: calling a BIF raises undef, anything else ends the program with the name.
      for (const { name, kind } of WebAssembly.Module.imports(module)) {
        if (kind !== 'function' || name in env) continue;
        env[name] = name.startsWith('bif_')
          ? (ctx, ...args) => this.withString(name, (p, n) => this.exports.sb_native_missing(ctx, p, n, ...args))
          : () => { throw new ProgramError(`seabeam runtime: ${name} is not implemented`); };
      }
      new WebAssembly.Instance(module, { env });
    }
    return handle;
  }

  flush() {
    this.outputs[1].flush();
    this.outputs[2].flush();
  }

  spawn(module, name) {
    return this.withString(module, (m, mSize) =>
      this.withString(name, (f, fSize) => this.exports.sb_spawn(m, mSize, f, fSize)));
  }

  setMain(module, name, args) {
    this.withString(module, (m, mSize) =>
      this.withString(name ?? '', (f, fSize) => this.exports.sb_set_main(m, mSize, f, fSize)));
    for (const arg of args) this.withString(arg, (p, n) => this.exports.sb_add_arg(p, n));
  }

  // Tells the runtime that io.read would now give something.
  inputReady() {
    this.exports.sb_input_ready();
  }

  // Runs to the end without giving way to the event loop; the exit status.
  runBlocking() {
    try {
      for (;;) {
        // In slices, so that output does not wait for the end of a long computation.
        const next = this.exports.sb_run(100);
        if (next === -2) return this.exports.sb_exit_status();
        this.flush();
        if (next === -1) return this.idle();
        if (next > 0) this.io.sleep(next);
      }
    } finally {
      this.flush();
    }
  }

  // The same in slices; a promise of the exit status.
  async run() {
    const slice = this.options.sliceMs ?? 8;
    try {
      for (;;) {
        const next = this.exports.sb_run(slice);
        if (next === -2) return this.exports.sb_exit_status();
        this.flush();
        if (next === -1 && !this.options.noHalt && !this.io.onInput) return this.idle();
        await new Promise((resolve) => {
          this.wake = resolve;
          if (next >= 0) setTimeout(resolve, next);
        });
      }
    } finally {
      this.flush();
    }
  }

  stats() {
    const names = ['reductions', 'slices', 'processes', 'messages', 'collections', 'major collections', 'words copied'];
    const rows = names.map((name, i) => `seabeam: ${name}: ${this.exports.sb_stat(i)}`);
    rows.push(`seabeam: memory: ${this.memory.buffer.byteLength} bytes`);
    return rows.join('\n');
  }

  idle() {
    if (this.exports.sb_process_count() > 0) {
      this.outputs[2].put(encoder.encode('seabeam: the program waits for ever: no process can run and no timer is set\n'));
    }
    return 1;
  }
}

// What loadModule and resource are for a bundle: `pack` holds them, `index` says where ({name: [offset, size]}).
export function packed(pack, index) {
  const places = new Map(Object.entries(index ?? {}));
  return (name) => {
    const place = places.get(name);
    return place ? pack.subarray(place[0], place[0] + place[1]) : null;
  };
}

export async function start(config) {
  const runtime = new Runtime(config);
  const entry = config.options?.entry;
  if (entry) {
    runtime.spawn(entry[0], entry[1]);
  } else {
    runtime.setMain(config.mainModule, config.mainFunction, config.args ?? []);
    runtime.spawn('seabeam_boot', 'start');
  }
  const status = await (config.io.sleep && !config.options?.noHalt ? runtime.runBlocking() : runtime.run());
  if (config.options?.stats) config.io.write(2, encoder.encode(`${runtime.stats()}\n`));
  return status;
}
