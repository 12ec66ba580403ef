-module(lib_digraph).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    G = digraph:new(), [digraph:add_vertex(G, V, {label, V}) || V <- [a, b, c, d, e]], [digraph:add_edge(G, {edge, A, B}, A, B, {w, A}) || {A, B} <- [{a, b}, {b, c}, {c, a}, {c, d}]],
    ?T(lists:sort(digraph:vertices(G))), ?T(lists:sort(digraph:edges(G))), ?T(digraph:vertex(G, a)), ?T(digraph:vertex(G, z)), ?T(digraph:edge(G, {edge, a, b})), ?T(digraph:add_edge(G, a, z)), ?T(digraph:get_path(G, a, d)), ?T(digraph:get_path(G, d, a)), ?T(digraph:get_cycle(G, a)), ?T(digraph:get_short_path(G, a, d)), ?T(digraph:get_short_cycle(G, b)), ?T(digraph:in_degree(G, a)), ?T(digraph:out_degree(G, c)), ?T(digraph:in_neighbours(G, d)), ?T(lists:sort(digraph:out_neighbours(G, c))), ?T(digraph:no_vertices(G)), ?T(digraph:no_edges(G)), ?T(lists:sort(digraph:in_edges(G, a))), ?T([I || {I, _} <- digraph:info(G)]),
    ?T(digraph_utils:is_acyclic(G)), ?T(digraph_utils:topsort(G)), ?T(lists:sort([lists:sort(X) || X <- digraph_utils:components(G)])), ?T(lists:sort([lists:sort(X) || X <- digraph_utils:strong_components(G)])), ?T(lists:sort([lists:sort(X) || X <- digraph_utils:cyclic_strong_components(G)])), ?T(lists:sort(digraph_utils:reachable([a], G))), ?T(lists:sort(digraph_utils:reaching([d], G))), ?T(lists:sort(digraph_utils:reachable_neighbours([d], G))), ?T(digraph_utils:loop_vertices(G)), ?T(digraph_utils:is_tree(G)), ?T(digraph_utils:arborescence_root(G)), ?T(lists:sort(digraph:vertices(digraph_utils:condensation(G))) =/= []), ?T(lists:sort(digraph:edges(digraph_utils:subgraph(G, [a, b])))), ?T(length(digraph_utils:preorder(G))), ?T(length(digraph_utils:postorder(G))),
    ?T(digraph:del_vertex(G, c)), ?T(digraph:edges(G)), ?T(digraph:del_edge(G, {edge, a, b})), ?T(digraph:add_edge(digraph_acyclic(), b, a)), ?T(digraph:delete(G)), ?T(digraph:vertices(G)), ?T(digraph:new([bad])).

digraph_acyclic() -> G = digraph:new([acyclic]), digraph:add_vertex(G, a), digraph:add_vertex(G, b), digraph:add_edge(G, a, b), G.
