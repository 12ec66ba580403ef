-module(std_sets).
-export([main/0]).

main() ->
    [run(Opts) || Opts <- [[], [{version, 2}]]], A = ordsets:from_list([c, a, b, a]), B = ordsets:from_list([b, d]), p(A), p(ordsets:union(A, B)), p(ordsets:intersection(A, B)), p(ordsets:subtract(A, B)), p(ordsets:is_element(a, A)), p(ordsets:add_element(e, A)), p(ordsets:del_element(a, A)), p(ordsets:is_subset([a], A)), p(ordsets:is_disjoint(A, [z])), p(ordsets:union([[1], [2], [1, 3]])), p(ordsets:fold(fun(X, Acc) -> [X | Acc] end, [], A)), p(ordsets:filter(fun(X) -> X > a end, A)), p(ordsets:size(A)), p(ordsets:is_set([b, a])),
    O = orddict:from_list([{b, 2}, {a, 1}]), p(O), p(orddict:store(c, 3, O)), p(orddict:fetch(a, O)), p(orddict:find(z, O)), p(orddict:update(a, fun(X) -> X + 1 end, O)), p(orddict:update_counter(n, 1, O)), p(orddict:append(l, 1, O)), p(orddict:erase(a, O)), p(orddict:merge(fun(_, X, Y) -> {X, Y} end, O, [{b, 3}])), p(orddict:fold(fun(K, V, Acc) -> [{K, V} | Acc] end, [], O)), p(orddict:map(fun(_, V) -> V * 2 end, O)), p(orddict:filter(fun(_, V) -> V > 1 end, O)).

run(Opts) ->
    S = sets:from_list(lists:seq(1, 300), Opts), p(sets:size(S)), p(sets:is_element(5, S)), p(sets:is_element(5.0, S)), p(lists:sum(sets:to_list(S))), T = sets:from_list(lists:seq(250, 400), Opts), p(sets:size(sets:union(S, T))), p(sets:size(sets:intersection(S, T))), p(sets:size(sets:subtract(S, T))), p(sets:is_subset(sets:from_list([1, 2], Opts), S)), p(sets:is_disjoint(S, T)), p(sets:fold(fun(X, A) -> X + A end, 0, S)), p(lists:sort(sets:to_list(sets:filter(fun(X) -> X rem 100 =:= 0 end, S)))), p(sets:size(sets:add_element(x, sets:del_element(1, S)))), p(sets:is_empty(sets:new(Opts))), p(sets:is_set(S)).

p(X) -> io:format("~p~n", [X]).
