-module(std_array).
-export([main/0]).

main() ->
    A = array:from_list(lists:seq(0, 99)), p(array:size(A)), p(array:get(50, A)), B = array:set(200, x, A), p(array:size(B)), p(array:get(150, B)), p(array:sparse_size(B)), p(array:foldl(fun(_, V, S) when is_integer(V) -> S + V; (_, _, S) -> S end, 0, B)), p(lists:sublist(array:to_list(array:map(fun(I, V) -> {I, V} end, A)), 3)), p(array:get(3, array:new([{default, d}]))), F = array:new(3, fixed), p(array:is_fix(F)), p(catch array:set(5, x, F)), p(array:to_orddict(array:from_list([a, b]))), p(array:sparse_to_list(array:set(5, z, array:new()))), p(array:default(array:new({default, 0}))), p(array:resize(2, array:from_list([a, b, c]))), p(array:size(array:relax(F))), p(array:foldr(fun(_, V, S) -> [V | S] end, [], array:from_list([a, b, c]))), p(array:to_list(array:reset(1, array:from_list([a, b, c])))), p(loop(array:new(), 0)),
    G = digraph:new(), [digraph:add_vertex(G, V) || V <- [a, b, c, d]], [digraph:add_edge(G, X, Y) || {X, Y} <- [{a, b}, {b, c}, {a, c}, {c, d}]], p(lists:sort(digraph:vertices(G))), p(digraph:get_path(G, a, d) =/= false), p(lists:sort(digraph:out_neighbours(G, a))), p(digraph_utils:topsort(G)), p(digraph_utils:is_acyclic(G)), p(lists:sort(digraph_utils:reachable([b], G))), digraph:delete(G).

loop(A, 1000) -> {array:size(A), lists:sum(array:to_list(A))};
loop(A, N) -> loop(array:set(N, N * N, A), N + 1).

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
