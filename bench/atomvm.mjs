// Compares the compiler's code for AtomVM with code of one function for a label, which goes through the host's dispatch
// loop at every branch, call and return (what AtomVM's own generator makes; here runtime/atomvm/testdata/label_codegen.erl).
// Both run on Seabeam's host of that ABI, in turn, in processes of their own; the figure is the time that a round takes
// within the program: the median over the starts of each start's best round. Factor = the label code's time / the compiler's.
import {execFileSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const args = process.argv.slice(2);
let starts = 3;
const compilerArgs = [], only = [];
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '--starts') starts = Number(args.shift());
  else if (arg === '--seabeam-arg') compilerArgs.push(args.shift());
  else if (arg === '--help') {
    console.log('usage: tools/bench --atomvm [--starts N] [--seabeam-arg ARG] [PROGRAM...]');
    process.exit(0);
  } else only.push(arg);
}
const seabeam = process.env.SEABEAM ?? join(root, 'bazel-bin/compiler/seabeam');
const runtime = process.env.SEABEAM_ATOMVM_RUNTIME ?? join(root, 'bazel-bin/runtime/atomvm/atomvm_runtime.wasm');
const dir = mkdtempSync(join(tmpdir(), 'seabeam-bench-'));
const folder = Object.fromEntries(['erl', 'generator', 'label', 'seabeam'].map((name) => [name, join(dir, name)]));
for (const path of Object.values(folder)) mkdirSync(path);
const programs = readdirSync(join(here, 'atomvm')).filter((f) => f.endsWith('.erl')).map((f) => f.slice(0, -4))
    .filter((p) => only.length === 0 || only.includes(p)).sort();
const beams = programs.map((p) => join(folder.erl, `${p}.beam`));
execFileSync('erlc', ['-o', folder.erl, ...programs.map((p) => join(here, 'atomvm', `${p}.erl`))]);
const generator = join(root, 'runtime/atomvm/testdata');
execFileSync('erlc', ['-o', folder.generator, ...readdirSync(generator).filter((f) => /^label_.*\.erl$/.test(f)).map((f) => join(generator, f))]);
execFileSync('erl', ['-noshell', '-pa', folder.generator, '-run', 'label_codegen', 'main', folder.label, ...beams]);
execFileSync(seabeam, ['compile', '--abi=atomvm', '--no-shared-memory', '--no-stdlib', '-O2', ...compilerArgs, '-o', folder.seabeam, ...beams],
    {stdio: ['ignore', 'ignore', 'inherit']});

function run(side, program) {
  const text = execFileSync(process.execPath, [join(root, 'runtime/atomvm/host/run.mjs'), '--no-check', `--runtime=${runtime}`,
    join(folder[side], `${program}.beam`)], {encoding: 'utf8'});
  const result = /^\{result,(.*)\}$/m.exec(text)?.[1];
  const times = [...text.matchAll(/^\{us,(\d+)\}$/gm)].map((m) => Number(m[1]));
  if (result === undefined || times.length === 0) throw new Error(`unexpected output: ${text}`);
  return {result, best: Math.min(...times)};
}
const median = (xs) => [...xs].sort((a, b) => a - b)[xs.length >> 1];
const factors = [];
let failed = 0;
console.log('program             label ms  seabeam ms  factor');
for (const p of programs) {
  const best = {label: [], seabeam: []};
  try {
    for (let i = 0; i < starts; i++) {
      const results = ['label', 'seabeam'].map((side) => {
        const r = run(side, p);
        best[side].push(r.best);
        return r.result;
      });
      if (results[0] !== results[1]) throw new Error(`results differ: ${results}`);
    }
    const l = median(best.label), s = median(best.seabeam);
    factors.push(l / s);
    console.log(`${p.padEnd(18)} ${(l / 1000).toFixed(1).padStart(9)} ${(s / 1000).toFixed(2).padStart(11)} ${(l / s).toFixed(1).padStart(7)}`);
  } catch (error) {
    failed++;
    console.log(`${p.padEnd(18)} failed: ${String(error.message).split('\n').slice(0, 3).join(' ')}`);
  }
}
if (factors.length > 0) {
  const mean = Math.exp(factors.reduce((a, r) => a + Math.log(r), 0) / factors.length);
  console.log(`geometric mean of ${factors.length} factors: ${mean.toFixed(1)}`);
}
process.exit(failed > 0 ? 1 : 0);
