-module(bits_make_float).
-export([main/0]).

main() ->
    Fs = [0.0, 1.0, -1.0, 0.1, 3.14159, 65504.0, 1.0e-8, 1.0e30, -2.5e-30, 1.0e300],
    [io:format("~w ~w~n", [<<F/float>>, <<F/float-little>>]) || F <- Fs],
    [io:format("~w ~w~n", [<<F:32/float>>, <<F:32/float-little>>]) || F <- Fs, abs(F) < 1.0e38],
    [io:format("~w~n", [<<F:16/float>>]) || F <- Fs, abs(F) < 65505],
    [io:format("~w~n", [<<I/float>>]) || I <- [0, 1, -7, 1 bsl 60, 1 bsl 90]],
    io:format("~w~n", [<<1:1, 2.5/float, 0:7>>]),
    io:format("~w~n", [<<3:3, 1.5:32/float>>]),
    io:format("~w~n", [<< <<X:64/float>> || X <- [1.0, 2.0] >>]),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> <<(id(a))/float>> end, fun() -> <<(id(1.0)):(id(17))/float>> end, fun() -> <<(id(1.0e300)):32/float>> end,
              fun() -> <<(id(1 bsl 2000))/float>> end]].

id(X) -> X.
