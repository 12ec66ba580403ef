// Compares `erl` and Seabeam on the programs of bench/programs: three starts each,
// alternating, several rounds per start; the figure is the median over the starts of
// each start's best round (the first rounds warm the engine up). Ratio = Seabeam's
// time / erl's, so below 1 is faster than erl.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const args = process.argv.slice(2);
let rounds = 15, starts = 3, seabeamArgs = [];
const only = [];
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '--rounds') rounds = Number(args.shift());
  else if (arg === '--starts') starts = Number(args.shift());
  else if (arg === '--seabeam-arg') seabeamArgs.push(args.shift());
  else if (arg === '--help') {
    console.log('usage: tools/bench [--rounds N] [--starts N] [--seabeam-arg ARG] [PROGRAM...]');
    process.exit(0);
  } else only.push(arg);
}
const dir = mkdtempSync(join(tmpdir(), 'seabeam-bench-'));
const programs = readdirSync(join(here, 'programs')).filter((f) => f.endsWith('.erl'))
    .map((f) => f.slice(0, -4)).filter((p) => only.length === 0 || only.includes(p)).sort();
execFileSync('erlc', ['-o', dir, ...programs.map((p) => join(here, 'programs', `${p}.erl`))]);
const seabeam = process.env.SEABEAM ?? join(root, 'bazel-bin/compiler/seabeam');

function parse(text) {
  const result = /^result (\d+)$/m.exec(text)?.[1];
  const times = [...text.matchAll(/^us (\d+)$/gm)].map((m) => Number(m[1]));
  if (result === undefined || times.length !== rounds) throw new Error(`unexpected output: ${text}`);
  return {result, best: Math.min(...times)};
}
const run = {
  erl: (p) => execFileSync('erl', ['-noshell', '-pa', dir, '-eval',
    `${p}:main(["${rounds}"]), halt().`], {encoding: 'utf8'}),
  seabeam: (p) => execFileSync(seabeam, ['run', join(dir, `${p}.beam`), ...seabeamArgs, '--', String(rounds)],
      {encoding: 'utf8'}),
};
const median = (xs) => [...xs].sort((a, b) => a - b)[xs.length >> 1];
const ratios = [];
let failed = 0;
console.log('program              erl ms  seabeam ms   ratio');
for (const p of programs) {
  const best = {erl: [], seabeam: []};
  try {
    for (let i = 0; i < starts; i++) {
      const results = ['erl', 'seabeam'].map((side) => {
        const r = parse(run[side](p));
        best[side].push(r.best);
        return r.result;
      });
      if (results[0] !== results[1]) throw new Error(`results differ: ${results}`);
    }
    const e = median(best.erl), s = median(best.seabeam);
    ratios.push(s / e);
    console.log(`${p.padEnd(18)} ${(e / 1000).toFixed(2).padStart(8)} ${(s / 1000).toFixed(2).padStart(11)} ${(s / e).toFixed(2).padStart(7)}`);
  } catch (error) {
    failed++;
    console.log(`${p.padEnd(18)} failed: ${String(error.message).split('\n')[0]}`);
  }
}
if (ratios.length > 0) {
  const mean = Math.exp(ratios.reduce((a, r) => a + Math.log(r), 0) / ratios.length);
  console.log(`geometric mean of ${ratios.length} ratios: ${mean.toFixed(3)}`);
}
process.exit(failed > 0 ? 1 : 0);
