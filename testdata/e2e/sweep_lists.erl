%% Functions of module lists: wrong and right arguments in every place.
-module(sweep_lists).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    One = [[], [1], [1 | 2], [3, 1, 2.0, a, {b}, "c"], [[1], [2], []], [{a, 1}, {b, 2}], [{a, 1, x}, {b, 2, y}], a, 5, {}, [[1], 2], [true, false], ["ab", $c]],
    [sweep(lists, F, 1, One) || F <- functions(lists, 1, [])],
    Two = [[], [1, 2, 3], [1 | 2], [{1, a}, {2, b}], a, 0, 2, -1, fun(X) -> X end, fun(X) -> X =/= 1 end, fun(X) -> [X] end, fun(X, Y) -> {X, Y} end, fun(X, Y) -> X =< Y end],
    [sweep(lists, F, 2, Two) || F <- functions(lists, 2, [duplicate])],
    Three = [[], [3, 1, 2], [{1, a}, {2, b}], [b | c], 1, a, fun(X, Acc) -> [X | Acc] end, fun(X, Y) -> X =< Y end],
    [sweep(lists, F, 3, Three) || F <- functions(lists, 3, [])],
    Four = [[], [1, 2], [{1, a}, {2, b}], 1, a, fun(X, Y, Z) -> {X, Y, Z} end],
    [sweep(lists, F, 4, Four) || F <- functions(lists, 4, [])],
    calls(lists, duplicate, [[0, x], [3, x], [-1, x], [a, x], [1.0, x]]).
