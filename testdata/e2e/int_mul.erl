-module(int_mul).
-export([main/0]).

values() ->
    [0, 1, -1, 2, -2, 3, 10, 255, 256, 11585, 11586, 46340, 46341, -46341, 65535, 65536, 134217727,
     134217728, -134217728, -134217729, 2147483647, 2147483648, -2147483648, 4294967295, 4294967296,
     9223372036854775807, -9223372036854775808, 18446744073709551616].

main() ->
    [io:format("~w * ~w = ~w~n", [A, B, A * B]) || A <- values(), B <- [3, -7, 65537, 4294967297]],
    io:format("~w~n", [lists:foldl(fun(X, P) -> X * P end, 1, [X || X <- values(), X =/= 0])]),
    io:format("~w~n", [squares(values(), [])]),
    io:format("~w~n", [pow(3, 100)]),
    io:format("~w~n", [pow(-3, 101)]),
    io:format("~w~n", [poly(7, [1, -2, 3, -4, 5])]).

squares([H | T], Acc) -> squares(T, [H * H | Acc]);
squares([], Acc) -> lists:reverse(Acc).

pow(_, 0) -> 1;
pow(B, E) when E rem 2 =:= 0 -> pow(B * B, E div 2);
pow(B, E) -> B * pow(B, E - 1).

poly(X, Cs) -> lists:foldr(fun(C, Acc) -> C + X * Acc end, 0, Cs).
