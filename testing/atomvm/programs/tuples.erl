%% erlang:setelement/3 in all places, right and wrong.
-module(tuples).
-export([start/0]).
-record(r, {a, b, c = 1}).

start() ->
    {1, x, 3} = set(2, {1, 2, 3}, x),
    {x} = set(1, {1}, x),
    R = id(#r{a = 1}), #r{a = 1, b = 2, c = 3} = (R#r{b = 2})#r{c = 3},
    R = #r{a = 1},
    [{1, 0}, {2, 1}] = [setelement(2, T, N) || {T, N} <- [{{1, b}, 0}, {{2, c}, 1}]],
    [badarg = wrong(I, T) || {I, T} <- [{0, {1}}, {2, {1}}, {-1, {1}}, {1, {}}, {a, {1}}, {1.0, {1}}, {1, [1]}, {1, 5}, {1, #{}},
                                         {1 bsl 70, {1}}, {1 bsl 27, {1}}]],
    Big = list_to_tuple(lists(1, 5000)),
    5000 = tuple_size(Big), all = element(4000, set(4000, Big, all)), 4000 = element(4000, Big),
    1000 = many({0, []}, 1000),
    ok.

wrong(I, T) -> try set(id(I), id(T), x) of V -> V catch error:R -> R end.
set(I, T, V) -> setelement(I, T, V).
many(T, 0) -> element(1, T);
many(T, N) -> many(setelement(2, setelement(1, T, element(1, T) + 1), N), N - 1).
lists(N, M) when N > M -> [];
lists(N, M) -> [N | lists(N + 1, M)].
id(X) -> X.
