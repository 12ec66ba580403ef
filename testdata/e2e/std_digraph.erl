%% digraph (ETS underneath), digraph_utils and sofs.
-module(std_digraph).
-export([main/0]).

main() ->
    G = digraph:new(), [digraph:add_vertex(G, V, {label, V}) || V <- [a, b, c, d, e, f]],
    Es = [digraph:add_edge(G, X, Y) || {X, Y} <- [{a, b}, {b, c}, {c, a}, {c, d}, {d, e}]], p(length(Es)), p(lists:sort(digraph:vertices(G))), p(digraph:vertex(G, a)), p(digraph:vertex(G, zz)),
    p(lists:sort(digraph:out_neighbours(G, c))), p(digraph:in_degree(G, a)), p(digraph:get_path(G, a, e)), p(digraph:get_short_path(G, b, e)), p(digraph:get_cycle(G, a)), p(digraph:get_path(G, e, a)),
    p(lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)])), p(lists:sort([lists:sort(C) || C <- digraph_utils:components(G)])), p(digraph_utils:is_acyclic(G)), p(digraph_utils:topsort(G)), p(lists:sort(digraph_utils:reachable([d], G))), p(lists:sort(digraph_utils:cyclic_strong_components(G)) =/= []),
    digraph:del_edges(G, [lists:nth(3, Es)]), p(digraph_utils:is_acyclic(G)), T = digraph_utils:topsort(G), p([index(X, T) < index(Y, T) || {X, Y} <- [{a, b}, {b, c}, {c, d}, {d, e}]]), p(digraph:add_edge(G, a, nowhere)), p(digraph:no_edges(G)), digraph:del_vertex(G, c), p(digraph:no_edges(G)), digraph:delete(G),
    A = digraph:new([acyclic]), [digraph:add_vertex(A, V) || V <- [1, 2]], p(hd(digraph:add_edge(A, 1, 2))), p(digraph:add_edge(A, 2, 1)),
    R = sofs:relation([{1, a}, {2, b}, {2, c}, {3, a}]), p(sofs:to_external(sofs:domain(R))), p(sofs:to_external(sofs:range(R))), p(sofs:to_external(sofs:converse(R))), p(sofs:to_external(sofs:relation_to_family(R))), p(sofs:to_external(sofs:image(R, sofs:set([1, 2])))), p(sofs:to_external(sofs:composite(sofs:a_function([{x, 1}, {y, 2}]), sofs:a_function([{1, p}, {2, q}])))),
    p(sofs:to_external(sofs:union(sofs:set([a, b]), sofs:set([b, c])))), p(sofs:to_external(sofs:partition(sofs:from_term([[1, 2], [2, 3]])))), p(sofs:to_external(sofs:product(sofs:set([1, 2]), sofs:set([u, v])))), p(sofs:is_subset(sofs:set([a]), sofs:set([a, b]))), p(catch_reason(fun() -> sofs:relation([x]) end)).

p(X) -> io:format("~p~n", [X]).
index(X, L) -> length(lists:takewhile(fun(Y) -> Y =/= X end, L)).
catch_reason(F) -> try F() catch C:R -> {C, R} end.
