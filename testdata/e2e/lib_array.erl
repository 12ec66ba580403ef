-module(lib_array).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    A = array:from_list([a, b, c]), ?T(array:to_list(A)), ?T(array:get(1, A)), ?T(array:get(9, A)), ?T(array:get(-1, A)), ?T(array:get(a, A)), ?T(array:to_list(array:set(5, x, A))), ?T(array:size(array:resize(2, A))), ?T(array:to_orddict(array:set(4, z, A))), ?T(array:sparse_to_list(array:set(4, z, A))), ?T(array:new(3, [{default, 0}, {fixed, true}])), ?T(array:set(3, x, array:new(3, [{fixed, true}]))), ?T(array:new(a)), ?T(array:new([bad])), ?T(array:foldl(fun(I, V, Acc) -> [{I, V} | Acc] end, [], A)), ?T(array:foldr(fun(I, V, Acc) -> [{I, V} | Acc] end, [], A)), ?T(array:map(fun(I, V) -> {I, V} end, A)), ?T(array:sparse_map(fun(_, V) -> V end, A)), ?T(array:is_array(x)), ?T(array:is_fix(A)), ?T(array:fix(A) =:= A), ?T(array:relax(array:fix(A)) =:= A), ?T(array:reset(0, A)), ?T(array:from_orddict([{2, x}, {5, y}])), ?T(array:from_orddict([{5, x}, {2, y}])), ?T(array:equal(1)), ?T(array:sparse_size(A)), ?T(array:default(A)).
