-module(list_sort).
-export([main/0]).

main() ->
    L = random_list(500, 42, []),
    S = lists:sort(L),
    io:format("~w ~w~n", [lists:sublist(S, 10), erlang:phash2(S)]),
    S = lists:sort(fun(A, B) -> A =< B end, L),
    S = merge_sort(L),
    io:format("~w~n", [length(lists:usort(L))]),
    io:format("~w~n", [lists:sublist(lists:reverse(S), 5)]),
    io:format("~w~n", [lists:sort([c, 1, 2.0, "b", {}, {1}, [], [0], <<"x">>, #{}, 1.0, 3])]),
    io:format("~w~n", [lists:keysort(1, [{3, a}, {1, b}, {2, c}, {1, a}])]),
    io:format("~w~n", [lists:ukeysort(1, [{3, a}, {1, b}, {2, c}, {1, a}])]),
    io:format("~w~n", [lists:usort(fun(A, B) -> A rem 10 =< B rem 10 end, [21, 1, 32, 2, 13])]),
    io:format("~w~n", [lists:merge([1, 3, 5], [2, 4, 6])]),
    io:format("~w~n", [lists:umerge([1, 3, 5], [1, 2, 5])]),
    io:format("~w~n", [lists:merge3([1, 4], [2, 5], [3, 6])]),
    io:format("~w~n", [lists:sort([1, 1.0, 1, 1.0])]),
    io:format("~w~n", [lists:sort(fun({A, _}, {B, _}) -> A =< B end, [{1, x}, {0, y}, {1, a}, {0, b}])]).

random_list(0, _, Acc) -> Acc;
random_list(N, Seed, Acc) ->
    Next = (Seed * 1103515245 + 12345) band 16#7FFFFFFF,
    random_list(N - 1, Next, [Next rem 1000 | Acc]).

merge_sort([]) -> [];
merge_sort([X]) -> [X];
merge_sort(L) ->
    {A, B} = lists:split(length(L) div 2, L),
    merge(merge_sort(A), merge_sort(B)).

merge([], B) -> B;
merge(A, []) -> A;
merge([A | As], [B | _] = Bs) when A =< B -> [A | merge(As, Bs)];
merge(As, [B | Bs]) -> [B | merge(As, Bs)].
