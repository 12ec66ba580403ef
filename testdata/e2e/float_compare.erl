-module(float_compare).
-export([main/0]).

main() ->
    Vs = [0, 0.0, -0.0, 1, 1.0, 1.5, 2, -1, -1.0, 1.0e20, 100000000000000000000, 134217727, 134217727.0, 134217728.0],
    [io:format("~w~n", [[{A == B, A =:= B, A < B, A >= B} || B <- Vs]]) || A <- Vs],
    io:format("~w~n", [lists:sort(Vs)]),
    [io:format("~w -> ~w~n", [V, pick(V)]) || V <- Vs],
    io:format("~w~n", [[max(A, B) || A <- [1, 1.0], B <- [1, 1.0, 2]]]),
    io:format("~w~n", [{1, 2.0} == {1.0, 2}]),
    io:format("~w~n", [{1, 2.0} =:= {1.0, 2}]),
    io:format("~w~n", [#{1 => a} =:= #{1.0 => a}]),
    io:format("~w~n", [#{a => 1} == #{a => 1.0}]).

pick(0) -> zero_integer;
pick(0.0) -> zero_float;
pick(1) -> one_integer;
pick(1.0) -> one_float;
pick(X) when X == 2 -> two;
pick(_) -> other.
