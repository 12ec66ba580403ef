-module(lib_gb_trees).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    T = gb_trees:from_orddict([{K, K * K} || K <- lists:seq(1, 7)]), ?T(T), ?T(gb_trees:insert(4, x, T)), ?T(gb_trees:get(9, T)), ?T(gb_trees:lookup(3, T)), ?T(gb_trees:delete(9, T)), ?T(gb_trees:delete_any(3, T)), ?T(gb_trees:take(3, T)), ?T(gb_trees:take_any(9, T)), ?T(gb_trees:smallest(T)), ?T(gb_trees:largest(T)), ?T(gb_trees:smallest(gb_trees:empty())), ?T(gb_trees:take_smallest(T)), ?T(gb_trees:update(9, x, T)), ?T(gb_trees:enter(9, x, T)), ?T(gb_trees:balance(T)), ?T(gb_trees:next(gb_trees:iterator_from(5, T))), ?T(gb_trees:to_list(gb_trees:map(fun(K, V) -> {K, V} end, T))), ?T(gb_trees:keys(T)), ?T(gb_trees:insert(1.0, f, T)).
