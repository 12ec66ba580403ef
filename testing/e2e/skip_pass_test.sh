#!/usr/bin/env bash
# skip_pass_test.sh SEABEAM RUN_E2E FOLDER: turning a pass off changes no program's output. Every
# registered pass is skipped in turn, on programs from each subject, in which it has something to do.
set -uo pipefail
seabeam=$1 runner=$2 folder=$3
programs='^(hello|int_mul|float_arith|bits_match_int|bits_comprehension|control_loops|control_case|control_inline|exc_try|exc_stacktrace|fun_closure|fun_direct|list_comprehension|map_update|tuple_update|proc_receive|otp_gen_server|std_lists)$'
passed=0 failed=0
names=$("$seabeam" passes | sed '/^$/,$d' | awk '{print $1}')
[ -n "$names" ] || { echo "no passes listed"; echo "0 passed, 1 failed"; exit 1; }

# A pass that changes none of the programs would be left out without a trace.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
sources=()
for file in "$folder"/*.erl; do
  name=$(basename "$file" .erl)
  [[ $name =~ $programs ]] && sources+=("$file")
done
"$seabeam" compile "${sources[@]}" -o "$scratch" --no-stdlib --no-cache --stats="$scratch/stats.json" 2>"$scratch/log" ||
  { cat "$scratch/log"; echo "0 passed, 1 failed"; exit 1; }
changed=$(python3 -c 'import json, sys
for name, counts in json.load(open(sys.argv[1]))["passes"].items():
    if counts["changed"] > 0: print(name)' "$scratch/stats.json")

for name in $names; do
  if ! grep -qx "$name" <<<"$changed"; then
    echo "FAILED: $name changes none of the programs"
    failed=$((failed + 1))
  fi
  log=$(python3 "$runner" --seabeam="$seabeam" --levels=2 --filter="$programs" --seabeam-arg="--skip-pass=$name" "$folder")
  counts=$(tail -n 1 <<<"$log")
  echo "without $name: $counts"
  grep -A 30 '^FAILED' <<<"$log"
  passed=$((passed + $(awk '{print $1}' <<<"$counts")))
  failed=$((failed + $(awk '{print $3}' <<<"$counts")))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
