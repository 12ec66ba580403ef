#!/bin/sh
# native_test.sh SEABEAM RUN.MJS RUNTIME PROGRAM.erl...: compiles each program to native code for AtomVM and runs its
# start/0 on Seabeam's host of that ABI, plainly, with a collection at every chance, and yielding at every chance.
# Then once more without tail calls. The program checks itself: its result is ok.
seabeam=$PWD/$1 run=$PWD/$2 runtime=$PWD/$3
shift 3
code_of=$(dirname "$0")/code_of.mjs
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0
# run NAME FILE MODE: counts.
run() {
  # shellcheck disable=SC2086
  if timeout 300 node "$run" $3 --runtime="$runtime" "$2"; then
    passed=$((passed + 1))
  else
    echo "FAIL $1 $3"
    failed=$((failed + 1))
  fi
}
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
      run "$name $level" "$out/$name.beam" "$mode"
    done
    # wasm-validate knows no tail calls unless told.
    if "$seabeam" compile "$out/from/$name.beam" -o "$out/none.beam" --abi=atomvm --no-shared-memory --no-tail-calls $level &&
      node "$code_of" "$out/none.beam" "$out/none.wasm" && wasm-validate "$out/none.wasm"; then
      run "$name $level --no-tail-calls" "$out/none.beam" ""
      run "$name $level --no-tail-calls" "$out/none.beam" "--reductions=3 --gc-stress"
    else
      echo "FAIL $name $level --no-tail-calls: no valid code"
      failed=$((failed + 1))
    fi
  done
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
