-module(int_text).
-export([main/0]).

main() ->
    Vs = [0, 7, -7, 35, 36, 255, 134217727, -134217728, 4294967296, (1 bsl 64) - 1, -(1 bsl 127)],
    [io:format("~s ~s ~s ~s~n", [integer_to_list(V), integer_to_list(V, 2), integer_to_list(V, 16),
                                 integer_to_list(V, 36)]) || V <- Vs],
    [io:format("~p ~p~n", [integer_to_binary(V), integer_to_binary(V, 7)]) || V <- Vs],
    [V = list_to_integer(integer_to_list(V, B), B) || V <- Vs, B <- lists:seq(2, 36)],
    [V = binary_to_integer(integer_to_binary(V, B), B) || V <- Vs, B <- lists:seq(2, 36)],
    [io:format("~w~n", [list_to_integer(S)]) || S <- ["0", "+1", "-1", "007", "123456789012345678901234567890"]],
    [io:format("~p -> ~p~n", [S, try list_to_integer(S) catch C:R -> {C, R} end])
     || S <- ["", "-", "+", "1 ", " 1", "1.0", "abc", "--1", [$1 | $2], "1_000"]],
    io:format("~p~n", [t(fun() -> list_to_integer("19", 8) end)]),
    io:format("~p~n", [t(fun() -> list_to_integer("1", 37) end)]),
    io:format("~p~n", [t(fun() -> binary_to_integer(<<"12x">>) end)]),
    io:format("~p ~p~n", [list_to_integer("zZ", 36), binary_to_integer(<<"-ff">>, 16)]),
    io:format("~p~n", [string:to_integer("42abc")]),
    io:format("~p~n", [string:to_integer("x")]).

t(F) -> try F() catch C:R -> {C, R} end.
