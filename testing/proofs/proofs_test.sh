#!/usr/bin/env bash
# proofs_test.sh SCRIPT SEABEAM NAME...: the short forms of these proofs.
set -euo pipefail
script=$1 seabeam=$2
shift 2
export ERL_CRASH_DUMP=/dev/null
exec python3 "$script" --seabeam="$seabeam" --quick --keep="${TEST_UNDECLARED_OUTPUTS_DIR:-$(mktemp -d)}" "$@"
