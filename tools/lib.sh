# Sourced by the scripts of this folder: where things are, and the environment that tools/setup prepared.
# shellcheck shell=bash

SEABEAM_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
SEABEAM_CACHE=${SEABEAM_CACHE:-${HOME:-/root}/.cache/seabeam}
SEABEAM_LLVM=${SEABEAM_LLVM:-22}
export SEABEAM_CACHE SEABEAM_LLVM
export HOME=${HOME:-/root}

# Erlang's and Elixir's tools want a UTF-8 locale; C.UTF-8 is in every Debian.
export LC_ALL=C.UTF-8

# The Node that tools/setup chose, when the machine's own cannot run what the compiler emits.
seabeam_use_node() {
  if [ -x "$SEABEAM_CACHE/node/node_modules/node/bin/node" ]; then
    PATH=$SEABEAM_CACHE/node/node_modules/node/bin:$PATH
  fi
  SEABEAM_NODE=${SEABEAM_NODE:-$(command -v node || true)}
  export PATH SEABEAM_NODE
}

# bazel COMMAND OPTION... with this workspace's caches.
seabeam_bazel() {
  local command=$1
  shift
  local startup=()
  [ -n "${SEABEAM_OUTPUT_BASE:-}" ] && startup=("--output_base=$SEABEAM_OUTPUT_BASE")
  (cd "$SEABEAM_ROOT" && bazel ${startup[@]+"${startup[@]}"} "$command" --disk_cache="$SEABEAM_CACHE/bazel-disk" "$@")
}
