-module(lib_ordsets).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    ?T(ordsets:from_list([2, 1, 2, 1.0])), ?T(ordsets:union([[1], [2], [1, 3]])), ?T(ordsets:intersection([1, 2], [2, 3])), ?T(ordsets:subtract([1, 2], [2])), ?T(ordsets:is_subset([1], [1, 2])), ?T(ordsets:is_disjoint([1], [2])), ?T(ordsets:add_element(2, [1, 3])), ?T(ordsets:del_element(2, [1, 2])), ?T(ordsets:filter(fun(X) -> X > 1 end, [1, 2])), ?T(ordsets:is_set([2, 1])), ?T(ordsets:fold(fun(X, S) -> X + S end, 0, [1, 2])).
