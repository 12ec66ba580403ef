// Differential fuzzing with generated programs: batches of modules made by
// fuzz_gen run on `erl` and on Seabeam; outputs must agree to the letter. Batches
// take turns over optimisation levels, reduction budgets and forced collection, or
// run in several of these modes (--modes). A mismatch is reduced to the lines of main/0
// that still show it and written to testdata/regress/; with --no-save only its first
// differing line is printed.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const seabeam = process.env.SEABEAM ?? join(root, 'bazel-bin/compiler/seabeam');
let total = 0, from = 1, batch = 50, keep = false, save = true, only = null;
const args = process.argv.slice(2);
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '--from') from = Number(args.shift());
  else if (arg === '--batch') batch = Number(args.shift());
  else if (arg === '--keep') keep = true;
  else if (arg === '--no-save') save = false;
  else if (arg === '--modes') only = args.shift();
  else if (/^\d+$/.test(arg)) total = Number(arg);
  else total = 0, args.length = 0;
}
if (total === 0) {
  console.error('usage: tools/fuzz-programs N [--from SEED] [--batch SIZE] [--keep] [--no-save] [--modes all|0,2,..]');
  process.exit(2);
}

// The ways a batch is run on Seabeam, by turns.
const modes = [
  {level: '-O2', env: {}},
  {level: '-O0', env: {}},
  {level: '-O2', env: {SEABEAM_REDUCTIONS: '1'}},
  {level: '-O1', env: {SEABEAM_REDUCTIONS: '7'}},
  {level: '-O2', env: {SEABEAM_GC_STRESS: '1'}},
  {level: '-O1', env: {SEABEAM_GC_STRESS: '1', SEABEAM_REDUCTIONS: '3'}},
];

const work = mkdtempSync(join(tmpdir(), 'seabeam-fuzz-'));
execFileSync('erlc', ['-o', work, ...['fuzz_gen', 'fuzz_make', 'fuzz_batch'].map((m) => join(here, `${m}.erl`))]);

function erl(code, timeout) {
  return spawnSync('erl', ['-noshell', '-pa', work, '-eval', code],
      {encoding: 'utf8', timeout, killSignal: 'SIGKILL', maxBuffer: 1 << 28});
}
// Output of the modules, by name; what follows the last heading when a run dies is kept too.
function sections(text) {
  const map = new Map();
  for (const part of text.split(/^== /m).slice(1)) {
    const end = part.indexOf('\n');
    map.set(part.slice(0, end), part.slice(end + 1));
  }
  return map;
}
function runErl(dir, names) {
  return sections(erl(`logger:set_primary_config(level, none), code:add_path("${dir}"), fuzz_batch:limited([${names.map((n) => `"${n}"`).join(',')}], 3000), halt().`,
      400000).stdout ?? '');
}
function runSeabeam(dir, names, mode) {
  const r = spawnSync(seabeam, ['run', join(work, 'fuzz_batch.beam'), ...names.map((n) => join(dir, `${n}.beam`)),
    mode.level, '--main', 'fuzz_batch:main', '--', ...names],
  {encoding: 'utf8', killSignal: 'SIGKILL', timeout: 5000 + 1000 * names.length, maxBuffer: 1 << 28, env: {...process.env, ...mode.env}});
  return {out: sections(r.stdout ?? ''), status: r.status, err: r.stderr ?? ''};
}

// Drops lines of main/0 while the mismatch stays.
function reduce(name, dir, mode) {
  const source = join(dir, `${name}.erl`);
  let lines = readFileSync(source, 'utf8').split('\n');
  const differs = (candidate) => {
    const sub = mkdtempSync(join(work, 'reduce-'));
    writeFileSync(join(sub, `${name}.erl`), candidate.join('\n'));
    const c = erl(`ok = fuzz_make:compile("${join(sub, name)}.erl", "${sub}"), halt().`, 60000);
    if (c.status !== 0) return false;
    return runErl(sub, [name]).get(name) !== runSeabeam(sub, [name], mode).out.get(name);
  };
  if (!differs(lines)) return {lines, alone: false};
  for (let i = lines.length - 1; i >= 0; i--) {
    if (!/^ {4}show\(/.test(lines[i])) continue;
    const fewer = lines.filter((_, j) => j !== i);
    if (differs(fewer)) lines = fewer;
  }
  return {lines, alone: true};
}

// The first line that differs, of both.
function firstDifference(want, got) {
  const a = (want ?? '(nothing)').split('\n'), b = (got ?? '(nothing)').split('\n');
  const i = a.findIndex((line, k) => line !== b[k]);
  const at = i < 0 ? a.length : i;
  return `  erl:     ${(a[at] ?? '(end)').slice(0, 300)}\n  seabeam: ${(b[at] ?? '(end)').slice(0, 300)}`;
}

const agreed = modes.map(() => 0);
let bad = 0, programs = 0;

function check(dir, names, want, m) {
  let pending = names;
  while (pending.length > 0) {
    const got = runSeabeam(dir, pending, modes[m]);
    // A program that brings the run down hides those after it: go on behind it.
    const last = got.status === 0 ? pending.length - 1 : Math.max(pending.findLastIndex((n) => got.out.has(n)), 0);
    for (const name of pending.slice(0, last + 1)) {
      if (want.has(name) && want.get(name) === got.out.get(name)) {
        agreed[m]++;
        continue;
      }
      bad++;
      console.log(`mismatch: ${name} at ${modes[m].level} ${JSON.stringify(modes[m].env)}` +
          (got.status !== 0 && name === pending[last] ? ` status ${got.status} ${got.err.split('\n').slice(0, 3).join(' | ')}` : ''));
      console.log(firstDifference(want.get(name), got.out.get(name)));
      if (!save) continue;
      const reduced = reduce(name, dir, modes[m]);
      const file = join(root, 'testdata/regress', `${name}.erl`);
      mkdirSync(dirname(file), {recursive: true});
      writeFileSync(file, reduced.lines.join('\n'));
      console.log(`  written to ${file}${reduced.alone ? '' : ' (only within its batch)'}`);
    }
    pending = pending.slice(last + 1);
  }
}

for (let done = 0, turn = 0; done < total; turn++) {
  const count = Math.min(batch, total - done);
  const dir = join(work, `batch-${turn}`);
  mkdirSync(dir);
  const made = erl(`fuzz_make:main("${dir}", ${from + done}, ${count}), halt().`, 600000);
  if (made.status !== 0) throw new Error(`generation failed: ${made.stdout}${made.stderr}`);
  const all = Array.from({length: count}, (_, i) => `fz_${from + done + i}`);
  const want = runErl(dir, all);
  const names = all.filter((n) => want.has(n) && !want.has(`!${n}`));
  const turns = only === null ? [turn % modes.length]
      : only === 'all' ? modes.map((_, m) => m) : only.split(',').map(Number);
  for (const m of turns) check(dir, names, want, m);
  done += count;
  programs += names.length;
  if (!keep) rmSync(dir, {recursive: true});
  console.log(`${programs} programs: ${agreed.reduce((a, b) => a + b)} runs agree, ${bad} differ; ` +
      modes.map((m, i) => `${m.level}${Object.keys(m.env).map((k) => ` ${k.slice(8)}=${m.env[k]}`).join('')}: ${agreed[i]}`).join(', '));
}
if (!keep) rmSync(work, {recursive: true});
process.exit(bad > 0 ? 1 : 0);
