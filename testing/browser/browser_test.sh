#!/bin/sh
# browser_test.sh WITH_CHROMIUM RUN_IN_BROWSER SEABEAM RUNNER OPTION... FOLDER...: see BUILD.
with_chromium=$1 run_in_browser=$2 seabeam=$3 runner=$4
shift 4
exec "${SEABEAM_NODE:-node}" "$with_chromium" python3 "$runner" --seabeam="$seabeam" --bundle --bundle-runner="$run_in_browser" "$@"
