// support_test.mjs NATIVE_SUPPORT.WASM: the library's functions against BigInt, DataView and TextEncoder, on fixed edges
// and on random operands (the seed is fixed). The log closes with 'N passed, N failed', which tools/test counts.
import { readFileSync } from 'node:fs';

const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(process.argv[2])), {
  module: {
    heap_slow() { throw new Error('the heap is full'); },
    create_empty_binary(ctx, size) {
      // As the host's, with the bytes behind the object (they are 20 bytes into what it points at).
      const at = view.getUint32(ctx + HEAP_PTR, true);
      word(at, 5 << 6 | 0x20); word(at + 4, size); word(at + 8, 0); word(at + 12, at + 4);
      bytes.fill(0, at + 24, at + 24 + size);
      view.setUint32(ctx + HEAP_PTR, at + 24 + (size + 3 & ~3), true);
      return at | 2;
    },
    find_map_pos(map, key) { return host.find(map, key); },
    put_map_assoc(map, added, n) { return host.put(map, added, n); },
  },
});
const lib = instance.exports;
lib.memory.grow(64);
const view = new DataView(lib.memory.buffer);
const bytes = new Uint8Array(lib.memory.buffer);
const word = (at, v) => view.setUint32(at, v >>> 0, true);

const HEAP_PTR = 0x0C, HEAP_END = 0x10, FAILED_REASON = 0x24, X = 0x100;
const CTX = 0x20000, HEAP = 0x30000, DATA = 0x200000;
function reset() { word(CTX + HEAP_PTR, HEAP); word(CTX + HEAP_END, DATA); }
reset();
function take(words) {
  const at = view.getUint32(CTX + HEAP_PTR, true);
  word(CTX + HEAP_PTR, at + 4 * words);
  return at;
}

const LIMIT = 1n << 256n;
const abs = (v) => v < 0n ? -v : v;
function integer(v) {
  if (v >= -(1n << 27n) && v < 1n << 27n) return Number(v) << 4 | 15;
  const sign = v < 0n ? 0x0C : 0x08;
  if (v === BigInt.asIntN(64, v)) {
    const n = v === BigInt.asIntN(32, v) ? 1 : 2;
    const at = take(1 + n);
    word(at, n << 6 | sign);
    for (let i = 0; i < n; i++) word(at + 4 + 4 * i, Number(BigInt.asUintN(32, v >> BigInt(32 * i))));
    return at | 2;
  }
  const digits = [];
  for (let m = abs(v); m > 0n; m >>= 32n) digits.push(Number(m & 0xFFFFFFFFn));
  const n = digits.length <= 2 ? 3 : digits.length + 1 & ~1;
  const at = take(1 + n);
  word(at, n << 6 | sign);
  for (let i = 0; i < n; i++) word(at + 4 + 4 * i, digits[i] ?? 0);
  return at | 2;
}
function float(v) {
  const at = take(3);
  word(at, 0x98);
  view.setFloat64(at + 4, v, true);
  return at | 2;
}
// Of the refc binary at `at`.
const dataOf = (at) => view.getUint32(at + 12, true) + (view.getUint32(at + 8, true) & 1 ? 0 : 20);
// A term as a value; an integer has to be in its one right form.
function value(t) {
  t >>>= 0;
  if (t === 0) return null;
  if ((t & 15) === 15) return BigInt(t | 0) >> 4n;
  if ((t & 3) !== 2) return `term 0x${t.toString(16)}`;
  const at = t - 2, header = view.getUint32(at, true), n = header >>> 6;
  if (header === 0x98) return view.getFloat64(at + 4, true);
  if ((header & 0x3B) === 0x08) {
    let v = 0n;
    for (let i = n; i-- > 0;) v = v << 32n | BigInt(view.getUint32(at + 4 + 4 * i, true));
    if (n <= 2) v = BigInt.asIntN(32 * n, v);
    else if (header & 4) v = -v;
    const copy = integer(v) >>> 0, other = copy - 2;
    const same = (copy & 3) === 2 && view.getUint32(other, true) === header;
    return same ? v : `integer ${v} in the wrong form (header 0x${header.toString(16)})`;
  }
  const tag = header & 0x3F, size = view.getUint32(at + 4, true);
  if (tag === 0x24) return bytes.slice(at + 8, at + 8 + size);
  if (tag === 0x20) {
    const data = dataOf(at);
    return bytes.slice(data, data + size);
  }
  if (tag === 0x28) {
    const data = dataOf(view.getUint32(at + 12, true) - 2) + view.getUint32(at + 8, true);
    return bytes.slice(data, data + size);
  }
  return `header 0x${header.toString(16)}`;
}

let passed = 0, failed = 0;
const text = (v) => v === null ? 'none' : v instanceof Uint8Array ? `<<${[...v]}>>` : `${v}`;
function expect(what, got, wanted) {
  if (text(got) === text(wanted) && typeof got === typeof wanted) { passed++; return; }
  failed++;
  if (failed < 20) console.log(`FAIL ${what}: ${text(got)}, wanted ${text(wanted)}`);
}

let seed = 12345n;
function random(below) {
  seed = BigInt.asUintN(64, seed * 6364136223846793005n + 1442695040888963407n);
  return Number((seed >> 33n) % BigInt(below));
}
function randomInteger(bits = random(257)) {
  let v = 0n;
  for (let i = 0; i < bits; i += 16) v = v << 16n | BigInt(random(65536));
  v = BigInt.asUintN(bits, v);
  if (random(4) === 0 && bits > 0) v = (1n << BigInt(bits)) - 1n - BigInt(random(2));
  return random(2) === 0 ? v : -v;
}
const EDGES = [0n, 1n, -1n, 2n, 7n, -10n];
for (const bits of [27n, 28n, 31n, 32n, 63n, 64n, 65n, 95n, 96n, 127n, 128n, 255n, 256n]) {
  for (const d of [-1n, 0n, 1n]) for (const s of [1n, -1n]) EDGES.push(s * ((1n << bits) + d));
}
const OPERANDS = EDGES.filter((v) => abs(v) < LIMIT);

// ---- Arithmetic
const within = (v) => abs(v) < LIMIT ? v : null;
const BINARY = {
  int_add: (a, b) => within(a + b), int_sub: (a, b) => within(a - b), int_mul: (a, b) => within(a * b),
  int_div: (a, b) => b === 0n ? null : within(a / b), int_rem: (a, b) => b === 0n ? null : a % b,
  int_band: (a, b) => within(a & b), int_bor: (a, b) => within(a | b), int_bxor: (a, b) => within(a ^ b),
};
function checkBinary(name, a, b) {
  reset();
  expect(`${name} ${a} ${b}`, value(lib[name](CTX, integer(a), integer(b))), BINARY[name](a, b));
}
for (const name of Object.keys(BINARY)) {
  for (const a of OPERANDS) for (const b of OPERANDS) checkBinary(name, a, b);
  for (let i = 0; i < 1500; i++) checkBinary(name, randomInteger(), randomInteger());
}
function shift(a, n) {
  if (a === 0n) return 0n;
  if (n > 4096n) return null;
  return n < -4096n ? (a < 0n ? -1n : 0n) : within(n >= 0n ? a << n : a >> -n);
}
for (const a of [...OPERANDS, ...Array.from({ length: 200 }, () => randomInteger())]) {
  for (const n of [0n, 1n, 3n, 4n, 31n, 32n, 33n, 62n, 63n, 64n, 100n, 255n, 256n, 257n, 1000n, 1n << 40n, 1n << 80n]) {
    for (const s of [n, -n]) {
      reset();
      expect(`${a} bsl ${s}`, value(lib.int_bsl(CTX, integer(a), integer(s))), shift(a, s));
      reset();
      expect(`${a} bsr ${s}`, value(lib.int_bsr(CTX, integer(a), integer(s))), shift(a, -s));
    }
  }
  reset();
  expect(`- ${a}`, value(lib.num_neg(CTX, integer(a))), -a);
  expect(`bnot ${a}`, value(lib.int_bnot(CTX, integer(a))), within(~a));
  expect(`abs ${a}`, value(lib.bif_erlang_abs_1(CTX, integer(a))), abs(a));
  if (a === BigInt.asIntN(64, a)) expect(`int_from_i64 ${a}`, value(lib.int_from_i64(CTX, a)), a);
  expect(`trunc ${a}`, value(lib.bif_erlang_trunc_1(CTX, integer(a))), a);
}
// Doubles of up to 53 bits and of powers of two are exact.
for (let i = 0; i < 300; i++) {
  reset();
  const v = (random(1 << 20) - (1 << 19)) * 2 ** (random(250) - 10), whole = BigInt(Math.trunc(v));
  expect(`trunc ${v}`, value(lib.bif_erlang_trunc_1(CTX, float(v))), within(whole));
  expect(`floor ${v}`, value(lib.bif_erlang_floor_1(CTX, float(v))), within(BigInt(Math.floor(v))));
  expect(`ceil ${v}`, value(lib.bif_erlang_ceil_1(CTX, float(v))), within(BigInt(Math.ceil(v))));
  const round = Math.abs(v - Math.trunc(v)) >= 0.5 ? whole + (v < 0 ? -1n : 1n) : whole;
  expect(`round ${v}`, value(lib.bif_erlang_round_1(CTX, float(v))), within(round));
  if (within(whole) !== null) expect(`float ${whole}`, value(lib.bif_erlang_float_1(CTX, integer(whole))), Math.trunc(v) + 0);
  const w = random(1000) - 500.5;
  expect(`${v} + ${w}`, value(lib.int_add(CTX, float(v), float(w))), v + w);
  expect(`${v} / ${w}`, value(lib.num_div(CTX, float(v), float(w))), v / w);
}
reset();
expect('2^256 as an integer', value(lib.bif_erlang_trunc_1(CTX, float(2 ** 256))), null);
expect('-2^255 as an integer', value(lib.bif_erlang_trunc_1(CTX, float(-(2 ** 255)))), -(1n << 255n));
expect('1.0e308 * 10', value(lib.int_mul(CTX, float(1e308), integer(10n))), null);
expect('1 / 0', value(lib.num_div(CTX, integer(1n), integer(0n))), null);
for (const name of Object.keys(BINARY)) expect(`${name} 1 a`, value(lib[name](CTX, integer(1n), 0x8B)), null);
for (const name of ['int_band', 'int_div', 'int_bsl']) {
  expect(`${name} 1.0 1`, value(lib[name](CTX, float(1), integer(1n))), null);
}

// ---- Bits
const bitsOf = (data) => data.flatMap((b) => [...b.toString(2).padStart(8, '0')].map(Number));
function number(bits, little, signed) {
  if (bits.length === 0) return 0n;
  let order = bits;
  if (little) {
    order = [];
    for (let i = 0; i < bits.length; i += 8) order = [...bits.slice(i, i + 8), ...order];
  }
  const v = BigInt('0b' + order.join(''));
  return signed ? BigInt.asIntN(order.length, v) : v;
}
const LITTLE = 2, SIGNED = 4;
for (let i = 0; i < 3000; i++) {
  reset();
  const data = Array.from({ length: 48 }, () => random(5) === 0 ? 255 : random(256));
  bytes.set(data, DATA);
  const at = random(32), size = random(257), flags = random(4) * 2;
  const wanted = number(bitsOf(data).slice(at, at + size), (flags & LITTLE) !== 0, (flags & SIGNED) !== 0);
  expect(`${size} bits at ${at} of ${data}, flags ${flags}`, value(lib.bs_read_integer(CTX, DATA, at, size, flags)), wanted);
  if (size > 0 && size <= 32) {
    expect(`bs_read ${size} at ${at} of ${data}, flags ${flags}`, BigInt(lib.bs_read(DATA, at, size, flags) >>> 0), BigInt.asUintN(32, wanted));
  }
  // And back.
  const v = randomInteger(), before = random(8), bits = random(300), after = (8 - (before + bits) % 8) % 8;
  const segments = [[0, before, 0n], [bits === 0 ? 0 : flags & LITTLE, bits, v], [0, after, 0n]];
  segments.forEach(([f, n, x], k) => {
    word(CTX + X + 12 * k, f << 4 | 1 << 8);
    word(CTX + X + 12 * k + 4, integer(x));
    word(CTX + X + 12 * k + 8, integer(BigInt(n)));
  });
  const made = value(lib.bs_create(CTX, 3));
  const part = bitsOf([...made]).slice(before, before + bits);
  expect(`<<0:${before}, ${v}:${bits}, flags ${flags & LITTLE}>>`, number(part, (flags & LITTLE) !== 0, false), BigInt.asUintN(bits, v));
  expect('what is around it', bitsOf([...made]).filter((b, k) => b && (k < before || k >= before + bits)).length, 0);
}

// ---- Floats
for (let h = 0; h < 65536; h += h % 1024 < 4 || h % 1024 > 1020 ? 1 : 7) {
  reset();
  const exponent = h >> 10 & 31, mantissa = h & 1023, sign = h >> 15 ? -1 : 1;
  const wanted = exponent === 31 ? NaN : sign * (exponent === 0 ? mantissa * 2 ** -24 : (1 + mantissa / 1024) * 2 ** (exponent - 15));
  view.setUint16(DATA, h);
  const got = lib.bs_read_float(DATA, 0, 16, 16);
  expect(`half ${h}`, Number.isFinite(got) ? got : NaN, wanted);
  if (Number.isNaN(wanted)) continue;
  // A number just beside half of the way to the next rounds back.
  for (const v of [wanted, wanted * (1 + 2 ** -13)]) {
    word(CTX + X, 1 | 1 << 8); word(CTX + X + 4, float(v)); word(CTX + X + 8, integer(16n));
    if (exponent !== 0 || v === wanted) expect(`half of ${v}`, text(value(lib.bs_create(CTX, 1))), `<<${h >> 8},${h & 255}>>`);
  }
}

// ---- Text
const encoder = new TextEncoder();
for (let i = 0; i < 3000; i++) {
  reset();
  const c = [random(128), random(0x900), random(0x10000), random(0x110000)][random(4)];
  const legal = c < 0xD800 || c > 0xDFFF;
  word(CTX + X, 3); word(CTX + X + 4, integer(BigInt(c))); word(CTX + X + 8, 0);
  expect(`<<${c}/utf8>>`, value(lib.bs_create(CTX, 1)), legal ? encoder.encode(String.fromCodePoint(c)) : null);
  if (!legal) expect('its reason', view.getUint32(CTX + FAILED_REASON, true), 0x10B);
  // Any bytes: what a strict decoder says of the first character.
  const data = Uint8Array.from({ length: 4 }, () => [random(256), 0x80 + random(64), 0xC0 + random(64)][random(3)]);
  bytes.set(data, DATA);
  const read = lib.bs_read_utf(DATA, 0, 32, 8);
  let wanted = 0;
  for (let n = 4; n >= 1; n--) {
    try {
      const s = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data.slice(0, n));
      if ([...s].length === 1) wanted = s.codePointAt(0) << 6 | 8 * n;
    } catch { /* no character */ }
  }
  expect(`utf8 of ${data}`, read, wanted);
}

// ---- Maps
// [key, value] with ascending keys: terms.
function map(pairs) {
  const keys = take(1 + pairs.length), at = take(2 + pairs.length);
  word(keys, pairs.length << 6);
  word(at, (1 + pairs.length) << 6 | 0x2C); word(at + 4, keys | 2);
  pairs.forEach(([k, v], i) => { word(keys + 4 * (1 + i), k); word(at + 4 * (2 + i), v); });
  return at | 2;
}
const pairsOf = (m) => {
  const at = (m >>> 0) - 2, keys = view.getUint32(at + 4, true) - 2, n = view.getUint32(keys, true) >>> 6;
  return Array.from({ length: n }, (_, i) => [view.getUint32(keys + 4 * (1 + i), true), view.getUint32(at + 4 * (2 + i), true)]);
};
// As the host's; what it was asked last.
const host = {
  find(m, key) { this.asked = key >>> 0; return pairsOf(m).findIndex(([k]) => text(value(k)) === text(value(key))); },
  put(m, added, n) { this.added = added; this.n = n; return m; },
};
const atom = (i) => i << 6 | 0x0B, small = (n) => integer(BigInt(n)) >>> 0;
for (const [what, key, shift] of [['small integers', small, 0], ['negative ones too', (i) => small(i - 20), 0], ['atoms', (i) => atom(1000 - i), 0],
  ['integers of all sizes', (i) => integer(BigInt(i - 10) << 26n) >>> 0, 0], ['small integers, then atoms', (i) => i < 12 ? small(i) : atom(i), 12]]) {
  for (const n of [0, 1, 2, 7, 8, 9, 10, 16, 31, 32, 33, 100]) {
    reset();
    const there = Array.from({ length: n }, (_, i) => [key(2 * i + shift), small(1000 + i)]);
    const m = map(there);
    for (let i = 0; i <= 2 * n; i++) {
      const wanted = i % 2 === 0 && i < 2 * n ? small(1000 + i / 2) : 0;
      expect(`${what}: ${i} of ${n}`, lib.map_get(m, key(i + shift)) >>> 0, wanted);
    }
    for (const i of n === 0 ? [] : [0, n >> 1, n - 1]) {
      word(CTX + X, there[i][0]); word(CTX + X + 4, small(-1));
      for (const put of ['map_put_assoc', 'map_put_exact']) {
        const m2 = lib[put](CTX, m, 1) >>> 0;
        const after = there.map((pair, k) => k === i ? [pair[0], small(-1)] : pair);
        expect(`${put} in ${n} ${what}`, `${pairsOf(m2)}`, `${after}`);
        expect('the keys are shared', view.getUint32(m2 + 2, true), view.getUint32(m + 2, true));
        expect('what was put in', `${pairsOf(m)}`, `${there}`);
      }
      // Two of them, then one that is not there as well.
      word(CTX + X + 8, there[n - 1][0]); word(CTX + X + 12, small(-2));
      const two = pairsOf(lib.map_put_exact(CTX, m, 2));
      expect(`two in ${n} ${what}`, `${two}`, `${there.map((p, k) => k === n - 1 ? [p[0], small(-2)] : k === i ? [p[0], small(-1)] : p)}`);
      word(CTX + X + 8, key(2 * n + 1 + shift));
      expect(`${n} ${what}: not there`, lib.map_put_exact(CTX, m, 2), 0);
      host.added = 0;
      expect(`${n} ${what}: the host adds it`, lib.map_put_assoc(CTX, m, 2) >>> 0, m >>> 0);
      expect('how many', `${host.added} of ${host.n}`, '1 of 2');
    }
  }
}
reset();
const keyInABox = float(1.5) >>> 0, boxedMap = map([[small(1), small(5)], [keyInABox, small(6)]]);
expect('a key in a box', lib.map_get(boxedMap, float(1.5)) >>> 0, small(6));
expect('is what the host finds', value(host.asked), 1.5);
for (const no of [small(1), atom(3), 0x3B, float(2)]) {
  expect('no map', lib.map_get(no, small(1)), 0);
  expect('no map', lib.map_put_assoc(CTX, no, 1), 0);
}

// ---- Binaries and states
reset();
for (let i = 0; i < 100; i++) bytes[DATA + i] = i;
const whole = take(6) | 2;
word(whole - 2, 5 << 6 | 0x20); word(whole + 2, 100); word(whole + 6, 1); word(whole + 10, DATA);
for (const [from, n] of [[0, 100], [3, 0], [5, 7], [5, 8], [50, 50]]) {
  const part = lib.bs_sub(CTX, whole, 8 * from, 8 * n);
  expect(`bytes ${from}, ${n}`, value(part), bytes.slice(DATA + from, DATA + from + n));
  expect(`byte_size of ${n}`, value(lib.bif_erlang_byte_size_1(CTX, part)), BigInt(n));
  const state = lib.bs_start_match(CTX, part);
  for (let k = 0; k < n; k++) expect(`byte ${from + k}`, value(lib.bs_get_integer(CTX, state, 8, 0)), BigInt(from + k));
  expect('no more', value(lib.bs_get_integer(CTX, state, 8, 0)), null);
  lib.bs_set_position(state, integer(BigInt(8 * from)));
  if (n >= 8) {
    expect('the rest', value(lib.bs_get_tail(CTX, state, 0)), bytes.slice(DATA + from, DATA + from + n));
    expect('its place', value(lib.bs_get_position(CTX, state)), BigInt(8 * from));
  }
}
expect('no binary', lib.bs_start_match(CTX, integer(1n << 70n)), 0);

// ---- Accumulators
const ALL = 0, APPEND = 7, GROWING = X + 4 * 1024 + 4 * 64;
function segment(i, type, unit, v, size) {
  word(CTX + X + 12 * i, unit << 8 | type); word(CTX + X + 12 * i + 4, v); word(CTX + X + 12 * i + 8, size);
}
function append(binary, byte) {
  segment(0, APPEND, 8, binary, ALL);
  segment(1, 0, 1, integer(BigInt(byte)), integer(8n));
  return lib.bs_create(CTX, 2);
}
function sequence(n) { return Uint8Array.from({ length: n }, (_, i) => i & 255); }
reset();
bytes.fill(0, CTX + GROWING, CTX + GROWING + 72);
segment(0, 0, 1, integer(0n), integer(8n));
let acc = lib.bs_create(CTX, 1);
const states = [];
let copies = 0, base = 0;
for (let n = 1; n < 3000; n++) {
  acc = append(acc, n);
  states.push(acc);
  const now = (view.getUint32((acc >>> 0) - 2, true) & 63) === 0x28 ? view.getUint32((acc >>> 0) - 2 + 12, true) : acc;
  if (now !== base) copies++;
  base = now;
}
expect('the whole', value(acc), sequence(3000));
for (const n of [1, 30, 31, 32, 100, 255, 256, 1500]) expect(`after ${n}`, value(states[n - 1]), sequence(n + 1));
expect('it is copied as it doubles, once it is not in the heap', copies < 45, true);
// Two that go on from one binary; the second has a copy.
const fork = states[1999], left = append(fork, 1), right = append(fork, 2);
expect('one way', value(left), Uint8Array.from([...sequence(2001), 1]));
expect('the other', value(right), Uint8Array.from([...sequence(2001), 2]));
expect('what went on before', value(acc), sequence(3000));
// Memory that is another binary now: without its mark nothing is written behind it.
const marked = view.getUint32((right >>> 0) - 2 + 12, true) - 2, size = view.getUint32(marked + 4, true);
bytes[dataOf(marked) + size - 1] ^= 1;
const again = append(right, 3);
expect('no mark, no room', view.getUint32((again >>> 0) - 2 + 12, true) - 2 === marked, false);
expect('a copy', value(again), Uint8Array.from([...sequence(2001), 2, 3]));
// An end that is not that of what was made last.
bytes[dataOf(marked) + size - 1] ^= 1;
const cut = lib.bs_sub(CTX, marked | 2, 0, 8 * 1000);
expect('behind a part', value(append(cut, 9)), Uint8Array.from([...sequence(1000), 9]));
expect('what was behind it', value(right), Uint8Array.from([...sequence(2001), 2]));

// ---- Bytes put together and nothing else
for (const create of ['bs_create', 'bs_create_bytes']) {
  reset();
  bytes.fill(0, CTX + GROWING, CTX + GROWING + 72);
  bytes.set(encoder.encode('a text of the module, longer than what is in the heap'), DATA);
  const fill = (first) => {
    segment(0, APPEND, 8, first, ALL);
    segment(1, 6, 8, DATA, integer(11n));
    segment(2, 2, 8, whole2, ALL);
  };
  segment(0, 6, 8, DATA, integer(53n));
  const whole2 = lib[create](CTX, 1), all = encoder.encode('a text of the module, longer than what is in the heap');
  expect(`${create}: a text`, value(whole2), all);
  segment(0, 6, 8, DATA, integer(6n));
  const small = lib[create](CTX, 1);
  fill(small);
  const both = lib[create](CTX, 3);
  expect(`${create}: three`, value(both), Uint8Array.from([...all.slice(0, 6), ...all.slice(0, 11), ...all]));
  fill(both);
  expect(`${create}: in place`, value(lib[create](CTX, 3)), Uint8Array.from([...value(both), ...all.slice(0, 11), ...all]));
  fill(integer(5n));
  expect(`${create}: no binary`, value(lib[create](CTX, 3)), null);
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
