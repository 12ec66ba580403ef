#!/bin/sh
# script_test.sh SEABEAM SCRIPT.exs...: scripts print and end as under `elixir`, with two arguments and SCRIPT.stdin or three lines
# as input. Times that ExUnit took, how many tests it runs at once, and sizes of modules, in which paths are, are no difference.
set -u
seabeam=$PWD/$1
shift
work=${TEST_TMPDIR:-$(mktemp -d)}
passed=0 failed=0
for script in "$@"; do
  printf 'one\ntwo\nthree' >"$work/input"
  [ ! -e "${script%.exs}.stdin" ] || cp "${script%.exs}.stdin" "$work/input"
  LANG=C.UTF-8 elixir "$script" a "b c" <"$work/input" >"$work/wanted" 2>"$work/wanted_errors"
  echo "status $?" >>"$work/wanted"
  "$seabeam" run "$script" -- a "b c" <"$work/input" >"$work/got" 2>"$work/got_errors"
  echo "status $?" >>"$work/got"
  sed -i 's/^Finished in .* seconds .*/Finished/; s/, max_cases: [0-9]*$//
    s/<<70, 79, 82, 49, 0, 0, [0-9]*, [0-9]*,/<<FOR1,/' "$work/wanted" "$work/got"
  if diff "$work/wanted" "$work/got"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $script"
    tail -5 "$work/got_errors"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
