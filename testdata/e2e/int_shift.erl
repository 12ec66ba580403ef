-module(int_shift).
-export([main/0]).

main() ->
    Vs = [0, 1, -1, 3, -3, 134217727, -134217728, 16#FFFFFFFF, -16#FFFFFFFF, (1 bsl 70) + 1, -(1 bsl 70) - 1],
    Ss = [0, 1, 3, 27, 28, 31, 32, 33, 63, 64, 65, 100],
    [io:format("~w bsl ~w = ~w, bsr = ~w~n", [V, S, V bsl S, V bsr S]) || V <- Vs, S <- Ss],
    [io:format("~w ~w~n", [V bsl -S, V bsr -S]) || V <- Vs, S <- [1, 28, 64]],
    io:format("~w ~w ~w~n", [0 bsl (1 bsl 70), 1 bsr (1 bsl 70), -1 bsr (1 bsl 70)]),
    io:format("~w~n", [5 bsl -(1 bsl 70)]),
    io:format("~p~n", [t(fun() -> 1 bsl id(a) end)]),
    io:format("~p~n", [t(fun() -> id(1.5) bsr 1 end)]),
    io:format("~w~n", [[X bsl 2 bsr 1 || X <- lists:seq(-4, 4)]]).

id(X) -> X.

t(F) -> try F() catch C:R -> {C, R} end.
