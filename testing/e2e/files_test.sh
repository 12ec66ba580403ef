#!/bin/sh
# files_test.sh SEABEAM: the files that a program sees: this machine's under `run`, those of --dir, those that a page gives; none of
# them changes.
set -u
seabeam=$PWD/$1
work=${TEST_TMPDIR:-$(mktemp -d)}/files
mkdir -p "$work" && cd "$work" || exit 1
node=${SEABEAM_NODE:-node}
passed=0 failed=0

# same NAME WANTED GOT
same() {
  if [ "$2" = "$3" ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $1: wanted '$2', got '$3'"; fi
}

mkdir -p data/sub
printf 'hello' > data/a.txt
printf '{x, 1}.\n' > data/sub/c.config
printf 'outside' > outside.txt
cat > look.erl <<'END'
-module(look).
-export([main/0]).
main() ->
    io:format("~p ", [prim_file:read_file("data/a.txt")]),
    {ok, Names} = prim_file:list_dir("data"),
    io:format("~p ~p ", [lists:sort(Names), prim_file:read_file("data/sub/c.config")]),
    io:format("~p ", [[prim_file:write_file("data/a.txt", <<"changed">>), prim_file:read_file("data/a.txt"),
                       prim_file:delete("data/sub/c.config"), prim_file:list_dir("data/sub")]]),
    io:format("~p ~p~n", [prim_file:read_file("outside.txt"), prim_file:read_file("/tmp/nowhere")]).
END
erlc look.erl || exit 1
changes='{ok,<<"hello">>} ["a.txt","sub"] {ok,<<"{x, 1}.\n">>} [ok,{ok,<<"changed">>},ok,{ok,[]}]'
one_line() { tr -s ' \n' ' ' | sed 's/, \["/,["/g; s/ $//'; }

same "this machine's files" "$changes {ok,<<\"outside\">>} {error,enoent}" "$("$seabeam" run look.beam | one_line)"
same "a folder" "$changes {error,enoent} {error,enoent}" "$("$seabeam" run look.beam --dir data | one_line)"
same "a folder and a file by other names" "$changes {ok,<<\"outside\">>} {error,enoent}" \
  "$("$seabeam" run look.beam --dir "$work/data::/data" --dir=outside.txt::/outside.txt | one_line)"
"$seabeam" build look.beam --dir data -o bundle || exit 1
mv data moved
same "a bundle" "$changes {error,enoent} {error,enoent}" "$("$node" bundle/main.mjs | one_line)"
same "contents stay" "hello {x, 1}." "$(cat moved/a.txt) $(cat moved/sub/c.config)"

"$seabeam" build look.beam -o page || exit 1
cat > page.mjs <<'END'
import fs from 'node:fs';
import { memoryFiles } from './page/files.mjs';
import { packed, start } from './page/seabeam.mjs';
const manifest = JSON.parse(fs.readFileSync('page/manifest.json', 'utf8'));
await start({
  runtimeBytes: fs.readFileSync('page/runtime.wasm'),
  loadModule: packed(fs.readFileSync('page/modules.pack'), manifest.modules),
  mainModule: 'look', mainFunction: 'main', args: [],
  files: memoryFiles({ '/data/a.txt': 'hello', '/data/sub/c.config': new TextEncoder().encode('{x, 1}.\n') }),
  io: { write: (fd, bytes) => fs.writeSync(fd, bytes), sleep: () => {} },
});
END
same "files that the caller gives" "$changes {error,enoent} {error,enoent}" "$("$node" page.mjs | one_line)"
same "no files" "{error,enoent}" "$("$node" page/main.mjs 2>/dev/null | one_line)"

mkdir -p many
name=$(printf '%060d' 0)
for i in $(seq 1 2000); do : > "many/$name$i"; done
same "more files than a command line has room for" "$changes {error,enoent} {error,enoent}" \
  "$("$seabeam" run look.beam --dir many --dir "$work/moved::/data" --dir "$work/moved::$work/data" | one_line)"
"$seabeam" run look.beam --dir nothing 2> message
same "status of a missing folder" 1 $?
same "a missing folder" "--dir=nothing: there is no nothing" "$(cat message)"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
