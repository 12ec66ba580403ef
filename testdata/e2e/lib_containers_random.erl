%% Containers against a plain list of pairs: long random sequences of operations, with all containers asked after each.
-module(lib_containers_random).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    rand:seed(exsss, {7, 11, 13}),
    lists:foreach(fun({Name, M}) -> io:format("~s~n", [Name]), ?T(M(200)) end,
                  [{"gb_trees", fun gb_tree/1}, {"gb_sets", fun(N) -> set(gb_sets, N) end}, {"ordsets", fun(N) -> set(ordsets, N) end}, {"sets", fun(N) -> set(sets, N) end}, {"sets v2", fun sets2/1}, {"dict", fun(N) -> dict(dict, N) end}, {"orddict", fun(N) -> dict(orddict, N) end},
                   {"maps", fun maps_model/1}, {"queue", fun queue_model/1}, {"array", fun array_model/1}, {"digraph", fun digraph_model/1}, {"proplists", fun proplists_model/1}, {"sofs", fun sofs_model/1}]).

r(N) -> rand:uniform(N).
key() -> case r(6) of 1 -> r(40); 2 -> list_to_atom([$k, $a + r(20)]); 3 -> {r(5), r(5)}; 4 -> [r(3) | r(3)]; 5 -> float(r(30)); 6 -> <<(r(50))>> end.
times(0, _, S) -> S;
times(N, F, S) -> times(N - 1, F, F(S)).
same(X, X) -> ok.

gb_tree(N) ->
    {T, L} = times(N, fun({T, L}) ->
        K = skey(), V = r(1000),
        {T1, L1} = case r(6) of
            1 -> {gb_trees:enter(K, V, T), lists:keystore(K, 1, L, {K, V})};
            2 -> {gb_trees:delete_any(K, T), lists:keydelete(K, 1, L)};
            3 -> same(gb_trees:lookup(K, T), case lists:keyfind(K, 1, L) of {_, W} -> {value, W}; false -> none end), {gb_trees:balance(T), L};
            4 -> case gb_trees:is_empty(T) of true -> {T, L}; false -> {K2, V2, T2} = gb_trees:take_smallest(T), same({K2, V2}, hd(lists:sort(L))), {T2, lists:keydelete(K2, 1, L)} end;
            5 -> case gb_trees:take_any(K, T) of error -> same(false, lists:keyfind(K, 1, L)), {gb_trees:insert(K, V, T), [{K, V} | L]}; {W2, T2} -> same({K, W2}, lists:keyfind(K, 1, L)), {T2, lists:keydelete(K, 1, L)} end;
            6 -> {gb_trees:map(fun(_, X) -> X + 1 end, T), [{A, B + 1} || {A, B} <- L]}
        end,
        same(gb_trees:to_list(T1), lists:sort(L1)), same(iterated(gb_trees:iterator(T1)), lists:sort(L1)), same(iterated(gb_trees:iterator_from(K, T1)), [P || {A, _} = P <- lists:sort(L1), A >= K]), {T1, L1} end, {gb_trees:empty(), []}),
    {gb_trees:size(T), erlang:phash2(lists:sort(L))}.
iterated(I) -> case gb_trees:next(I) of none -> []; {K, V, I1} -> [{K, V} | iterated(I1)] end.

%% Keys of one type of number only: sets with hashing tell 1 from 1.0, ordered ones do not.
skey() -> case key() of F when is_float(F) -> {f, F}; K -> K end.
set(M, N) -> set(M, N, M:new()).
sets2(N) -> set(sets, N, sets:new([{version, 2}])).
set(M, N, Empty) ->
    {_, L, H} = times(N, fun({S, L, H}) ->
        K = skey(), Other = lists:usort([skey() || _ <- lists:seq(1, r(8))]),
        {S1, L1} = case r(7) of
            1 -> {M:add_element(K, S), lists:usort([K | L])};
            2 -> {M:del_element(K, S), L -- [K]};
            3 -> {M:union(S, M:from_list(Other)), lists:usort(L ++ Other)};
            4 -> {M:subtract(S, M:from_list(Other)), L -- Other};
            5 -> I = M:intersection(S, M:from_list(L ++ Other)), same(lists:sort(M:to_list(I)), L), {I, L};
            6 -> {M:filter(fun(X) -> X =/= K end, S), L -- [K]};
            7 -> same(M:is_subset(M:from_list(Other), S), Other -- L =:= []), same(M:is_disjoint(M:from_list(Other), S), Other -- (Other -- L) =:= []), {S, L}
        end,
        same(lists:sort(M:to_list(S1)), L1), same(M:size(S1), length(L1)), same(M:is_element(K, S1), lists:member(K, L1)), {S1, L1, erlang:phash2({H, M:fold(fun(X, A) -> A + erlang:phash2(X) end, 0, S1)})} end, {Empty, [], 0}),
    {length(L), H}.

dict(M, N) ->
    {_, L} = times(N, fun({D, L}) ->
        K = skey(), V = r(100),
        {D1, L1} = case r(6) of
            1 -> {M:store(K, V, D), lists:keystore(K, 1, L, {K, V})};
            2 -> {M:erase(K, D), lists:keydelete(K, 1, L)};
            3 -> {M:update_counter(K, V, D), case lists:keyfind(K, 1, L) of {_, W} -> lists:keystore(K, 1, L, {K, W + V}); false -> [{K, V} | L] end};
            4 -> {M:update(K, fun(X) -> X * 2 end, V, D), case lists:keyfind(K, 1, L) of {_, W} -> lists:keystore(K, 1, L, {K, W * 2}); false -> [{K, V} | L] end};
            5 -> {M:filter(fun(_, X) -> X =/= V end, D), [P || {_, X} = P <- L, X =/= V]};
            6 -> E = M:from_list([{K, V}, {x, 1}]), {M:merge(fun(_, A, B) -> A + B end, D, E), lists:foldl(fun({A, B}, Acc) -> case lists:keyfind(A, 1, Acc) of {_, W} -> lists:keystore(A, 1, Acc, {A, W + B}); false -> [{A, B} | Acc] end end, L, [{K, V}, {x, 1}])}
        end,
        same(lists:sort(M:to_list(D1)), lists:sort(L1)), same(M:find(K, D1), case lists:keyfind(K, 1, L1) of {_, W3} -> {ok, W3}; false -> error end), same(lists:sort(M:fetch_keys(D1)), lists:sort([A || {A, _} <- L1])), {D1, L1} end, {M:new(), []}),
    {length(L), erlang:phash2(lists:sort(L))}.

maps_model(N) ->
    {_, L} = times(N, fun({D, L}) ->
        K = key(), V = r(100),
        {D1, L1} = case r(4) of 1 -> {D#{K => V}, store(K, V, L)}; 2 -> {maps:remove(K, D), [P || {A, _} = P <- L, A =/= K]}; 3 -> {maps:update_with(K, fun(X) -> X + 1 end, V, D), case find(K, L) of {ok, W} -> store(K, W + 1, L); error -> store(K, V, L) end}; 4 -> {maps:filter(fun(_, X) -> X rem 7 =/= V rem 7 end, D), [P || {_, X} = P <- L, X rem 7 =/= V rem 7]} end,
        same(D1, maps:from_list(L1)), same(map_size(D1), length(L1)), same(maps:find(K, D1), find(K, L1)), same(lists:sort(walk(maps:next(maps:iterator(D1)))), lists:sort(L1)), {D1, L1} end, {#{}, []}),
    {length(L), erlang:phash2(maps:from_list(L))}.
store(K, V, L) -> [{K, V} | [P || {A, _} = P <- L, A =/= K]].
find(K, L) -> case [V || {A, V} <- L, A =:= K] of [V] -> {ok, V}; [] -> error end.
walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(maps:next(I))].

queue_model(N) ->
    {_, L} = times(N, fun({Q, L}) ->
        V = r(100),
        {Q1, L1} = case r(9) of 1 -> {queue:in(V, Q), L ++ [V]}; 2 -> {queue:in_r(V, Q), [V | L]}; 3 when L =/= [] -> {{value, A}, Q2} = queue:out(Q), same(A, hd(L)), {Q2, tl(L)}; 4 when L =/= [] -> {{value, A}, Q2} = queue:out_r(Q), same(A, lists:last(L)), {Q2, lists:droplast(L)}; 5 -> {queue:reverse(Q), lists:reverse(L)}; 6 -> {queue:join(Q, queue:from_list([V, V])), L ++ [V, V]}; 7 -> I = r(length(L) + 1) - 1, {A, B} = queue:split(I, Q), same(queue:to_list(A), lists:sublist(L, I)), {queue:join(B, A), lists:nthtail(I, L) ++ lists:sublist(L, I)}; 8 -> {queue:filter(fun(X) -> X rem 5 =/= 0 end, Q), [X || X <- L, X rem 5 =/= 0]}; _ -> {queue:delete(V, Q), L -- [V]} end,
        same(queue:to_list(Q1), L1), same(queue:len(Q1), length(L1)), same(queue:peek(Q1), case L1 of [] -> empty; [H | _] -> {value, H} end), {Q1, L1} end, {queue:new(), []}),
    {length(L), erlang:phash2(L)}.

array_model(N) ->
    {A, M} = times(N, fun({A, M}) -> I = r(200) - 1, V = r(100), {A1, M1} = case r(4) of 1 -> {array:set(I, V, A), M#{I => V}}; 2 when I < 150 -> {array:reset(I, A), maps:remove(I, M)}; 3 -> {array:map(fun(_, X) -> X + 1 end, array:from_list(array:to_list(A), 0)), maps:from_list([{K, maps:get(K, M, 0) + 1} || K <- lists:seq(0, array:size(A) - 1)])}; _ -> {A, M} end, same(array:get(I, A1), maps:get(I, M1, 0)), same(array:sparse_foldl(fun(_, X, S) -> X + S end, 0, A1), lists:sum(maps:values(M1))), {A1, M1} end, {array:new({default, 0}), #{}}),
    {array:size(A), erlang:phash2(M)}.

digraph_model(N) ->
    G = digraph:new(), [digraph:add_vertex(G, I) || I <- lists:seq(1, 30)],
    Es = times(N div 10, fun(Es) -> A = r(30), B = r(30), case r(3) of 1 when Es =/= [] -> {E, _, _} = lists:nth(r(length(Es)), Es), digraph:del_edge(G, E), lists:keydelete(E, 1, Es); _ -> E = make_ref(), digraph:add_edge(G, E, A, B, x), [{E, A, B} | Es] end end, []),
    same(lists:sort(digraph:out_neighbours(G, 5)), lists:sort([B || {_, 5, B} <- Es])),
    [same(lists:sort(digraph_utils:reachable([V], G)), lists:sort(reach([V], [], Es))) || V <- [1, 7, 30]],
    {digraph:no_edges(G), lists:sort([length(C) || C <- digraph_utils:strong_components(G)]), length(digraph_utils:components(G)), digraph_utils:is_acyclic(G), [case digraph:get_short_path(G, 1, V) of false -> no; P -> length(P) end || V <- lists:seq(1, 30)]}.
reach([], Seen, _) -> Seen;
reach([V | Vs], Seen, Es) -> case lists:member(V, Seen) of true -> reach(Vs, Seen, Es); false -> reach([B || {_, A, B} <- Es, A =:= V] ++ Vs, [V | Seen], Es) end.

proplists_model(N) ->
    times(N div 4, fun(H) -> L = [case r(3) of 1 -> list_to_atom([$a + r(6)]); _ -> {list_to_atom([$a + r(6)]), r(9)} end || _ <- lists:seq(1, r(12))], K = list_to_atom([$a + r(6)]), same(proplists:get_all_values(K, L), [case X of {_, V} -> V; _ -> true end || X <- L, X =:= K orelse element(1, if is_tuple(X) -> X; true -> {none} end) =:= K]), same(proplists:is_defined(K, L), proplists:get_all_values(K, L) =/= []), erlang:phash2({H, proplists:compact(proplists:unfold(L)), proplists:get_keys(L), proplists:delete(K, L), proplists:split(L, [K]), proplists:to_map(L)}) end, 0).

sofs_model(N) ->
    times(N div 20, fun(H) -> R = [{r(6), r(6)} || _ <- lists:seq(1, r(15))], S = [{r(6), r(6)} || _ <- lists:seq(1, r(15))], A = sofs:relation(R), B = sofs:relation(S), same(sofs:to_external(sofs:relative_product(A, B)), lists:usort([{X, Z} || {X, Y} <- R, {W, Z} <- S, Y =:= W])), erlang:phash2({H, [sofs:to_external(X) || X <- [sofs:union(A, B), sofs:intersection(A, B), sofs:difference(A, B), sofs:symdiff(A, B), sofs:converse(A), sofs:domain(A), sofs:range(A), sofs:field(A), sofs:relation_to_family(A), sofs:strict_relation(A), sofs:relative_product1(A, B), sofs:restriction(A, sofs:domain(B)), sofs:drestriction(A, sofs:domain(B)), sofs:image(A, sofs:set([1, 2])), sofs:inverse_image(A, sofs:set([1, 2])), sofs:product(sofs:domain(A), sofs:range(B))]]}) end, 0).
