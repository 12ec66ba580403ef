-module(lib_dict).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    C = dict:from_list([{I, I} || I <- lists:seq(1, 40)]), ?T(dict:size(C)), ?T(lists:sort(dict:fetch_keys(C)) =:= lists:seq(1, 40)), ?T(dict:fetch(99, C)), ?T(dict:find(3, C)), ?T(dict:append(3, x, C) =:= x), ?T(dict:append_list(99, [1], dict:new())), ?T(dict:update(99, fun(X) -> X end, C)), ?T(dict:size(dict:filter(fun(_, V) -> V > 10 end, C))), ?T(dict:take(5, dict:from_list([{5, x}]))), ?T(dict:to_list(dict:merge(fun(_, X, Y) -> X + Y end, dict:from_list([{1, 1}]), dict:from_list([{1, 2}])))), ?T(erlang:phash2(dict:to_list(C))), ?T(dict:fold(fun(_, V, S) -> V + S end, 0, C)), ?T(dict:is_empty(C)), ?T(erlang:phash2(C)).
