%% Integers around the sizes where representations change: 27, 28, 31, 32, 59, 60, 63, 64 bits.
-module(int_small_edges).
-export([main/0]).

main() ->
    Edges = [S * ((1 bsl B) + D) || B <- [26, 27, 28, 30, 31, 32, 58, 59, 60, 62, 63, 64], D <- [-1, 0, 1], S <- [1, -1]],
    [io:format("~w ~w ~w ~w ~w ~w~n", [X, X + 1, X - 1, -X, bnot X, abs(X)]) || X <- Edges],
    [io:format("~w ~w ~w ~w ~w~n", [X * 3, X * X, X div 7, X rem 7, X div -3]) || X <- Edges],
    [io:format("~w ~w ~w ~w~n", [X bsl 1, X bsr 1, X bsl 5, X bsr 40]) || X <- Edges],
    [io:format("~w ~w ~w~n", [X band 16#FFFFFFF, X bor 1, X bxor 16#7FFFFFFF]) || X <- Edges],
    io:format("~w~n", [[{X < Y, X =:= Y, X == Y * 1.0} || X <- lists:sublist(Edges, 12), Y <- lists:sublist(Edges, 12)]]),
    io:format("~w~n", [lists:sort(Edges)]),
    io:format("~w~n", [[kind(X) || X <- Edges]]),
    io:format("~w~n", [[match(X) || X <- Edges]]),
    io:format("~w~n", [sum(Edges, 0)]),
    io:format("~w~n", [climb(1, 0)]), io:format("~w~n", [fall(-1, 0)]),
    io:format("~w~n", [[back(X) =:= X || X <- Edges]]),
    io:format("~w~n", [maps:size(maps:from_list([{X, 1} || X <- Edges ++ Edges]))]).

kind(X) when X >= -134217728, X =< 134217727 -> small28;
kind(X) when X >= -(1 bsl 31), X < 1 bsl 31 -> word;
kind(X) when X >= -(1 bsl 63), X < 1 bsl 63 -> long;
kind(_) -> big.

match(134217727) -> a; match(134217728) -> b; match(-134217728) -> c; match(-134217729) -> d;
match(2147483647) -> e; match(2147483648) -> f; match(-2147483648) -> g; match(-2147483649) -> h;
match(4294967295) -> i; match(4294967296) -> j; match(576460752303423487) -> k; match(576460752303423488) -> l;
match(-576460752303423489) -> m; match(9223372036854775807) -> n; match(18446744073709551616) -> o; match(_) -> none.

sum([H | T], A) -> sum(T, A + H);
sum([], A) -> A.

climb(X, N) when X < 1 bsl 70 -> climb(X * 2 + 1, N + 1);
climb(X, N) -> {X, N}.

fall(X, N) when X > -(1 bsl 70) -> fall(X * 2 - 1, N + 1);
fall(X, N) -> {X, N}.

back(X) -> ((X + (1 bsl 64)) - (1 bsl 65)) + (1 bsl 64).
