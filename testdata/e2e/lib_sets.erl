-module(lib_sets).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    [begin S1 = sets:from_list([1, 2, 3, 2.0], O), ?T(lists:sort(sets:to_list(S1))), ?T(sets:size(S1)), ?T(sets:is_element(2.0, S1)), ?T(sets:is_element(1.0, S1)), ?T(lists:sort(sets:to_list(sets:union(S1, sets:from_list([7], O))))), ?T(lists:sort(sets:to_list(sets:intersection(S1, sets:from_list([1, 9], O))))), ?T(lists:sort(sets:to_list(sets:subtract(S1, sets:from_list([1], O))))), ?T(sets:is_subset(sets:from_list([1], O), S1)), ?T(sets:is_disjoint(S1, sets:new(O))), ?T(sets:fold(fun(X, Y) -> X + Y end, 0, S1)), ?T(lists:sort(sets:to_list(sets:filter(fun(X) -> X > 1 end, S1)))), ?T(sets:is_set(S1)), ?T(sets:is_empty(sets:del_element(1, sets:from_list([1], O)))), ?T(sets:add_element(1, sets:new(O))) end || O <- [[{version, 1}], [{version, 2}]]].
