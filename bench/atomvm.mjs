// Compares the compiler's code for AtomVM with code that goes through the host's dispatch loop at every branch, call and
// return, made in two ways: `label`, the same functions with `--label-at-a-time`, and `simple`, one function for a label with a
// primitive for everything (runtime/atomvm/testdata/label_codegen.erl), which is what AtomVM's own generator makes. All run on
// Seabeam's host of that ABI, in turn, in processes of their own; the figure is the time that a round takes within the
// program: the median over the starts of each start's best round. Factor = the other code's time / the compiler's.
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
const SIDES = ['simple', 'label', 'seabeam'];
const seabeam = process.env.SEABEAM ?? join(root, 'bazel-bin/compiler/seabeam');
const runtime = process.env.SEABEAM_ATOMVM_RUNTIME ?? join(root, 'bazel-bin/runtime/atomvm/atomvm_runtime.wasm');
const dir = mkdtempSync(join(tmpdir(), 'seabeam-bench-'));
const folder = Object.fromEntries(['erl', 'generator', ...SIDES].map((name) => [name, join(dir, name)]));
for (const path of Object.values(folder)) mkdirSync(path);
const programs = readdirSync(join(here, 'atomvm')).filter((f) => f.endsWith('.erl')).map((f) => f.slice(0, -4))
    .filter((p) => only.length === 0 || only.includes(p)).sort();
const beams = programs.map((p) => join(folder.erl, `${p}.beam`));
execFileSync('erlc', ['-o', folder.erl, ...programs.map((p) => join(here, 'atomvm', `${p}.erl`))]);
const generator = join(root, 'runtime/atomvm/testdata');
execFileSync('erlc', ['-o', folder.generator, ...readdirSync(generator).filter((f) => /^label_.*\.erl$/.test(f)).map((f) => join(generator, f))]);
execFileSync('erl', ['-noshell', '-pa', folder.generator, '-run', 'label_codegen', 'main', folder.simple, ...beams]);
for (const [side, more] of [['seabeam', []], ['label', ['--label-at-a-time']]]) {
  execFileSync(seabeam, ['compile', '--abi=atomvm', '--no-shared-memory', '--no-stdlib', '-O2', ...compilerArgs, ...more, '-o', folder[side],
    ...beams], {stdio: ['ignore', 'ignore', 'inherit']});
}

function run(side, program) {
  const text = execFileSync(process.execPath, [join(root, 'runtime/atomvm/host/run.mjs'), '--no-check', `--runtime=${runtime}`,
    join(folder[side], `${program}.beam`)], {encoding: 'utf8'});
  const result = /^\{result,(.*)\}$/m.exec(text)?.[1];
  const times = [...text.matchAll(/^\{us,(\d+)\}$/gm)].map((m) => Number(m[1]));
  if (result === undefined || times.length === 0) throw new Error(`unexpected output: ${text}`);
  return {result, best: Math.min(...times)};
}
const median = (xs) => [...xs].sort((a, b) => a - b)[xs.length >> 1];
const factors = {simple: [], label: []};
let failed = 0;
console.log('program             simple ms    label ms  seabeam ms  /simple   /label');
for (const p of programs) {
  const best = Object.fromEntries(SIDES.map((side) => [side, []]));
  try {
    for (let i = 0; i < starts; i++) {
      const results = SIDES.map((side) => {
        const r = run(side, p);
        best[side].push(r.best);
        return r.result;
      });
      if (new Set(results).size !== 1) throw new Error(`results differ: ${results}`);
    }
    const time = Object.fromEntries(SIDES.map((side) => [side, median(best[side])]));
    let line = p.padEnd(18);
    for (const side of SIDES) line += ` ${(time[side] / 1000).toFixed(side === 'seabeam' ? 2 : 1).padStart(11)}`;
    for (const side of ['simple', 'label']) {
      factors[side].push({program: p, factor: time[side] / time.seabeam});
      line += ` ${(time[side] / time.seabeam).toFixed(1).padStart(8)}`;
    }
    console.log(line);
  } catch (error) {
    failed++;
    console.log(`${p.padEnd(18)} failed: ${String(error.message).split('\n').slice(0, 3).join(' ')}`);
  }
}
const FIRST = ['fib', 'loop', 'queens', 'bin_match', 'maps_count', 'nbody'];
function mean(rows) {
  return Math.exp(rows.reduce((a, r) => a + Math.log(r.factor), 0) / rows.length).toFixed(1);
}
for (const [side, rows] of Object.entries(factors)) {
  if (rows.length === 0) continue;
  const first = rows.filter((r) => FIRST.includes(r.program));
  console.log(`geometric mean against ${side}: ${mean(rows)} of ${rows.length}` +
      (first.length === FIRST.length ? `, ${mean(first)} of ${FIRST.join(', ')}` : ''));
}
process.exit(failed > 0 ? 1 : 0);
