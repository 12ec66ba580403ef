%% Module file and its friends on files in memory.
-module(file_module).
-export([main/0]).

-include_lib("kernel/include/file.hrl").

main() ->
    Root = "/tmp/seabeam_file_module_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    ok = file:make_dir(Root),
    P = fun(Name) -> filename:join(Root, Name) end,
    whole(P),
    lines(P),
    terms(P),
    encodings(P),
    modes(P),
    raw(P),
    compressed(P),
    libraries(P, Root),
    errors(P),
    ok = file:del_dir_r(Root),
    show(gone, file:list_dir(Root)).

whole(P) ->
    show(write, file:write_file(P("a.txt"), ["one\n", <<"two\n">>, [$t, "hree"]])),
    show(read, file:read_file(P("a.txt"))),
    show(append, file:write_file(P("a.txt"), "\nfour", [append])),
    show(read, file:read_file(P("a.txt"))),
    show(copy, file:copy(P("a.txt"), P("b.txt"))),
    show(copy_part, file:copy(P("a.txt"), P("c.txt"), 5)),
    show(read, file:read_file(P("c.txt"))),
    show(rename, file:rename(P("c.txt"), P("d.txt"))),
    show(list, sorted(file:list_dir(P("")))),
    show(delete, file:delete(P("d.txt"))),
    show(delete_again, file:delete(P("d.txt"))),
    show(bad_data, file:write_file(P("e.txt"), [a])),
    show(no_folder, file:write_file(P("none/e.txt"), "")),
    {ok, Info} = file:read_file_info(P("a.txt")),
    show(info, {Info#file_info.size, Info#file_info.type, Info#file_info.access}).

lines(P) ->
    {ok, F} = file:open(P("a.txt"), [read]),
    show(get_line, io:get_line(F, "")),
    show(read_line, file:read_line(F)),
    show(get_chars, io:get_chars(F, "", 3)),
    show(fread, io:fread(F, "", "~s")),
    show(position, file:position(F, cur)),
    show(position, file:position(F, bof)),
    show(read, file:read(F, 6)),
    show(pread, file:pread(F, 4, 3)),
    show(rest, [file:read(F, 100), file:read(F, 100)]),
    show(get_line_eof, io:get_line(F, "")),
    show(getopts, lists:sort(io:getopts(F))),
    show(write, file:write(F, "x")),
    show(close, file:close(F)),
    show(closed, file:read(F, 1)),
    {ok, B} = file:open(P("a.txt"), [read, binary, {read_ahead, 4}]),
    show(all_lines, all_lines(B)),
    file:close(B).

all_lines(F) ->
    case io:get_line(F, "") of
        eof -> [];
        Line -> [Line | all_lines(F)]
    end.

terms(P) ->
    Terms = [{a, [1, 2.5, "s"]}, <<"bin">>, #{k => {v, 'Q u'}}],
    show(write_terms, file:write_file(P("t.config"), [io_lib:format("~tp.~n", [T]) || T <- Terms])),
    show(consult, file:consult(P("t.config")) =:= {ok, Terms}),
    file:write_file(P("bad.config"), "{a, 1}.\n{b, .\n"),
    show(consult_bad, file:consult(P("bad.config"))),
    show(format_error, lists:flatten(file:format_error(element(2, file:consult(P("bad.config")))))),
    show(path_consult, element(1, file:path_consult([P("none"), P("")], "t.config"))),
    file:write_file(P("s.script"), "X = 20.\nY = X * 2.\nX + Y + Z.\n"),
    show(script, file:script(P("s.script"), [{'Z', 2}])),
    show(script_unbound, element(1, file:script(P("s.script")))),
    file:write_file(P("e.erl"), "self() ! evaluated.\n"),
    show(eval, file:eval(P("e.erl"))),
    receive evaluated -> show(evaluated, yes) after 0 -> show(evaluated, no) end,
    {ok, F} = file:open(P("t.config"), [read]),
    show(io_read, [io:read(F, ""), io:read(F, "")]),
    file:close(F).

encodings(P) ->
    {ok, F} = file:open(P("u.txt"), [write, {encoding, utf8}]),
    show(put, io:put_chars(F, "grün 日本\n")),
    show(format, io:format(F, "~ts ~w~n", ["ß", "ß"])),
    show(bytes, file:write(F, <<255>>)),
    file:close(F),
    show(raw, file:read_file(P("u.txt"))),
    {ok, G} = file:open(P("u.txt"), [read, {encoding, utf8}]),
    show(line, io:get_line(G, "")),
    show(line, io:get_line(G, "")),
    show(invalid, io:get_line(G, "")),
    file:close(G),
    {ok, L} = file:open(P("l.txt"), [write]),
    show(latin1, io:put_chars(L, "\x{e9}")),
    show(not_latin1, catch_error(fun() -> io:put_chars(L, "\x{65e5}") end)),
    file:close(L),
    show(raw, file:read_file(P("l.txt"))),
    file:write_file(P("bom.txt"), [unicode:encoding_to_bom(utf16), <<0, $h, 0, $i>>]),
    {ok, B} = file:open(P("bom.txt"), [read, binary]),
    {ok, Bytes} = file:read(B, 4),
    {Encoding, Skip} = unicode:bom_to_encoding(Bytes),
    file:position(B, Skip),
    show(bom, {Encoding, io:setopts(B, [{encoding, Encoding}]), io:get_line(B, "")}),
    file:close(B).

modes(P) ->
    {ok, F} = file:open(P("m.txt"), [read, write]),
    show(write, file:write(F, "0123456789")),
    show(pwrite, file:pwrite(F, 3, "abc")),
    show(pwrite, file:pwrite(F, [{0, "X"}, {9, "Y"}])),
    show(position, file:position(F, {eof, -2})),
    show(read, file:read(F, 10)),
    show(truncate, {file:position(F, 4), file:truncate(F), file:pread(F, 0, 100)}),
    show(sync, {file:sync(F), file:datasync(F), file:advise(F, 0, 0, normal), file:allocate(F, 0, 1)}),
    file:close(F),
    show(exclusive, file:open(P("m.txt"), [write, exclusive])),
    {ok, D} = file:open(P("delayed.txt"), [raw, write, delayed_write]),
    show(delayed, [file:write(D, [C]) || C <- "delayed"]),
    show(not_yet, file:read_file(P("delayed.txt"))),
    show(close, file:close(D)),
    show(delayed, file:read_file(P("delayed.txt"))),
    {ok, R} = file:open(<<"in memory">>, [ram, read, write, binary]),
    show(ram, {file:read(R, 2), file:pread(R, 3, 3), file:position(R, eof), file:write(R, "!"), file:pread(R, 0, 100)}),
    file:close(R),
    {Pid, Ref} = spawn_monitor(fun() -> {ok, O} = file:open(P("m.txt"), [read]), exit(O) end),
    receive {'DOWN', Ref, process, Pid, Opened} -> timer:sleep(1), show(owner_gone, is_process_alive(Opened)) end.

raw(P) ->
    {ok, F} = file:open(P("a.txt"), [read, raw, binary, read_ahead]),
    show(lines, [file:read_line(F) || _ <- lists:seq(1, 5)]),
    show(position, file:position(F, 2)),
    show(read, file:read(F, 3)),
    file:close(F),
    show(closed, file:read(F, 1)),
    {ok, L} = file:open(P("a.txt"), [read, raw]),
    show(list, file:read(L, 3)),
    file:close(L).

compressed(P) ->
    Text = lists:duplicate(100, "all the same "),
    {ok, F} = file:open(P("z.gz"), [write, compressed]),
    show(write, file:write(F, Text)),
    file:close(F),
    {ok, Packed} = file:read_file(P("z.gz")),
    show(packed, {byte_size(Packed) < 200, zlib:gunzip(Packed) =:= iolist_to_binary(Text)}),
    {ok, G} = file:open(P("z.gz"), [read, compressed, binary]),
    show(read, file:read(G, 13)),
    {ok, Rest} = file:read(G, 10000),
    show(rest, byte_size(Rest)),
    file:close(G).

libraries(P, Root) ->
    show(ensure_dir, filelib:ensure_dir(P("x/y/z/f.txt"))),
    [file:write_file(P(N), "") || N <- ["x/1.erl", "x/2.hrl", "x/y/3.erl", "x/y/z/4.erl"]],
    show(wildcard, filelib:wildcard("x/**/*.erl", Root)),
    show(wildcard, filelib:wildcard("x/*.{erl,hrl}", Root)),
    show(wildcard, filelib:wildcard("x/[1-9].?rl", Root)),
    show(fold, lists:sort(filelib:fold_files(P("x"), "erl$", true, fun(F, L) -> [filename:basename(F) | L] end, []))),
    show(is, {filelib:is_dir(P("x")), filelib:is_file(P("x")), filelib:is_regular(P("x")), filelib:is_regular(P("x/1.erl"))}),
    show(size, filelib:file_size(P("a.txt"))),
    show(modified, is_tuple(filelib:last_modified(P("a.txt")))),
    show(not_empty, file:del_dir(P("x"))),
    show(symlink, {file:make_symlink("x/1.erl", P("link")), file:read_link(P("link")), filelib:is_regular(P("link"))}),
    {ok, Old} = file:get_cwd(),
    show(cd, {file:set_cwd(P("x")), filename:basename(element(2, file:get_cwd())), filename:absname("q") =:= P("x/q"), file:read_file("1.erl")}),
    file:set_cwd(Old),
    {ok, Table} = dets_free(P),
    show(tab2file, Table).

%% A table on a file.
dets_free(P) ->
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{I, I * I} || I <- lists:seq(1, 50)]),
    ok = ets:tab2file(T, P("t.tab")),
    {ok, U} = ets:file2tab(P("t.tab")),
    {ok, {ets:info(U, size), ets:lookup(U, 7), element(1, ets:tabfile_info(P("t.tab")))}}.

errors(P) ->
    show(open_modes, [element(1, file:open(P("a.txt"), M)) || M <- [[foo], [read, {encoding, foo}], read]]),
    show(names, [file:read_file(N) || N <- [123, [a, b], {x}, "a\0b", '']]),
    show(missing, [F(P("none")) || F <- [fun file:read_file/1, fun file:list_dir/1, fun file:delete/1, fun file:del_dir/1,
                                         fun file:read_file_info/1, fun file:consult/1, fun file:read_link/1]]),
    show(errors, [lists:flatten(file:format_error(E)) || E <- [enoent, eacces, eexist, enotdir, system_limit, badarg, terminated]]),
    show(bad_device, [file:read(foo, 1), file:close(self_less()), file:pread(<<>>, 0, 1)]).

self_less() -> no_device.

sorted({ok, List}) -> {ok, lists:sort(List)};
sorted(Other) -> Other.

catch_error(F) -> try F() catch Class:Reason -> {Class, Reason} end.

show(What, Value) -> io:format("~w: ~tp~n", [What, Value]).
