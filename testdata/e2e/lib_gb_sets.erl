-module(lib_gb_sets).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    G = gb_sets:from_list([3, 1, 2, 1]), ?T(G), ?T(gb_sets:to_list(gb_sets:union(G, gb_sets:from_list([9])))), ?T(gb_sets:intersection([G, gb_sets:from_list([1, 9])])), ?T(gb_sets:subtract(G, gb_sets:singleton(1))), ?T(gb_sets:is_subset(G, G)), ?T(gb_sets:is_disjoint(G, gb_sets:empty())), ?T(gb_sets:insert(1, G)), ?T(gb_sets:add_element(1, G)), ?T(gb_sets:delete(9, G)), ?T(gb_sets:del_element(9, G)), ?T(gb_sets:take_largest(G)), ?T(gb_sets:smallest(gb_sets:new())), ?T(gb_sets:fold(fun(X, S) -> X + S end, 0, G)), ?T(gb_sets:filter(fun(X) -> X > 1 end, G)), ?T(gb_sets:is_set(G)).
