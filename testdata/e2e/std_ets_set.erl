-module(std_ets_set).
-export([main/0]).

main() ->
    T = ets:new(t, [set]), p(ets:insert(T, {a, 1})), p(ets:insert(T, [{b, 2}, {c, 3}])), p(ets:lookup(T, a)), p(ets:lookup(T, zz)), p(ets:insert_new(T, {a, 9})), p(ets:member(T, b)), p(ets:lookup_element(T, b, 2)), p(ets:info(T, size)), p(lists:sort(ets:tab2list(T))), p(ets:delete(T, a)), p(ets:lookup(T, a)),
    [ets:insert(T, {N, N * N, [N]}) || N <- lists:seq(1, 500)], p(ets:info(T, size)), p(ets:lookup(T, 250)), p(ets:foldl(fun({_, V, _}, A) -> A + V; (_, A) -> A end, 0, T)), p(ets:update_counter(T, b, 5)), p(ets:update_counter(T, b, {2, 1, 7, 0})), p(ets:update_counter(T, new, 1, {new, 10})), p(ets:update_element(T, c, {2, x})), p(ets:update_element(T, nope, {2, x})), p(ets:take(T, c)), p(ets:insert(T, {1, one})), p(ets:insert(T, {1.0, float})), p({ets:lookup(T, 1), ets:lookup(T, 1.0)}),
    p(length(keys(T, ets:first(T)))), p(ets:delete_all_objects(T)), p(ets:info(T, size)), p(ets:first(T)), p(ets:delete(T)), p(catch ets:lookup(T, a)), N = ets:new(named, [named_table, public, {keypos, 2}]), p(N), ets:insert(named, {x, key, z}), p(ets:lookup(named, key)), p(ets:info(named, keypos)), p(ets:rename(named, other)), p(ets:whereis(named)), p(catch ets:insert(other, {a})), p(ets:info(other, type)),
    S = self(), spawn(fun() -> ets:insert(other, {from, child, 1}), S ! done end), receive done -> p(ets:lookup(other, child)) end, B = ets:new(bag, [bag]), ets:insert(B, [{k, 1}, {k, 2}, {k, 1}, {j, 1}]), p(ets:lookup(B, k)), p(ets:delete_object(B, {k, 1})), p(ets:lookup(B, k)), D = ets:new(dup, [duplicate_bag]), ets:insert(D, [{k, 1}, {k, 1}]), p(ets:lookup(D, k)), p(ets:lookup_element(D, k, 2)), P = spawn(fun() -> ets:new(owned, [named_table, public]), S ! up, receive stop -> ok end end), receive up -> p(ets:info(owned, size)) end, M = monitor(process, P), P ! stop, receive {'DOWN', M, _, _, _} -> p(ets:info(owned)) end.

keys(_, '$end_of_table') -> [];
keys(T, K) -> [K | keys(T, ets:next(T, K))].

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
