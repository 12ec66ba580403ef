-module(list_comprehension).
-export([main/0]).

main() ->
    io:format("~w~n", [[X * X || X <- lists:seq(1, 10), X rem 2 =:= 0]]),
    io:format("~w~n", [[{X, Y} || X <- [1, 2, 3], Y <- [a, b]]]),
    io:format("~w~n", [[{A, B, C} || A <- lists:seq(1, 20), B <- lists:seq(A, 20), C <- lists:seq(B, 20), A * A + B * B =:= C * C]]),
    io:format("~w~n", [[X || {ok, X} <- [{ok, 1}, error, {ok, 2}, {error, 3}]]]),
    io:format("~w~n", [[X || X <- [1, a, 2.0, "s"], is_number(X)]]),
    io:format("~w~n", [qsort([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5])]),
    io:format("~w~n", [perms([1, 2, 3])]),
    io:format("~w~n", [queens(6)]),
    io:format("~w~n", [[[X || X <- Row, X > 2] || Row <- [[1, 2, 3], [4, 5], []]]]),
    io:format("~w~n", [[Y || X <- [1, 2, 3], begin Y = X * 10, Y > 10 end]]),
    io:format("~w~n", [[X || X <- [1, 2, 3, 0, 5], 10 div X > 2]]),
    io:format("~w~n", [[fun() -> X + 1 end() || X <- [1, 2]]]),
    io:format("~p~n", [try [X || X <- id(not_a_list)] catch C:R -> {C, R} end]),
    io:format("~w~n", [primes(60)]).

qsort([]) -> [];
qsort([P | T]) -> qsort([X || X <- T, X < P]) ++ [P] ++ qsort([X || X <- T, X >= P]).

perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].

queens(N) -> queens(N, N).
queens(_, 0) -> [[]];
queens(N, K) -> [[Q | Qs] || Qs <- queens(N, K - 1), Q <- lists:seq(1, N), safe(Q, 1, Qs)].
safe(_, _, []) -> true;
safe(Q, D, [H | T]) -> Q =/= H andalso abs(Q - H) =/= D andalso safe(Q, D + 1, T).

primes(N) -> sieve(lists:seq(2, N)).
sieve([]) -> [];
sieve([P | T]) -> [P | sieve([X || X <- T, X rem P =/= 0])].

id(X) -> X.
