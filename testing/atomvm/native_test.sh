#!/bin/sh
# native_test.sh SEABEAM RUN.MJS RUNTIME PROGRAM.erl...: compiles each program to native code for AtomVM and runs its
# start/0 on Seabeam's host of that ABI, plainly, with a collection at every chance, and yielding at every chance.
# The program checks itself: its result is ok.
seabeam=$PWD/$1 run=$PWD/$2 runtime=$PWD/$3
shift 3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0
for program in "$@"; do
  name=$(basename "$program" .erl)
  for level in -O0 -O2; do
    out=$folder/$name$level
    mkdir -p "$out/from"
    if ! erlc -o "$out/from" "$program" ||
      ! "$seabeam" compile "$out/from/$name.beam" -o "$out/$name.beam" --abi=atomvm --no-shared-memory $level; then
      echo "FAIL $name $level: does not compile"
      failed=$((failed + 1))
      continue
    fi
    for mode in "" --gc-stress --reductions=1 "--reductions=3 --gc-stress"; do
      # shellcheck disable=SC2086
      if timeout 300 node "$run" $mode --runtime="$runtime" "$out/$name.beam"; then
        passed=$((passed + 1))
      else
        echo "FAIL $name $level $mode"
        failed=$((failed + 1))
      fi
    done
  done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
