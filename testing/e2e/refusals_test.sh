#!/bin/sh
# refusals_test.sh SEABEAM PROGRAM...: what programs are told about that which erl has and Seabeam has not: PROGRAM's text file beside it.
# Lines of OTP's sources are no difference.
set -u
seabeam=$1
shift
work=${TEST_TMPDIR:-$(mktemp -d)}
passed=0 failed=0
for program in "$@"; do
  case $program in
    *.ex) main=Elixir.Refused:main ;;
    *) main=$(basename "$program" .erl):main ;;
  esac
  "$seabeam" run "$program" --main "$main" 2>"$work/errors" | sed 's/, line [0-9]*)/)/' >"$work/got"
  if diff "${program%.*}.txt" "$work/got"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $program"
    tail -5 "$work/errors"
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
