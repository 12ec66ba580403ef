#!/usr/bin/env bash
# missing_test.sh SCRIPT RUNTIME MISSING BIFS...: see missing.mjs.
set -euo pipefail
script=$1 runtime=$2 missing=$3
shift 3
work=${TEST_TMPDIR:-$(mktemp -d)}
erl -noshell -eval '
  [io:format("~ts:~ts/~w~n", [M, F, A]) || {M, F, A} <- lists:usort(erlang:system_info(snifs))],
  halt().' >"$work/otp.txt"
exec "${SEABEAM_NODE:-node}" "$script" "$runtime" "$missing" "$work/otp.txt" "$@"
