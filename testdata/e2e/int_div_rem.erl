-module(int_div_rem).
-export([main/0]).

main() ->
    As = [0, 1, -1, 7, -7, 100, -100, 134217727, -134217728, 134217728, 4294967295, -4294967296,
          9223372036854775807, -9223372036854775808, 1 bsl 100, -(1 bsl 100) - 12345],
    Bs = [1, -1, 2, -2, 3, -3, 10, 16, 134217728, -134217728, 4294967296, 1 bsl 64, -(1 bsl 70)],
    [io:format("~w ~w: ~w ~w~n", [A, B, A div B, A rem B]) || A <- As, B <- Bs],
    true = lists:all(fun({A, B}) -> (A div B) * B + A rem B =:= A end, [{A, B} || A <- As, B <- Bs]),
    io:format("~w~n", [digits(1 bsl 200)]),
    io:format("~w~n", [gcd(1071 bsl 90, 462 bsl 95)]),
    [io:format("~p~n", [(catch F())]) || F <- [fun() -> try 1 div id(0) catch error:E -> E end end,
                                               fun() -> try (1 bsl 80) rem id(0) catch error:E -> E end end,
                                               fun() -> try a div id(1) catch error:E -> E end end,
                                               fun() -> try 1.0 rem id(1) catch error:E -> E end end]],
    [io:format("~w ", [X div 8]) || X <- [-17, -16, -15, -1, 0, 1, 15, 16, 17]],
    [io:format("~w ", [X rem 8]) || X <- [-17, -16, -15, -1, 0, 1, 15, 16, 17]],
    io:nl().

digits(N) when N < 10 -> [N];
digits(N) -> digits(N div 10) ++ [N rem 10].

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

id(X) -> X.
