%% Libraries of OTP that work on files.
-module(file_libraries).
-export([main/0]).

main() ->
    Root = "/tmp/seabeam_file_libraries_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    ok = file:make_dir(Root),
    P = fun(Name) -> filename:join(Root, Name) end,
    tables(P("d.dets")),
    archives(P("a.tar.gz")),
    logs(P),
    ok = file:del_dir_r(Root).

tables(File) ->
    show(open, dets:open_file(d, [{file, File}, {type, set}])),
    show(insert, [dets:insert(d, {I, I * I}) || I <- lists:seq(1, 100)]),
    show(lookup, {dets:lookup(d, 2), dets:lookup(d, 1000), dets:info(d, size)}),
    show(close, dets:close(d)),
    {ok, _} = dets:open_file(d, [{file, File}]),
    show(select, lists:sort(dets:select(d, [{{'$1', '$2'}, [{'<', '$1', 4}], ['$2']}]))),
    show(delete, {dets:delete(d, 2), dets:lookup(d, 2), dets:info(d, size)}),
    dets:close(d),
    show(is_dets, dets:is_dets_file(File)).

archives(File) ->
    show(create, erl_tar:create(File, [{"a.txt", <<"hello">>}, {"b/c.txt", <<"x">>}], [compressed])),
    show(table, erl_tar:table(File, [compressed])),
    show(extract, erl_tar:extract(File, [compressed, memory])),
    show(to_disk, {erl_tar:extract(File, [compressed, {cwd, filename:dirname(File)}]), file:read_file(filename:join(filename:dirname(File), "b/c.txt"))}),
    {ok, {_, Zip}} = zip:zip("x.zip", [{"z.txt", <<"zipped">>}], [memory]),
    show(unzip, zip:unzip(Zip, [memory])).

logs(P) ->
    show(open, element(1, disk_log:open([{name, l}, {file, P("l.log")}]))),
    show(log, [disk_log:log(l, {entry, I}) || I <- lists:seq(1, 3)]),
    show(chunk, element(2, disk_log:chunk(l, start))),
    show(close, disk_log:close(l)),
    {ok, l} = disk_log:open([{name, l}, {file, P("l.log")}]),
    show(again, element(2, disk_log:chunk(l, start))),
    disk_log:close(l).

show(What, Value) -> io:format("~w: ~tp~n", [What, Value]).
