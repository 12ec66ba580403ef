-module(std_dict).
-export([main/0]).

main() ->
    D0 = dict:new(), D = lists:foldl(fun(N, A) -> dict:store(N, N * N, A) end, D0, lists:seq(1, 200)), p(dict:size(D)), p(dict:fetch(7, D)), p(dict:find(500, D)), p(dict:is_key(3, D)),
    p(lists:sum([V || {_, V} <- dict:to_list(D)])), D2 = dict:update(7, fun(X) -> X + 1 end, D), p(dict:fetch(7, D2)), D3 = dict:append(x, 1, dict:append(x, 2, D0)), p(dict:to_list(D3)), p(dict:append_list(x, [3, 4], D3) =/= D3),
    p(dict:fold(fun(_, V, A) -> A + V end, 0, D)), p(lists:sort(dict:fetch_keys(dict:filter(fun(K, _) -> K rem 50 =:= 0 end, D)))), p(dict:size(dict:erase(1, D))), p(dict:update_counter(c, 5, dict:update_counter(c, 1, D0))),
    p(lists:sort(dict:to_list(dict:merge(fun(_, A, B) -> A + B end, dict:from_list([{a, 1}, {b, 2}]), dict:from_list([{b, 3}, {c, 4}]))))), p(dict:map(fun(_, V) -> -V end, dict:from_list([{a, 1}]))), p(dict:take(a, dict:from_list([{a, 1}]))), p(dict:is_empty(D0)), p(catch dict:fetch(zz, D)),
    Small = lists:foldl(fun dict:erase/2, D, lists:seq(5, 200)), p(lists:sort(dict:to_list(Small))).

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p({dict, _, _, _, _, _, _, _, _} = D) -> p({dict, dict:to_list(D)});
p(X) -> io:format("~p~n", [X]).
