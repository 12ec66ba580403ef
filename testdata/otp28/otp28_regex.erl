%% Exported patterns, imported where they are used, and classes of characters, which are those of ASCII.
-module(otp28_regex).
-export([main/0]).

main() -> exported(), classes(), errors().

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).

exported() ->
    [show({Source, Options}, fun() -> used(Source, Options, Subject) end)
     || {Source, Options, Subject} <- [{"a(b+)c", [], "xabbc"}, {<<"(?<first>.)(?<last>.)$">>, [dotall], "one\n!"}, {"é+", [unicode, caseless], "ÉéÉ"}, {[<<"x">>, "|y"], [multiline, firstline], "zy"},
                                       {"^b$", [multiline, {newline, crlf}], "a\r\nb\r\nc"}, {"\\p{Lu}", [unicode, ucp], "aÄ"}, {lists:duplicate(20, $() ++ "a" ++ lists:duplicate(20, $)), [], "a"}]].

used(Source, Options, Subject) ->
    {ok, Exported} = re:compile(Source, [export | Options]),
    re_exported_pattern = element(1, Exported),
    Copy = binary_to_term(term_to_binary(Exported)),
    Pattern = re:import(Copy),
    {ok, Plain} = re:compile(Source, Options),
    Results = [{re:run(Subject, P, [global, {capture, all, index}]), re:replace(Subject, P, "<&>", [global]), re:split(Subject, P), re:inspect(P, namelist)} || P <- [Pattern, Plain]],
    {length(lists:usort(Results)), hd(Results)}.

classes() ->
    [show(P, fun() -> [C || C <- lists:seq(0, 255), re:run(<<C>>, P, [{capture, none}]) =:= match] end)
     || P <- ["\\w", "\\s", "\\d", "[[:upper:]]", "[[:lower:]]", "[[:punct:]]", "[[:print:]]", "[[:cntrl:]]", "[[:alpha:]]", "[^[:graph:]]", "\\W"]],
    show(caseless, fun() -> [re:run(<<16#e9>>, <<16#c9>>, [caseless]), re:run("a", "A", [caseless]), re:run(<<16#e9>>, <<"[", 16#c9, "]">>, [caseless])] end).

errors() ->
    [show(X, fun() -> re:import(X) end) || X <- [x, {re_exported_pattern}, {re_exported_pattern, a, b, c, d}]],
    show(no_option, fun() -> re:run("a", "a", [export]) end),
    show(no_pattern, fun() -> re:run("a", element(2, re:compile("a", [export])), []) end),
    show(bad, fun() -> element(1, re:compile("(", [export])) end).
