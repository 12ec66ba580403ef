%% Graphs: topological order, strong components by Tarjan, digraph's own, spanning trees, colours, cycles of Euler.
-module(prog_graph).
-export([main/0]).

main() ->
    Tasks = [{shop, cook}, {cook, eat}, {wash, eat}, {eat, clean}, {plan, shop}, {plan, wash}],
    io:format("~p~n", [order(Tasks)]),
    io:format("~p~n", [order([{a, b}, {b, c}, {c, a}])]),
    Edges = [{1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}, {5, 6}, {6, 4}, {7, 8}, {8, 7}, {7, 6}],
    Mine = lists:sort([lists:sort(C) || C <- tarjan(lists:seq(1, 8), Edges)]),
    G = digraph:new(),
    [digraph:add_vertex(G, V) || V <- lists:seq(1, 8)],
    [digraph:add_edge(G, A, B) || {A, B} <- Edges],
    io:format("~p ~p~n", [Mine, Mine =:= lists:sort([lists:sort(C) || C <- digraph_utils:strong_components(G)])]),
    io:format("~p ~p~n", [lists:sort(digraph_utils:reachable([4], G)), digraph:get_short_path(G, 1, 6)]),
    Weighted = [{7, a, d}, {5, d, b}, {8, b, c}, {9, b, e}, {7, c, e}, {5, e, f}, {6, d, f}, {8, b, a}, {15, d, e}, {11, f, g}, {9, e, g}],
    {Tree, Sum} = kruskal(lists:sort(Weighted)),
    io:format("~p ~p~n", [Tree, Sum]),
    io:format("~p~n", [colours([{wa, nt}, {wa, sa}, {nt, sa}, {nt, q}, {sa, q}, {sa, nsw}, {sa, v}, {q, nsw}, {nsw, v}], [red, green, blue])]),
    io:format("~p~n", [euler(1, [{1, 2}, {2, 3}, {3, 1}, {1, 4}, {4, 5}, {5, 1}])]),
    digraph:delete(G).

order(Edges) ->
    Nodes = lists:usort(lists:append([[A, B] || {A, B} <- Edges])),
    order(Nodes, Edges, []).
order([], _, Acc) -> lists:reverse(Acc);
order(Nodes, Edges, Acc) ->
    case [N || N <- Nodes, not lists:keymember(N, 2, Edges)] of
        [] -> {cycle, Nodes};
        [N | _] -> order(lists:delete(N, Nodes), [E || {A, _} = E <- Edges, A =/= N], [N | Acc])
    end.

tarjan(Nodes, Edges) ->
    {_, _, _, Out} = lists:foldl(fun(N, {I, _, _, _} = S) when is_integer(I) -> case is_map_key(N, element(2, S)) of true -> S; false -> visit(N, Edges, S) end end, {0, #{}, [], []}, Nodes),
    Out.

visit(N, Edges, {I, Seen, Stack, Out}) ->
    S0 = {I + 1, Seen#{N => {I, I}}, [N | Stack], Out},
    {I1, Seen1, Stack1, Out1} = lists:foldl(fun(M, {_, Sn, St, _} = S) ->
        case Sn of
            #{M := {MI, _}} -> case lists:member(M, St) of true -> lower(N, MI, S); false -> S end;
            _ -> {_, Sn2, _, _} = S2 = visit(M, Edges, S), {_, Low} = maps:get(M, Sn2), lower(N, Low, S2)
        end
    end, S0, [B || {A, B} <- Edges, A =:= N]),
    case maps:get(N, Seen1) of
        {X, X} -> {Part, [N | Rest]} = lists:splitwith(fun(V) -> V =/= N end, Stack1), {I1, Seen1, Rest, [[N | Part] | Out1]};
        _ -> {I1, Seen1, Stack1, Out1}
    end.

lower(N, V, {I, Seen, Stack, Out}) -> {X, L} = maps:get(N, Seen), {I, Seen#{N := {X, min(L, V)}}, Stack, Out}.

kruskal(Edges) ->
    Roots = maps:from_list([{N, N} || {_, A, B} <- Edges, N <- [A, B]]),
    {T, S, _} = lists:foldl(fun({W, A, B}, {T, S, R}) ->
        case {root(A, R), root(B, R)} of {X, X} -> {T, S, R}; {X, Y} -> {[{A, B} | T], S + W, R#{X := Y}} end end, {[], 0, Roots}, Edges),
    {lists:reverse(T), S}.
root(N, R) -> case R of #{N := N} -> N; #{N := P} -> root(P, R) end.

colours(Edges, Palette) -> Nodes = lists:usort(lists:append([[A, B] || {A, B} <- Edges])), colour(Nodes, Edges, Palette, #{}).
colour([], _, _, Done) -> lists:sort(maps:to_list(Done));
colour([N | Ns], Edges, Palette, Done) ->
    Taken = [maps:get(M, Done) || {A, B} <- Edges, M <- [if A =:= N -> B; B =:= N -> A; true -> none end], is_map_key(M, Done)],
    first([fun() -> colour(Ns, Edges, Palette, Done#{N => C}) end || C <- Palette -- Taken]).
first([]) -> none;
first([F | T]) -> case F() of none -> first(T); R -> R end.

euler(Start, Edges) -> euler([Start], Edges, []).
euler([], _, Path) -> Path;
euler([N | Stack], Edges, Path) ->
    case [E || {A, B} = E <- Edges, A =:= N orelse B =:= N] of
        [] -> euler(Stack, Edges, [N | Path]);
        [{A, B} = E | _] -> euler([if A =:= N -> B; true -> A end, N | Stack], lists:delete(E, Edges), Path)
    end.
