#!/bin/sh
# bundle_test.sh SEABEAM HELLO COUNTER WORDCOUNT RUNTIME: what `seabeam build` makes runs without the compiler, is small,
# and keeps what computed calls need.
set -u
seabeam=$PWD/$1 hello=$PWD/$2 counter=$PWD/$3 wordcount=$PWD/$4 small_runtime=$PWD/$5
work=${TEST_TMPDIR:-$(mktemp -d)}/bundle
mkdir -p "$work" && cd "$work" || exit 1
node=${SEABEAM_NODE:-node}
passed=0 failed=0

ok() { passed=$((passed + 1)); }
fail() { failed=$((failed + 1)); echo "FAILED: $*"; }

# expect NAME WANTED COMMAND...: the command's output holds WANTED.
expect() {
  name=$1 wanted=$2
  shift 2
  got=$("$@" 2>&1)
  case $got in
    *"$wanted"*) ok ;;
    *) fail "$name: no '$wanted' in: $got" ;;
  esac
}

build() { "$seabeam" build "$@" || fail "build $*"; }

# The files of the bundle NAME take no more than LIMIT bytes with gzip.
small() {
  size=0
  for file in "$1"/*; do size=$((size + $(gzip -9c "$file" | wc -c))); done
  echo "$1: $size bytes of gzip"
  if [ "$size" -gt 100000 ] && [ "$size" -le "$2" ]; then ok; else fail "$1's bundle is $size bytes of gzip, more than $2"; fi
}

build "$hello" -o hello
# The bundle stands alone.
expect hello "Hello, world!" "$node" hello/main.mjs
small hello 400000

build "$counter" -o counter
expect counter "the counter says 42" "$node" counter/main.mjs
small counter 620000
build "$wordcount" -o wordcount
printf 'a b a\n' > words
expect wordcount "2 a" sh -c '"$0" wordcount/main.mjs < words' "$node"

cat > computed.erl <<'ERL'
-module(computed).
-export([main/1, double/1]).
main([Module, Function | Args]) ->
    M = list_to_atom(Module),
    F = list_to_atom(Function),
    io:format("~p~n", [apply(M, F, [list_to_integer(A) || A <- Args])]).
double(X) -> X * 2.
ERL
build computed.erl -o computed
expect "a function of the program, named at run time" 42 "$node" computed/main.mjs computed double 21
expect "a function that is not there is named" "queue:new/0" "$node" computed/main.mjs queue new
build computed.erl -o kept --keep=queue
expect "--keep" "{[],[]}" "$node" kept/main.mjs queue new

cat > digest.erl <<'ERL'
-module(digest).
-export([main/0]).
main() ->
    io:format("~p~n", [try crypto:hash(sha, "a") catch C:R:S -> [{M, F, [_, _], []} | _] = S, {C, R, M, F} end]).
ERL
build digest.erl -o digest
expect "a part of the runtime" "<<134,247," "$node" digest/main.mjs
cp -f "$small_runtime" digest/runtime.wasm
expect "a native function that the runtime has not" "{error,undef,crypto,hash_nif}" "$node" digest/main.mjs

build "$hello" -o whole --no-shake --names
expect "--no-shake" "Hello, world!" "$node" whole/main.mjs
shaken=$(wc -c < hello/modules.pack) whole=$(wc -c < whole/modules.pack)
if [ "$whole" -gt $((2 * shaken)) ]; then ok; else fail "--no-shake: $whole bytes, shaken $shaken"; fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
