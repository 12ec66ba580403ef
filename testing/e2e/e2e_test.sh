#!/bin/sh
# e2e_test.sh SEABEAM RUNNER FOLDER...: see BUILD.
seabeam=$1 runner=$2
shift 2
exec python3 "$runner" --seabeam="$seabeam" --jobs="$(nproc)" "$@"
