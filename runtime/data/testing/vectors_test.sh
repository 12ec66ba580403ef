#!/usr/bin/env bash
# vectors_test.sh gen_vectors.erl run_vectors.mjs MODULE.wasm
set -euo pipefail
dir=$(mktemp -d "${TEST_TMPDIR:-/tmp}/vectors.XXXXXX")
trap 'rm -rf "$dir"' EXIT
export HOME=${HOME:-$dir}
erlc -o "$dir" "$1"
erl -noshell -pa "$dir" -eval 'gen_vectors:main([hd(init:get_plain_arguments())]), halt().' -extra "$dir/vectors.bin"
node "$2" "$3" "$dir/vectors.bin"
