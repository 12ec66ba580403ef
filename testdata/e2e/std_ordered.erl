%% orddict, ordsets, gb_sets, and gb_trees' iterators: the same questions to each.
-module(std_ordered).
-export([main/0]).

main() ->
    D = orddict:from_list([{b, 2}, {a, 1}, {c, 3}, {a, 9}]), p(D), p(orddict:store(aa, 0, D)), p(orddict:erase(b, D)), p(orddict:find(c, D)), p(orddict:find(x, D)), p(orddict:fold(fun(K, V, A) -> [{K, V} | A] end, [], D)), p(orddict:update_counter(a, 5, D)), p(orddict:append(l, 1, orddict:append(l, 0, []))), p(orddict:merge(fun(_, X, Y) -> {X, Y} end, D, [{b, z}, {d, w}])), p(orddict:take(a, D)), p(orddict:filter(fun(_, V) -> V > 2 end, D)), p(orddict:map(fun(K, V) -> {K, V} end, D)), p(catch_reason(fun() -> orddict:fetch(x, D) end)),
    A = ordsets:from_list([3, 1, 2, 3, 1.0, 1]), p(A), p(ordsets:union(A, [0, 2, 5])), p(ordsets:intersection([1, 2, 3], [2, 3, 4])), p(ordsets:subtract([1, 2, 3], [2])), p(ordsets:is_subset([1], [1, 2])), p(ordsets:add_element(2.5, A)), p(ordsets:del_element(3, A)), p(ordsets:is_disjoint([1], [2])), p(ordsets:union([[1, 3], [2], [3, 4]])),
    G = gb_sets:from_list([K * 7 rem 50 || K <- lists:seq(1, 40)]), p(gb_sets:size(G)), p(gb_sets:smallest(G)), p(gb_sets:largest(G)), p(gb_sets:is_member(7, G)), p(element(1, gb_sets:take_smallest(G))), p(element(1, gb_sets:take_largest(G))), p(gb_sets:to_list(gb_sets:filter(fun(X) -> X rem 5 =:= 0 end, G))), p(iter(gb_sets:next(gb_sets:iterator_from(40, G)))), p(gb_sets:to_list(gb_sets:intersection(G, gb_sets:from_list([1, 2, 3, 50, 49])))), p(gb_sets:fold(fun(X, S) -> X + S end, 0, G)), p(gb_sets:is_subset(gb_sets:singleton(7), G)), p(gb_sets:to_list(gb_sets:difference(G, gb_sets:from_ordset(lists:seq(5, 60))))), p(catch_reason(fun() -> gb_sets:insert(7, G) end)), p(gb_sets:to_list(gb_sets:balance(gb_sets:delete(7, G))) =:= gb_sets:to_list(gb_sets:del_element(7, G))),
    T = lists:foldl(fun(K, S) -> gb_trees:enter(K, K * K, S) end, gb_trees:empty(), [5, 3, 8, 1, 4, 7, 9, 3]), p(T), p(gb_trees:to_list(T)), p(titer(gb_trees:next(gb_trees:iterator_from(4, T)))), p(gb_trees:lookup(8, T)), p(gb_trees:lookup(2, T)), p(element(1, gb_trees:take_smallest(T))), p(gb_trees:keys(gb_trees:delete(5, T))), p(gb_trees:values(gb_trees:map(fun(K, V) -> V - K end, T))), p(gb_trees:update(3, new, T)), p(gb_trees:take(8, gb_trees:balance(T))), p(gb_trees:take_any(100, T)), p(catch_reason(fun() -> gb_trees:get(2, T) end)), p(catch_reason(fun() -> gb_trees:insert(3, x, T) end)).

p(X) -> io:format("~p~n", [X]).
iter(none) -> [];
iter({X, I}) -> [X | iter(gb_sets:next(I))].
titer(none) -> [];
titer({K, V, I}) -> [{K, V} | titer(gb_trees:next(I))].
catch_reason(F) -> try F() catch C:R -> {C, R} end.
