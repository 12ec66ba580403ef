%% re:split and re:replace.
-module(re_split_replace).
-export([main/0]).

main() ->
    [show(split, fun() -> re:split(S, R, O) end)
     || {S, R} <- [{"a,b,,c,", ","}, {"abc", ""}, {"", ","}, {"a1b22c", "(\\d)(\\d)?"}, {<<"x-y">>, <<"-">>}, {"abc", "x"}, {"erlang", "[ln]"}],
        O <- [[], [{return, list}], [{return, binary}], [trim], [group], [group, {return, list}], [{parts, 2}, {return, list}],
              [{parts, infinity}], [notempty, {return, list}], [{return, iodata}]]],
    [show(split, fun() -> re:split(S, R, [unicode, {return, list} | O]) end)
     || {S, R} <- [{"åäö", "ä"}, {[960, $,, 8364], ","}, {<<"π,€"/utf8>>, ","}, {"日本語", ""}], O <- [[], [trim], [group]]],
    [show(replace, fun() -> re:replace(S, R, W, O) end)
     || {S, R, W} <- [{"abcd", "c", "[&]"}, {"abcd", "(b)(c)", "\\2\\1"}, {"abcd", "c", "\\&"}, {"abcd", "c", "\\\\"}, {"aaa", "a", "b"},
                      {"abcd", "(x)?c", "<\\1>"}, {"abcd", "c", "\\9"}, {"abcd", "c", "\\g1"}, {"abcd", "(c)", "\\g{1}x"}, {"abc", "", "-"},
                      {<<"a b">>, " ", <<"_">>}, {"abc", "x", "y"}, {"abcd", "b", ["<", $&, <<">">>]}],
        O <- [[], [global], [{return, list}], [global, {return, binary}]]],
    [show(replace, fun() -> re:replace(S, R, F, [{return, list} | O]) end)
     || {S, R, F} <- [{"abcd", "(.)(.)", fun(W, [A, B]) -> [$<, B, A, $:, W, $>] end}, {"a1b2", "\\d", fun(W, []) -> integer_to_list(binary_to_integer(W) * 2) end}],
        O <- [[], [global]]],
    [show(replace, fun() -> re:replace(S, R, W, [unicode, {return, T} | O]) end)
     || {S, R, W} <- [{"åäö", "ä", "€"}, {[960, $x], "x", [8364]}, {<<"π"/utf8>>, ".", "<&>"}], T <- [list, binary, iodata], O <- [[], [global]]],
    {ok, P} = re:compile("([aeiou])"),
    io:format("~s ~s~n", [re:replace("programming language", P, "<\\1>", [global]), re:replace("xyz", P, "")]),
    io:format("~p~n", [re:split("one  two three", "\\s+", [{return, list}])]),
    io:format("~p~n", [re:replace("hello", "l", "L")]),
    io:format("~p~n", [[filename:basename(X, ".erl") || X <- ["a.erl"], re:run(X, "\\.erl$", [{capture, none}]) =:= match]]).

show(Tag, F) ->
    io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).
