%% Modules in files: found in folders that are added to the code path, replaced by what is compiled anew.
-module(code_path_files).
-export([main/0]).
main() ->
    D = "/tmp/code_path_files_" ++ os:getpid(),
    ok = file:make_dir(D),
    ok = file:write_file(filename:join(D, "cpm.erl"), "-module(cpm).\n-export([v/0]).\nv() -> 42.\n"),
    io:format("~p~n", [compile:file(filename:join(D, "cpm.erl"), [{outdir, D}])]),
    io:format("~p~n", [catch code:ensure_loaded(cpm)]),
    io:format("~p~n", [code:add_patha(D)]),
    io:format("~p~n", [local(D, code:which(cpm))]),
    io:format("~p~n", [local(D, code:is_loaded(cpm))]),
    io:format("~p~n", [cpm:v()]),
    io:format("~p~n", [local(D, code:is_loaded(cpm))]),
    io:format("~p~n", [local(D, element(3, code:get_object_code(cpm)))]),
    io:format("~p~n", [local(D, code:where_is_file("cpm.beam"))]),
    ok = file:write_file(filename:join(D, "cpm.erl"), "-module(cpm).\n-export([v/0]).\nv() -> 43.\n"),
    io:format("~p~n", [compile:file(filename:join(D, "cpm.erl"), [{outdir, D}])]),
    io:format("~p~n", [code:modified_modules()]),
    io:format("~p~n", [c:l(cpm)]),
    io:format("~p~n", [cpm:v()]),
    io:format("~p~n", [c:c(filename:join(D, "cpm.erl"), [{outdir, D}])]),
    io:format("~p~n", [code:del_path(D)]),
    io:format("~p~n", [code:load_file(cpm)]),
    io:format("~p~n", [catch cpm:v()]),
    io:format("~p~n", [try nosuch:v() catch error:R:S -> {R, hd(S)} end]),
    ok = file:del_dir_r(D).

local(D, {file, File}) -> {file, local(D, File)};
local(D, File) when is_list(File) -> string:prefix(File, D);
local(_, Other) -> Other.
