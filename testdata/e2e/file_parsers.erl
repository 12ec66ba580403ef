%% Parsers made of grammars: yecc and leex, whose results OTP's compiler compiles; a module's file.
-module(file_parsers).
-export([main/0]).

main() ->
    Root = "/tmp/seabeam_file_parsers_" ++ os:getpid() ++ "_" ++ integer_to_list(erlang:unique_integer([positive])),
    ok = file:make_dir(Root),
    parsers(fun(Name) -> filename:join(Root, Name) end),
    beams(),
    ok = file:del_dir_r(Root).

parsers(P) ->
    file:write_file(P("p.yrl"), "Nonterminals e. Terminals int '+'. Rootsymbol e.\n"
                                "e -> int : v('$1').\ne -> e '+' int : '$1' + v('$3').\nErlang code.\nv({_, _, V}) -> V.\n"),
    file:write_file(P("s.xrl"), "Definitions.\nRules.\n[0-9]+ : {token, {int, TokenLine, list_to_integer(TokenChars)}}.\n"
                                "\\+ : {token, {'+', TokenLine}}.\n[\\s]+ : skip_token.\nErlang code.\n"),
    {ok, _} = yecc:file(P("p.yrl"), [{parserfile, P("file_parsers_p.erl")}]),
    {ok, _} = leex:file(P("s.xrl"), [{scannerfile, P("file_parsers_s.erl")}]),
    {ok, Parser, ParserCode} = compile:file(P("file_parsers_p.erl"), [binary]),
    {ok, Scanner, ScannerCode} = compile:file(P("file_parsers_s.erl"), [binary]),
    {module, Parser} = code:load_binary(Parser, "parser", ParserCode),
    {module, Scanner} = code:load_binary(Scanner, "scanner", ScannerCode),
    {ok, Tokens, _} = Scanner:string("1 + 20 + 300"),
    show(parsed, {Tokens, Parser:parse(Tokens)}),
    show(error, {Scanner:string("1 ?"), Parser:parse([{'+', 1}])}),
    show(written, {compile:file(P("file_parsers_p.erl"), [{outdir, P("")}]), filelib:is_regular(P("file_parsers_p.beam"))}),
    {ok, Forms, _} = epp_dodger:parse_form(element(2, file:open(P("file_parsers_s.erl"), [read])), 1),
    show(dodger, erl_syntax:type(Forms)).

beams() ->
    {ok, {lists, [{exports, Exports}]}} = beam_lib:chunks(code:which(lists), [exports]),
    show(exports, lists:member({reverse, 1}, Exports)).

show(What, Value) -> io:format("~w: ~tp~n", [What, Value]).
