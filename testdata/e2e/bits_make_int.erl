-module(bits_make_int).
-export([main/0]).

main() ->
    Vs = [0, 1, -1, 127, 128, 255, 256, -128, -129, 65535, 16#123456, 16#12345678, -16#12345678, 16#123456789ABCDEF0, 1 bsl 100, -(1 bsl 77)],
    [io:format("~w ~w ~w ~w~n", [<<V>>, <<V:16>>, <<V:16/little>>, <<V:32/big>>]) || V <- Vs],
    [io:format("~w ~w ~w~n", [<<V:32/little>>, <<V:64>>, <<V:64/little>>]) || V <- Vs],
    [io:format("~w ~w ~w~n", [<<V:24>>, <<V:128/little>>, <<V:100>>]) || V <- Vs],
    [io:format("~w ", [<<V:N>>]) || V <- [-1, 16#A5A5], N <- lists:seq(0, 20)], io:nl(),
    [io:format("~w ", [<<V:N/little>>]) || V <- [-2, 16#12345], N <- lists:seq(0, 40, 3)], io:nl(),
    [io:format("~w ", [<<1:3, V:5, V:13/little, 1:3>>]) || V <- Vs], io:nl(),
    io:format("~w~n", [<<1:1, 0:1, 1:1, 1:5, 2:3, 77:13>>]),
    io:format("~w~n", [<<(id(7)):(id(3))/unit:8>>]),
    io:format("~w~n", [<<"abc", 0, "def":16, "é"/utf8>>]),
    io:format("~w~n", [<< <<X:4>> || X <- [1, 2, 3, 4, 5] >>]),
    io:format("~w~n", [<<16#DEADBEEF:32, 3:2>>]),
    io:format("~w ~w~n", [<<>>, <<5:0>>]).

id(X) -> X.
