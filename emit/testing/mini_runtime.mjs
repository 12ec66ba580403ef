// Just enough of a runtime to call emitted functions that compute with integers, atoms, floats, lists
// and tuples. Made for a test: heap chunks are small, so that growing the heap is part of it.
// Expects `bytes` (the module), `cases` and `tableOffset` (of function 0) before it.
const CTX = 4096, E = 12288, K = 8192, HEAP = 65536, CHUNK = 256;
const memory = new WebAssembly.Memory({ initial: 256 });
const table = new WebAssembly.Table({ element: 'anyfunc', initial: 4096 });
const u32 = new Uint32Array(memory.buffer), i32 = new Int32Array(memory.buffer);
const view = new DataView(memory.buffer);
const ATOMS = ['false', 'true', 'ok', 'error', 'badarg'];
const SMALL_MIN = -(2n ** 27n), SMALL_MAX = 2n ** 27n - 1n;
const word = (address) => u32[address >>> 2];
let heap = 0, event = null, again = null;

function allocate(words) {
  const address = heap;
  heap += 4 * words;
  return address;
}
function encodeInt(v) {
  if (v >= SMALL_MIN && v <= SMALL_MAX) return Number(v << 4n | 15n) >>> 0;
  const p = allocate(3), magnitude = v < 0n ? -v : v;
  u32[p >> 2] = 2 << 6 | (v < 0n ? 0x0C : 0x08);
  u32[(p >> 2) + 1] = Number(magnitude & 0xFFFFFFFFn);
  u32[(p >> 2) + 2] = Number(magnitude >> 32n & 0xFFFFFFFFn);
  return p | 2;
}
function encodeFloat(x) {
  const p = allocate(3);
  u32[p >> 2] = 2 << 6 | 0x18;
  view.setFloat64(p + 4, x, true);
  return p | 2;
}
function encode(v) {
  if ('i' in v) return encodeInt(BigInt(v.i));
  if ('a' in v) return v.a << 6 | 0x0B;
  if ('n' in v) return 0x3B;
  if ('f' in v) return encodeFloat(v.f);
  const parts = (v.c ?? v.t).map(encode);
  if (v.c) {
    const p = allocate(2);
    u32[p >> 2] = parts[1];
    u32[(p >> 2) + 1] = parts[0];
    return p | 1;
  }
  const p = allocate(1 + parts.length);
  u32[p >> 2] = parts.length << 6;
  parts.forEach((w, i) => { u32[(p >> 2) + 1 + i] = w; });
  return p | 2;
}
// {int} {float} {atom} {nil} {cons: [h, t]} {tuple: [..]}, terms as words inside.
function look(t) {
  t >>>= 0;
  if ((t & 15) === 15) return { int: BigInt(t | 0) >> 4n };
  if ((t & 63) === 0x0B) return { atom: t >>> 6 };
  if (t === 0x3B) return { nil: true };
  if ((t & 3) === 1) return { cons: [word(t + 3), word(t - 1)] };
  if ((t & 3) !== 2) throw new Error(`no term: ${t.toString(16)}`);
  const header = word(t - 2);
  if ((header & 0x3F) === 0x18) return { float: view.getFloat64(t + 2, true) };
  if ((header & 0x3B) === 0x08) {
    const magnitude = BigInt(word(t + 2)) | BigInt(word(t + 6)) << 32n;
    return { int: header & 4 ? -magnitude : magnitude };
  }
  if ((header & 0x3F) !== 0) throw new Error(`no term: header ${header.toString(16)}`);
  return { tuple: Array.from({ length: header >>> 6 }, (_, i) => word(t + 2 + 4 * i)) };
}
function print(t) {
  const v = look(t);
  if ('int' in v) return v.int.toString();
  if ('atom' in v) return `atom:${v.atom}`;
  if ('nil' in v) return '[]';
  if ('float' in v) {
    view.setFloat64(16, v.float, true);
    return `f${view.getBigUint64(16, true).toString(16)}`;
  }
  if (v.cons) return `[${print(v.cons[0])}|${print(v.cons[1])}]`;
  return `{${v.tuple.map(print).join(',')}}`;
}
const isNumber = (v) => 'int' in v || 'float' in v;
const asFloat = (v) => ('int' in v ? Number(v.int) : v.float);
function numeric(ints, floats) {
  return (ctx, a, b) => {
    const x = look(a), y = look(b);
    if (!isNumber(x) || !isNumber(y)) return 0;
    if ('int' in x && 'int' in y) return encodeInt(ints(x.int, y.int));
    const r = floats(asFloat(x), asFloat(y));
    return Number.isFinite(r) ? encodeFloat(r) : 0;
  };
}
function integral(f) {
  return (ctx, a, b) => {
    const x = look(a), y = look(b);
    if (!('int' in x) || !('int' in y)) return 0;
    const r = f(x.int, y.int);
    return r === null ? 0 : encodeInt(r);
  };
}
const shift = (v, by) => (by >= 0n ? v << (by > 200n ? 200n : by) : v >> (by < -200n ? 200n : -by));
function compareNumbers(x, y) {
  if ('int' in x && 'int' in y) return x.int < y.int ? -1 : x.int > y.int ? 1 : 0;
  const a = asFloat(x), b = asFloat(y);
  return a < b ? -1 : a > b ? 1 : 0;
}
const rank = (v) => (isNumber(v) ? 0 : 'atom' in v ? 1 : v.tuple ? 2 : 'nil' in v ? 3 : 4);
function compare(a, b, exact) {
  const x = look(a), y = look(b);
  if (rank(x) !== rank(y)) return rank(x) - rank(y);
  switch (rank(x)) {
    case 0: {
      if (exact && 'int' in x !== 'int' in y) return 'int' in x ? -1 : 1;
      return compareNumbers(x, y);
    }
    case 1:
      return ATOMS[x.atom] < ATOMS[y.atom] ? -1 : ATOMS[x.atom] > ATOMS[y.atom] ? 1 : 0;
    case 2:
      if (x.tuple.length !== y.tuple.length) return x.tuple.length - y.tuple.length;
      for (let i = 0; i < x.tuple.length; i++) {
        const r = compare(x.tuple[i], y.tuple[i], exact);
        if (r !== 0) return r;
      }
      return 0;
    case 3:
      return 0;
    default:
      return compare(x.cons[0], y.cons[0], exact) || compare(x.cons[1], y.cons[1], exact);
  }
}
const X = CTX + 0x100;
const registers = (n) => `{${Array.from({ length: n }, (_, i) => print(word(X + 4 * i))).join(',')}}`;
const env = {
  memory, table,
  K: new WebAssembly.Global({ value: 'i32' }, K),
  T: new WebAssembly.Global({ value: 'i32' }, 16),
  CP: new WebAssembly.Global({ value: 'i32' }, 16 << 4),
  entry_slow: (ctx, sp, pos, live) => {
    i32[(CTX + 0x60) >> 2] = 3;
    again = { pos: pos - 16, live };
    return 0;
  },
  heap_slow: (ctx, bytes) => {
    u32[(CTX + 0x0C) >> 2] = allocate(bytes / 4 + CHUNK / 4);
    u32[(CTX + 0x10) >> 2] = heap;
  },
  int_add: numeric((a, b) => a + b, (a, b) => a + b),
  int_sub: numeric((a, b) => a - b, (a, b) => a - b),
  int_mul: numeric((a, b) => a * b, (a, b) => a * b),
  num_div: (ctx, a, b) => {
    const x = look(a), y = look(b);
    if (!isNumber(x) || !isNumber(y) || asFloat(y) === 0) return 0;
    const r = asFloat(x) / asFloat(y);
    return Number.isFinite(r) ? encodeFloat(r) : 0;
  },
  int_div: integral((a, b) => (b === 0n ? null : a / b)),
  int_rem: integral((a, b) => (b === 0n ? null : a % b)),
  int_band: integral((a, b) => a & b),
  int_bor: integral((a, b) => a | b),
  int_bxor: integral((a, b) => a ^ b),
  int_bsl: integral((a, b) => shift(a, b)),
  int_bsr: integral((a, b) => shift(a, -b)),
  num_neg: (ctx, a) => {
    const x = look(a);
    return 'int' in x ? encodeInt(-x.int) : 'float' in x ? encodeFloat(-x.float) : 0;
  },
  int_bnot: (ctx, a) => { const x = look(a); return 'int' in x ? encodeInt(~x.int) : 0; },
  compare_terms: (a, b) => Math.sign(compare(a, b, false)),
  equal_exact: (a, b) => (compare(a, b, true) === 0 ? 1 : 0),
  equal_numeric: (a, b) => (compare(a, b, false) === 0 ? 1 : 0),
  term_to_f64: (a) => { const x = look(a); return isNumber(x) ? asFloat(x) : NaN; },
  raise_error1: (ctx, kind, value) => { event = `raise ${kind} {${print(value)}}`; return 0; },
  raise_function_clause: (ctx, arity) => { event = `tail ${registers(arity)}`; return 0; },
};
new WebAssembly.Instance(new WebAssembly.Module(bytes), { env });
const out = [];
for (const { f, args } of cases) {
  heap = HEAP;
  const words = args.map(encode);
  u32[(CTX + 0x0C) >> 2] = u32[(CTX + 0x10) >> 2] = heap;  // no room at first
  i32[(CTX + 0x60) >> 2] = f % 2;                          // a slow entry now and then
  event = null;
  try {
    let result = table.get(16 + tableOffset + f)(CTX, E, ...words);
    while (again !== null) {
      const { pos, live } = again;
      again = null;
      result = table.get(16 + tableOffset + pos)(CTX, E, ...u32.subarray(X >> 2, (X >> 2) + live));
    }
    out.push(result === 0 ? event ?? 'unwound' : `ret ${print(result)}`);
  } catch (error) {
    out.push(`crash ${error.message}`);
  }
}
console.log(out.join('\n'));
