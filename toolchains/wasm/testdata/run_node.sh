#!/bin/sh
# run_node.sh SCRIPT ARG...: runs a script under the Node that tools/setup chose.
exec "${SEABEAM_NODE:-node}" "$@"
