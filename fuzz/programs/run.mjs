// Differential fuzzing with generated programs: batches of modules made by
// fuzz_gen run on `erl` and on Seabeam; outputs must agree to the letter. Batches
// take turns over optimisation levels, reduction budgets and forced collection. A
// mismatch is reduced to the lines of main/0 that still show it and written
// to testdata/regress/.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const seabeam = process.env.SEABEAM ?? join(root, 'bazel-bin/compiler/seabeam');
let total = 0, from = 1, batch = 50, keep = false, save = true;
const args = process.argv.slice(2);
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '--from') from = Number(args.shift());
  else if (arg === '--batch') batch = Number(args.shift());
  else if (arg === '--keep') keep = true;
  else if (arg === '--no-save') save = false;
  else if (/^\d+$/.test(arg)) total = Number(arg);
  else total = 0, args.length = 0;
}
if (total === 0) {
  console.error('usage: tools/fuzz-programs N [--from SEED] [--batch SIZE] [--keep] [--no-save]');
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
      {encoding: 'utf8', timeout, maxBuffer: 1 << 28});
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
  return sections(erl(`code:add_path("${dir}"), fuzz_batch:main([${names.map((n) => `"${n}"`).join(',')}]), halt().`,
      120000).stdout);
}
function runSeabeam(dir, names, mode) {
  const r = spawnSync(seabeam, ['run', join(work, 'fuzz_batch.beam'), ...names.map((n) => join(dir, `${n}.beam`)),
    mode.level, '--main', 'fuzz_batch:main', '--', ...names],
  {encoding: 'utf8', timeout: 300000, maxBuffer: 1 << 28, env: {...process.env, ...mode.env}});
  return {out: sections(r.stdout), status: r.status, err: r.stderr};
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

let agreed = 0, bad = 0;
for (let done = 0, turn = 0; done < total; turn++) {
  const count = Math.min(batch, total - done);
  const mode = modes[turn % modes.length];
  const dir = join(work, `batch-${turn}`);
  mkdirSync(dir);
  const made = erl(`fuzz_make:main("${dir}", ${from + done}, ${count}), halt().`, 600000);
  if (made.status !== 0) throw new Error(`generation failed: ${made.stdout}${made.stderr}`);
  const names = Array.from({length: count}, (_, i) => `fz_${from + done + i}`);
  const want = runErl(dir, names);
  let pending = names;
  while (pending.length > 0) {
    const got = runSeabeam(dir, pending, mode);
    // A program that brings the run down hides those after it: go on behind it.
    const last = pending.findIndex((n) => !got.out.has(n));
    const ran = last < 0 ? pending : pending.slice(0, Math.max(last, 1));
    for (const name of ran) {
      if (want.has(name) && want.get(name) === got.out.get(name)) {
        agreed++;
        continue;
      }
      bad++;
      const reduced = reduce(name, dir, mode);
      const file = join(root, 'testdata/regress', `${name}.erl`);
      if (save) {
        mkdirSync(dirname(file), {recursive: true});
        writeFileSync(file, reduced.lines.join('\n'));
      }
      console.log(`mismatch: ${name} at ${mode.level} ${JSON.stringify(mode.env)}${reduced.alone ? '' : ' (only within its batch)'}` +
                  (save ? `, written to ${file}` : '') + (last >= 0 && name === ran[ran.length - 1] ? ` status ${got.status} ${got.err.split('\n')[0]}` : ''));
    }
    pending = pending.slice(ran.length);
  }
  done += count;
  if (!keep) rmSync(dir, {recursive: true});
  console.log(`${done} programs: ${agreed} agree, ${bad} differ`);
}
if (!keep) rmSync(work, {recursive: true});
process.exit(bad > 0 ? 1 : 0);
