-module(std_maps).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2, c => 3},
    p(maps:map(fun(_, V) -> V * 10 end, M)), p(maps:filter(fun(_, V) -> V > 1 end, M)),
    p(maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], M)), p(maps:find(a, M)), p(maps:find(z, M)),
    p(maps:put(d, 4, M)), p(maps:remove(a, M)), p(maps:take(b, M)), p(maps:take(z, M)),
    p(maps:merge(M, #{c => 30, d => 40})), p(maps:merge_with(fun(_, A, B) -> A + B end, M, #{c => 30, d => 40})),
    p(maps:with([a, z], M)), p(maps:without([a, z], M)), p(maps:intersect(M, #{b => x, c => y})),
    p(maps:update_with(a, fun(V) -> V + 1 end, M)), p(maps:update_with(z, fun(V) -> V end, init, M)),
    p(maps:from_list([{x, 1}, {x, 2}, {y, 3}])), p(maps:from_keys([p, q], 0)), p(maps:new()),
    p(maps:filtermap(fun(_, V) when V > 1 -> {true, -V}; (_, _) -> false end, M)),
    p(maps:groups_from_list(fun(X) -> X rem 3 end, lists:seq(1, 10))),
    p(maps:groups_from_list(fun(X) -> X rem 2 end, fun(X) -> X * X end, lists:seq(1, 6))),
    I = maps:iterator(M), p(walk(maps:next(I), [])),
    p(maps:size(M)), p(maps:is_key(a, M)),
    maps:foreach(fun(K, V) -> io:format("~p=~p ", [K, V]) end, M), io:nl(),
    Large = maps:from_list([{N, N} || N <- lists:seq(1, 100)]),
    p(lists:sort(walk(maps:next(maps:iterator(Large)), []))),
    p(lists:sum(maps:values(maps:map(fun(K, V) -> K + V end, Large)))),
    p(map_size(maps:with(lists:seq(50, 200), Large))).

walk(none, Acc) -> lists:reverse(Acc);
walk({K, V, I}, Acc) -> walk(maps:next(I), [{K, V} | Acc]).

p(X) -> io:format("~p~n", [X]).
