-module(int_bitops).
-export([main/0]).

values() ->
    [0, 1, -1, 5, -6, 16#FF, -16#FF, 134217727, -134217728, 16#FFFFFFFF, -16#100000000, 16#123456789ABCDEF,
     -16#123456789ABCDEF, (1 bsl 64) - 1, -(1 bsl 64), (1 bsl 99) + 17, -(1 bsl 99) - 17].

main() ->
    [io:format("~w ~w: and ~w or ~w xor ~w~n", [A, B, A band B, A bor B, A bxor B])
     || A <- values(), B <- values()],
    [io:format("bnot ~w = ~w~n", [A, bnot A]) || A <- values()],
    io:format("~w~n", [popcount((1 bsl 90) - 12345)]),
    io:format("~w~n", [mix(12345, 50)]),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> id(a) band 1 end, fun() -> 1 bor id(1.0) end, fun() -> bnot id([]) end,
              fun() -> id(<<>>) bxor 2 end]].

popcount(0) -> 0;
popcount(N) -> (N band 1) + popcount(N bsr 1).

mix(X, 0) -> X;
mix(X, N) -> mix(((X bsl 5) bxor (X bsr 2) + N) band 16#FFFFFFFF, N - 1).

id(X) -> X.
