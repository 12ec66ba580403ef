// Adds the "seabeam" section (abi/container.h) to a wasm module, from a plain description.
function leb(n) {
  const out = [];
  do {
    const b = n & 0x7F;
    n = Math.floor(n / 128);
    out.push(n > 0 ? b | 0x80 : b);
  } while (n > 0);
  return out;
}
const utf8 = (s) => [...new TextEncoder().encode(s)];
const str = (bytes) => [...leb(bytes.length), ...bytes];
const list = (items, f) => [...leb(items.length), ...items.flatMap(f)];

// d: {name, E, P, tableSize, dynamicAtoms, literals (bytes), imports [m, f, a], lambdas [{name, arity, free, index, uniq, table}],
//     functions [name, arity], exports [function, table, position], lines [[file, line]], positions [[function, line]]}
export function addContainer(wasm, d) {
  const atoms = [];
  const atom = (name) => {
    let i = atoms.indexOf(name);
    if (i < 0) i = atoms.push(name) - 1;
    return leb(i);
  };
  const body = [
    ...atom(d.name), ...new Array(16).fill(7), ...leb(d.E), ...leb(d.P), ...leb(d.tableSize), ...str([]),
    ...list(d.dynamicAtoms ?? [], atom),
    ...list(d.literals ?? [], str),
    ...list(d.imports ?? [], ([m, f, a]) => [...atom(m), ...atom(f), ...leb(a)]),
    ...list(d.lambdas ?? [], (l) => [...atom(l.name), ...leb(l.arity), ...leb(l.free), ...leb(l.index), 1, 2, 3, 4, ...leb(l.table)]),
    ...list(d.functions, ([f, a]) => [...atom(f), ...leb(a)]),
    ...list(d.exports, ([f, t, p]) => [...leb(f), ...leb(t), ...leb(p)]),
    ...leb(0),
    ...list([`${d.name}.erl`], (f) => str(utf8(f))),
    ...list(d.lines ?? [], ([f, l]) => [...leb(2 * f), ...leb(l)]),
    ...d.positions.flatMap(([f, l]) => [...leb(f), ...leb(l)]),
    ...str([]), ...str([]), ...leb(0),
  ];
  const payload = [3, ...list(atoms, (a) => str(utf8(a))), ...body];
  const section = [...str(utf8('seabeam')), ...payload];
  return Uint8Array.from([...wasm, 0, ...leb(section.length), ...section]);
}
