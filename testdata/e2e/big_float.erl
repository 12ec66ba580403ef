-module(big_float).
-export([main/0]).

main() ->
    [io:format("~w ~w ~w ~w~n", [trunc(F), round(F), floor(F), ceil(F)])
     || F <- [1.0e10, -1.0e10, 1.5e15, 4503599627370496.5, 1.0e20, -1.0e22, 1.7e100, 2.5, -2.5, 0.49999999999999994]],
    [io:format("~w~n", [float(N)]) || N <- [1 bsl 53, (1 bsl 53) + 1, 1 bsl 100, -(1 bsl 200), 123456789012345678901234567890]],
    [io:format("~w~n", [N / 3]) || N <- [1, 1 bsl 64, 1 bsl 300, -(1 bsl 64)]],
    [io:format("~w~n", [N * 1.5]) || N <- [1 bsl 64, -(1 bsl 80)]],
    [io:format("~w~n", [(1 bsl 70) - F]) || F <- [0.5, 1.0e30, -1.0]],
    io:format("~p~n", [t(fun() -> float(1 bsl 2000) end)]),
    io:format("~p~n", [t(fun() -> (1 bsl 2000) / 2 end)]),
    io:format("~p~n", [t(fun() -> (1 bsl 2000) + 1.0 end)]),
    io:format("~w~n", [trunc(1.0e308) rem 1000007]).

t(F) -> try F() catch C:R -> {C, R} end.
