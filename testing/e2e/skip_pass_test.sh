#!/usr/bin/env bash
# skip_pass_test.sh SEABEAM RUN_E2E FOLDER: turning a pass off changes no program's output. Every
# registered pass is skipped in turn, on programs from each subject.
set -uo pipefail
seabeam=$1 runner=$2 folder=$3
programs='^(hello|int_mul|float_arith|bits_match_int|bits_comprehension|control_loops|control_case|control_inline|exc_try|exc_stacktrace|fun_closure|map_update|tuple_update|proc_receive|otp_gen_server|std_lists)$'
passed=0 failed=0
names=$("$seabeam" passes | sed '/^$/,$d' | awk '{print $1}')
[ -n "$names" ] || { echo "no passes listed"; echo "0 passed, 1 failed"; exit 1; }
for name in $names; do
  log=$(python3 "$runner" --seabeam="$seabeam" --levels=2 --filter="$programs" --seabeam-arg="--skip-pass=$name" "$folder")
  counts=$(tail -n 1 <<<"$log")
  echo "without $name: $counts"
  grep -A 30 '^FAILED' <<<"$log"
  passed=$((passed + $(awk '{print $1}' <<<"$counts")))
  failed=$((failed + $(awk '{print $3}' <<<"$counts")))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
