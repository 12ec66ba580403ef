-module(std_gb_trees).
-export([main/0]).

main() ->
    T = lists:foldl(fun(N, A) -> gb_trees:insert(N * 37 rem 101, N, A) end, gb_trees:empty(), lists:seq(1, 100)),
    p(gb_trees:size(T)), p(gb_trees:lookup(5, T)), p(gb_trees:lookup(500, T)), p(gb_trees:get(10, T)), p(gb_trees:smallest(T)), p(gb_trees:largest(T)), p(lists:sublist(gb_trees:keys(T), 10)), p(lists:sum(gb_trees:values(T))),
    {K, V, T2} = gb_trees:take_smallest(T), p({K, V, gb_trees:size(T2)}), {K2, V2, _} = gb_trees:take_largest(T), p({K2, V2}), p(gb_trees:size(gb_trees:delete(5, T))), p(gb_trees:size(gb_trees:delete_any(500, T))), p(gb_trees:get(5, gb_trees:update(5, new, T))), p(gb_trees:get(555, gb_trees:enter(555, e, T))),
    p(gb_trees:is_defined(3, T)), p(walk(gb_trees:next(gb_trees:iterator(T)), 5)), p(walk(gb_trees:next(gb_trees:iterator_from(50, T)), 3)), p(gb_trees:to_list(gb_trees:map(fun(_, X) -> X * 2 end, gb_trees:from_orddict([{a, 1}, {b, 2}])))), p(gb_trees:is_empty(gb_trees:empty())), p(gb_trees:balance(T) =/= ok), p(catch gb_trees:get(zz, T)), p(catch gb_trees:insert(5, x, T)), p(gb_trees:from_orddict([{1, a}, {2, b}, {3, c}])), p(gb_trees:take(5, gb_trees:from_orddict([{5, x}]))),
    S = gb_sets:from_list([3, 1, 4, 1, 5, 9, 2, 6]), p(gb_sets:to_list(S)), p(gb_sets:size(S)), p(gb_sets:is_member(4, S)), p(gb_sets:to_list(gb_sets:union(S, gb_sets:from_list([10, 11])))), p(gb_sets:to_list(gb_sets:intersection(S, gb_sets:from_list([1, 2, 7])))), p(gb_sets:to_list(gb_sets:subtract(S, gb_sets:from_list([1, 2])))), p(gb_sets:is_subset(gb_sets:from_list([1]), S)), p(gb_sets:smallest(S)), p(gb_sets:fold(fun(X, A) -> X + A end, 0, S)), p(gb_sets:to_list(gb_sets:filter(fun(X) -> X > 3 end, S))), p(element(1, gb_sets:take_smallest(S))), p(gb_sets:to_list(gb_sets:add(0, gb_sets:delete(9, S)))), p(gb_sets:is_disjoint(S, gb_sets:singleton(8))).

walk(_, 0) -> [];
walk(none, _) -> [];
walk({K, V, I}, N) -> [{K, V} | walk(gb_trees:next(I), N - 1)].

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
