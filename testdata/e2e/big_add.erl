-module(big_add).
-export([main/0]).

main() ->
    Bs = [1 bsl N || N <- lists:seq(20, 200, 15)],
    [io:format("~w~n", [A + B - 1]) || A <- Bs, B <- [hd(Bs), lists:last(Bs)]],
    [io:format("~w~n", [A - B]) || A <- Bs, B <- Bs],
    io:format("~w~n", [fib(0, 1, 400)]),
    io:format("~w~n", [[(A + 1) - A || A <- Bs]]),
    io:format("~w~n", [carry((1 bsl 256) - 1, 3)]),
    io:format("~w~n", [borrow(1 bsl 256, 3)]),
    io:format("~w~n", [lists:foldl(fun(X, Acc) -> Acc - X end, 0, Bs)]).

fib(A, _, 0) -> A;
fib(A, B, N) -> fib(B, A + B, N - 1).

carry(X, 0) -> X;
carry(X, N) -> carry(X + 1, N - 1).

borrow(X, 0) -> X;
borrow(X, N) -> borrow(X - 1, N - 1).
