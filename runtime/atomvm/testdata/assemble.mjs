// Makes .beam files with an avmN chunk out of wat text, by hand and without the compiler.
//
//   assemble({
//     name: 'fib', labels: 4,                     // labels: the terminate label
//     imports: [['erlang', '+', 2], ...], exports: [['main', 0, 2], ...], locals: [...],
//     lambdas: [[function, arity, label, numFree]], literals: [bytes of external terms], strings: bytes,
//     functions: { 2: wat text of the body, ... },   // by label; one for the terminate label is added
//     internal: wat text,                         // functions that are not exported
//     lines: [[ref, modoff]], labelMap: [[label, beamLabel]], lineNumbers: [n, ...],
//     memory: 'shared' | undefined, native: false  // without avmN, but with a Code chunk
//   }) -> Uint8Array
//
// In the text, parameters are $ctx, $js, $p, and primitive n is (call $Pn (local.get $p) ARGUMENTS..).
// $A('name') stands for the index of an atom, ${...} is JavaScript's.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const encoder = new TextEncoder();

// Types of the primitives, from the header that defines them.
export function readPrimitives(headerFile) {
  const text = fs.readFileSync(headerFile, 'utf8');
  const rows = [...text.matchAll(/P\((\d+),\s*(\w+),\s*"(\w+)",\s*(\w+),/g)];
  return rows.map((r) => ({ number: Number(r[1]), name: r[2], params: r[3], isVoid: r[4] === 'kVoid' }));
}

const type = (letter) => (letter === 'l' ? 'i64' : 'i32');

function prelude(primitives, memory) {
  const lines = [];
  lines.push(memory === 'shared' ? '(import "env" "memory" (memory 256 65536 shared))' : '(import "env" "memory" (memory 1))');
  lines.push('(import "env" "__indirect_function_table" (table 0 funcref))');
  lines.push('(type $entry (func (param i32 i32 i32) (result i32)))');
  for (const { number, params, isVoid } of primitives) {
    const list = [...params].map((c, i) => `(param $a${i} ${type(c)})`).join(' ');
    const plain = [...params].map((c) => `(param ${type(c)})`).join(' ');
    const result = isVoid ? '' : '(result i32)';
    const args = [...params].map((c, i) => `(local.get $a${i})`).join(' ');
    lines.push(`(func $P${number} (param $p i32) ${list} ${result} (call_indirect ${plain} ${result} ${args} (i32.load offset=${4 * number} (local.get $p))))`);
  }
  // BIFs of one and two arguments: plain ones with a fail label, GC ones with live registers too.
  for (const [name, n] of [['bif1', 3], ['bif2', 4], ['gcbif1', 4], ['gcbif2', 5]]) {
    const args = Array.from({ length: n }, (_, i) => `(local.get $a${i})`).join(' ');
    const list = Array.from({ length: n }, (_, i) => `(param $a${i} i32)`).join(' ');
    const plain = '(param i32) '.repeat(n);
    lines.push(`(func $${name} (param $f i32) ${list} (result i32) (call_indirect ${plain} (result i32) ${args} (local.get $f)))`);
  }
  return lines.join('\n');
}

export function watToWasm(text) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'seabeam-wat.'));
  try {
    fs.writeFileSync(path.join(folder, 'm.wat'), text);
    execFileSync('wat2wasm', ['--enable-all', 'm.wat', '-o', 'm.wasm'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    return new Uint8Array(fs.readFileSync(path.join(folder, 'm.wasm')));
  } catch (error) {
    throw new Error(`${error.stderr ?? error}\n${text.split('\n').map((l, i) => `${i + 1}: ${l}`).filter((l) => !l.includes('$P')).join('\n')}`);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const be32 = (n) => [n >>> 24 & 255, n >>> 16 & 255, n >>> 8 & 255, n & 255];
const be16 = (n) => [n >>> 8 & 255, n & 255];
const le32 = (n) => be32(n).reverse();
const le16 = (n) => be16(n).reverse();

export function chunk(id, data) {
  const padded = [...data];
  while (padded.length % 4 !== 0) padded.push(0);
  return [...encoder.encode(id), ...be32(data.length), ...padded];
}
export function iff(chunks) {
  const body = [...encoder.encode('BEAM'), ...chunks.flat()];
  return Uint8Array.from([...encoder.encode('FOR1'), ...be32(body.length), ...body]);
}

// Compact form of line refs: all in file 0.
function lineChunk(numbers) {
  const items = numbers.flatMap((n) => (n < 16 ? [n << 4 | 1] : [(n >> 8) << 5 | 9, n & 255]));
  return [...be32(0), ...be32(0), ...be32(0), ...be32(numbers.length), ...be32(0), ...items];
}

export function stream(wasm, entries, lines, labelMap) {
  const metadata = [...le16(lines.length), ...lines.flatMap(([ref, modoff]) => [...le16(ref), ...le32(modoff)]),
    ...le16(labelMap.length), ...labelMap.flatMap(([label, beam]) => [...le16(label), ...le16(beam)])];
  return [...le32(entries), ...le32(12), ...le32(12 + wasm.length), ...wasm, ...metadata];
}
export function nativeChunk(labels, streamBytes) {
  return [...be32(16), ...be32(labels), ...be16(1), ...be16(1), ...be16(7), ...be16(1), ...be32(0), ...streamBytes];
}

export function assembler(headerFile) {
  const primitives = readPrimitives(headerFile);
  return function assemble(m) {
    const atoms = [m.name];
    const atom = (name) => {
      let i = atoms.indexOf(name);
      if (i < 0) i = atoms.push(name) - 1;
      return i + 1;
    };
    const rows = (list) => [...be32(list.length), ...list.flat().flatMap(be32)];
    const imports = rows((m.imports ?? []).map(([module, f, arity]) => [atom(module), atom(f), arity]));
    const exports = rows((m.exports ?? []).map(([f, arity, label]) => [atom(f), arity, label]));
    const locals = rows((m.locals ?? []).map(([f, arity, label]) => [atom(f), arity, label]));
    const lambdas = rows((m.lambdas ?? []).map(([f, arity, label, free], i) => [atom(f), arity, label, i, free, 0]));
    const body = (text) => text.replace(/\$A\('([^']*)'\)/g, (_, name) => String(atom(name)));
    const functions = { [m.labels]: '(return (call $P10 (local.get $p) (local.get $ctx) (local.get $js)))', ...m.functions };
    const entries = Math.max(...Object.keys(functions).map(Number), m.entries === undefined ? 0 : m.entries - 1) + 1;
    const wat = `(module ${prelude(primitives, m.memory)}\n${body(m.internal ?? '')}\n${Object.entries(functions).map(([label, text]) =>
      `(func $f${label} (export "f${label}") (param $ctx i32) (param $js i32) (param $p i32) (result i32)\n${body(text)}\n)`).join('\n')})`;
    const wasm = m.wasm ?? watToWasm(wat);
    const literals = m.literals ?? [];
    const chunks = [
      chunk('AtU8', [...be32(atoms.length), ...atoms.flatMap((name) => [encoder.encode(name).length, ...encoder.encode(name)])]),
      chunk('ImpT', imports), chunk('ExpT', exports), chunk('LocT', locals), chunk('FunT', lambdas),
      chunk('StrT', m.strings ?? []),
      chunk('LitU', [...be32(literals.length), ...literals.flatMap((l) => [...be32(l.length), ...l])]),
      chunk('Line', lineChunk(m.lineNumbers ?? [])),
    ];
    if (m.native === false) chunks.push(chunk('Code', [0]));
    else chunks.push(chunk('avmN', nativeChunk(m.labels, stream(wasm, entries, m.lines ?? [], m.labelMap ?? []))));
    return iff(chunks);
  };
}

// ---- Pieces of code that every test module needs -----------------------------------------------------------
export const small = (n) => (n << 4 | 15) | 0;
const G = (name) => `(local.get $${name})`;
export const ctx = G('ctx'), js = G('js'), p = G('p');
export const x = (i) => `(i32.load offset=${0x18 + 4 * i} ${ctx})`;
export const setX = (i, v) => `(i32.store offset=${0x18 + 4 * i} ${ctx} ${v})`;
export const y = (i) => `(i32.load offset=${4 * i} (i32.load offset=0x14 ${ctx}))`;
export const setY = (i, v) => `(i32.store offset=${4 * i} (i32.load offset=0x14 ${ctx}) ${v})`;
export const moduleIndex = `(i32.load (i32.load ${js}))`;
export const cpOf = (label) => `(i32.or (i32.shl ${moduleIndex} (i32.const 24)) (i32.const ${label << 4}))`;
export const setCp = (label) => `(i32.store offset=0x5c ${ctx} ${cpOf(label)})`;
export const catchTerm = (label) => `(i32.or (i32.shl ${moduleIndex} (i32.const 24)) (i32.const ${label << 6 | 0x1B}))`;
export const jump = (label) => `(i32.store offset=4 ${js} (i32.const ${label + 1})) (return ${ctx})`;
export const prim = (n, ...args) => `(call $P${n} ${p} ${args.map((a) => (typeof a === 'number' ? `(i32.const ${a})` : a)).join(' ')})`;
export const handleError = (label) => `(return ${prim(6, ctx, js, 4 * label)})`;
export const ensure = (call, label) => `(if (i32.eqz ${call}) (then ${handleError(label)}))`;
export const ret = `(return ${prim(1, ctx, js)})`;
// A local call, as the reference compiler does it: CP, reduction, yield or jump.
export const reduce = (target) => `(i32.store offset=8 ${js} (i32.sub (i32.load offset=8 ${js}) (i32.const 1)))
  (i32.store offset=4 ${js} (i32.const ${target + 1}))
  (if (i32.eqz (i32.load offset=8 ${js})) (then (return ${prim(2, ctx, js)})))
  (return ${ctx})`;
export const call = (target, continuation) => `${setCp(continuation)} ${reduce(target)}`;
export const callExt = (label, arity, index, nWords) => `(return ${prim(4, ctx, js, 4 * label, arity, index, nWords)})`;
