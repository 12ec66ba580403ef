-module(tuple_update).
-export([main/0]).

-record(big, {a = 1, b = 2, c = 3, d = 4, e = 5, f = 6, g = 7, h = 8}).

main() ->
    T = erlang:make_tuple(8, 0),
    io:format("~p~n", [setelement(8, setelement(5, setelement(2, T, two), five), eight)]),
    io:format("~p~n", [loop(T, 1)]),
    io:format("~p~n", [T]),
    R = #big{},
    R2 = R#big{b = x, d = y, h = z},
    io:format("~p~n~p~n", [R, R2]),
    R3 = many(R, 100),
    io:format("~p~n", [R3]),
    io:format("~p~n", [chain(R2)]),
    io:format("~p~n", [R =:= R#big{a = 1}]).

loop(T, 9) -> T;
loop(T, N) -> loop(setelement(N, T, N * N), N + 1).

many(R, 0) -> R;
many(R = #big{a = A, c = C}, N) -> many(R#big{a = A + N, c = C - 1, e = {N, R#big.e =:= 5}}, N - 1).

chain(R) ->
    A = R#big{a = 10},
    B = A#big{b = A#big.a + 1},
    C = B#big{c = B#big.b + 1},
    {A, C}.
