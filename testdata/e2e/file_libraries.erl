%% Libraries of OTP that work on files.
-module(file_libraries).
-export([main/0]).

main() ->
    Root = "/tmp/seabeam_file_libraries_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    ok = file:make_dir(Root),
    P = fun(Name) -> filename:join(Root, Name) end,
    parsers(P),
    tables(P("d.dets")),
    archives(P("a.tar.gz")),
    logs(P),
    xml(P("x.xml")),
    beams(),
    ok = file:del_dir_r(Root).

parsers(P) ->
    file:write_file(P("p.yrl"), "Nonterminals e. Terminals int '+'. Rootsymbol e.\n"
                                "e -> int : v('$1').\ne -> e '+' int : '$1' + v('$3').\nErlang code.\nv({_, _, V}) -> V.\n"),
    file:write_file(P("s.xrl"), "Definitions.\nRules.\n[0-9]+ : {token, {int, TokenLine, list_to_integer(TokenChars)}}.\n"
                                "\\+ : {token, {'+', TokenLine}}.\n[\\s]+ : skip_token.\nErlang code.\n"),
    {ok, _} = yecc:file(P("p.yrl"), [{parserfile, P("file_libraries_p.erl")}]),
    {ok, _} = leex:file(P("s.xrl"), [{scannerfile, P("file_libraries_s.erl")}]),
    {ok, Parser, ParserCode} = compile:file(P("file_libraries_p.erl"), [binary]),
    {ok, Scanner, ScannerCode} = compile:file(P("file_libraries_s.erl"), [binary]),
    show(sizes, {Parser, byte_size(ParserCode) > 1000, Scanner, byte_size(ScannerCode) > 1000}),
    show(written, {compile:file(P("file_libraries_p.erl"), [{outdir, P("")}]), filelib:is_regular(P("file_libraries_p.beam"))}),
    {ok, Forms, _} = epp_dodger:parse_form(element(2, file:open(P("file_libraries_s.erl"), [read])), 1),
    show(dodger, erl_syntax:type(Forms)).

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

xml(File) ->
    file:write_file(File, "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e \"ent\">]><r a='1'><b>text &amp; &e;</b><c/><!-- c --></r>"),
    {Doc, Rest} = xmerl_scan:file(File),
    show(rest, Rest),
    show(export, lists:flatten(xmerl:export([Doc], xmerl_xml))),
    show(xpath, [element(9, T) || T <- xmerl_xpath:string("//b/text()", Doc)]),
    show(sax, xmerl_sax_parser:stream(<<"<a x='1'>t<b/></a>">>, [{event_fun, fun(E, _, S) -> [E | S] end}, {event_state, []}])).

beams() ->
    {ok, {lists, [{exports, Exports}]}} = beam_lib:chunks(code:which(lists), [exports]),
    show(exports, lists:member({reverse, 1}, Exports)).

show(What, Value) -> io:format("~w: ~tp~n", [What, Value]).
