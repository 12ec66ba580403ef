-module(list_basic).
-export([main/0]).

main() ->
    L = lists:seq(1, 10),
    io:format("~w ~w ~w ~w~n", [hd(L), tl(L), length(L), [0 | L]]),
    io:format("~w ~w~n", [L ++ [a, b], L -- [3, 5, 11]]),
    io:format("~w ~w ~w~n", [[] ++ [], [] ++ x, [1, 2] ++ 3]),
    io:format("~w~n", [[1, 2, 1, 2, 3] -- [2, 1]]),
    io:format("~w~n", [second(L)]),
    io:format("~w~n", [[shape(X) || X <- [[], [1], [1, 2], [1 | 2], [1, 2 | 3], [1, 2, 3], nil]]]),
    io:format("~w ~w~n", [sum(L), sum_acc(L, 0)]),
    io:format("~w~n", [append([1, 2], [3])]),
    io:format("~w~n", [rev(L, [])]),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> hd(id([])) end, fun() -> tl(id(a)) end, fun() -> length(id([1 | 2])) end, fun() -> id(a) ++ [1] end,
              fun() -> [1] -- id(a) end, fun() -> length(id(5)) end]],
    io:format("~w~n", [[X || [X | _] <- [[1], [], [2, 3], x]]]),
    io:format("~p ~p ~p~n", ["text", [1, 2, 300], [$a, $b | c]]),
    io:format("~w ~w~n", [lists:duplicate(3, x), lists:seq(10, 1, -3)]),
    io:format("~w~n", [[guard(X) || X <- [[], [1], [1, 2], [1 | 2], a]]]).

second([_, X | _]) -> X.

shape([]) -> empty;
shape([_]) -> one;
shape([_, _]) -> two;
shape([_ | T]) when not is_list(T) -> improper;
shape([_, _ | T]) when is_integer(T) -> improper_two;
shape(L) when is_list(L) -> many;
shape(_) -> other.

guard(L) when length(L) > 1 -> long;
guard(L) when hd(L) == 1 -> one;
guard([]) -> empty;
guard(_) -> no.

sum([]) -> 0;
sum([H | T]) -> H + sum(T).

sum_acc([], A) -> A;
sum_acc([H | T], A) -> sum_acc(T, A + H).

append([H | T], L) -> [H | append(T, L)];
append([], L) -> L.

rev([H | T], A) -> rev(T, [H | A]);
rev([], A) -> A.

id(X) -> X.
