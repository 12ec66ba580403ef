// Which native functions of the installed OTP the runtime lacks:
//   node missing.mjs RUNTIME.wasm MISSING.txt OTP.txt BIFS.inc...
// OTP.txt: `M:F/A` a line, all native functions of OTP's emulator. MISSING.txt names those that are known to be
// missing; it may only shrink. Every function that is declared has to be there too. Prints what differs; the status says whether anything does.
import fs from 'node:fs';

const [runtime, missingFile, otpFile, ...tables] = process.argv.slice(2);
const lines = (file) => fs.readFileSync(file, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

const exported = new Set(WebAssembly.Module.exports(new WebAssembly.Module(fs.readFileSync(runtime))).map((e) => e.name));
const has = new Set();
const undefinedNames = [];
for (const table of tables) {
  for (const [, symbol, module, name, arity] of
    fs.readFileSync(table, 'utf8').matchAll(/^BIF\((\w+), "([^"]+)", "([^"]+)", (\d+), \w\)$/gm)) {
    const f = `${module}:${name}/${arity}`;
    if (exported.has(symbol)) has.add(f);
    else undefinedNames.push(f);
  }
}
const known = new Set(lines(missingFile));
const missing = lines(otpFile).filter((f) => !has.has(f)).sort();

let failed = 0;
const complain = (text) => {
  console.log(text);
  failed++;
};
for (const f of undefinedNames) complain(`declared, but nobody wrote it: ${f}`);
for (const f of missing) if (!known.has(f)) complain(`missing, and not in ${missingFile}: ${f}`);
for (const f of known) if (!missing.includes(f)) complain(`there now: take it out of ${missingFile}: ${f}`);
console.log(`${has.size} native functions here, ${missing.length} of OTP's are missing:`);
console.log(missing.join('\n'));
if (has.size === 0 || lines(otpFile).length === 0) complain('nothing was compared');
console.log(failed === 0 ? '1 passed, 0 failed' : '0 passed, 1 failed');
process.exit(failed === 0 ? 0 : 1);
