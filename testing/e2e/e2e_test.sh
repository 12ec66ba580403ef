#!/bin/sh
# e2e_test.sh SEABEAM RUNNER FOLDER: see BUILD.
exec python3 "$2" --seabeam="$1" --jobs="$(nproc)" "$3"
