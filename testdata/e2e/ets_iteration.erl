%% Going through tables while they change: fixed or not, first/next/last/prev on every type, keys that are gone, and ordered sets
%% whose keys are equal numbers.
-module(ets_iteration).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    O = table(ordered_set, [{K, K} || K <- [3, 1, 2.0, a, "s", {x}, <<"b">>, [], 1 bsl 65, -1.5]]),
    ?T(forward(O)), ?T(backward(O)), ?T(ets:next(O, 1.0)), ?T(ets:next(O, 2)), ?T(ets:prev(O, 2)), ?T(ets:next(O, 2.5)), ?T(ets:prev(O, 2.5)), ?T(ets:next(O, zzz)), ?T(ets:prev(O, -100)), ?T(ets:next(O, <<"zz">>)), ?T(ets:lookup(O, 1.0)), ?T(ets:lookup(O, 2)), ?T(ets:member(O, 3.0)), ?T(ets:insert(O, {1.0, new})), ?T(ets:lookup(O, 1)), ?T(ets:size_is(O)), ?T(ets:info(O, size)), ?T(ets:delete(O, 2)), ?T(forward(O)), ?T(ets:insert_new(O, {3.0, x})), ?T(ets:take(O, 3.0)), ?T(ets:update_element(O, 1, {2, y})), ?T(ets:lookup(O, 1.0)), ?T(ets:update_counter(O, a, 1)),
    S = table(set, [{K, K} || K <- lists:seq(1, 50)]),
    ?T(lists:sort(forward(S)) =:= lists:seq(1, 50)), ?T(ets:first(table(set, []))), ?T(ets:last(table(bag, []))), ?T(ets:next(S, nothing)), ?T(ets:next(S, 1.0)), ?T(ets:prev(S, nothing)), ?T(ets:first(none)), ?T(ets:next(none, 1)), ?T(begin ets:safe_fixtable(S, true), L = walk_deleting(S, ets:first(S), []), ets:safe_fixtable(S, false), {lists:sort(L) =:= lists:seq(1, 50), ets:info(S, size), ets:first(S)} end),
    ?T(begin ets:insert(S, [{K, K} || K <- lists:seq(1, 200)]), ets:safe_fixtable(S, true), L = walk_inserting(S, ets:first(S), [], 0), ets:safe_fixtable(S, false), [X || X <- lists:seq(1, 200), not lists:member(X, L)] end), ?T(ets:info(S, fixed)), ?T(begin ets:safe_fixtable(S, true), ets:safe_fixtable(S, true), ets:safe_fixtable(S, false), R = ets:info(S, fixed), ets:safe_fixtable(S, false), {R, ets:info(S, fixed)} end), ?T(begin ets:safe_fixtable(S, true), {_, [{P, N}]} = ets:info(S, safe_fixed_monotonic_time), ets:safe_fixtable(S, false), {P =:= self(), N} end), ?T(ets:safe_fixtable(S, x)), ?T(ets:safe_fixtable(none, true)),
    ?T(begin {P, R} = spawn_monitor(fun() -> ets:safe_fixtable(S, true), receive after infinity -> ok end end), wait_fixed(S), F = ets:info(S, fixed), exit(P, kill), receive {'DOWN', R, _, _, _} -> ok end, {F, ets:info(S, fixed)} end),
    B = table(bag, [{k, 1}, {k, 2}, {k, 1}, {j, 1}, {k, 1.0}]), D = table(duplicate_bag, [{k, 1}, {k, 2}, {k, 1}, {j, 1}]),
    ?T([ets:lookup(T, k) || T <- [B, D]]), ?T([lists:sort(forward(T)) || T <- [B, D]]), ?T(begin ets:insert(B, {k, 3}), ets:insert(B, {k, 2}), ets:lookup(B, k) end), ?T(ets:lookup_element(D, k, 2)), ?T(ets:lookup_element(B, j, 2)), ?T(ets:lookup_element(B, nope, 2)), ?T(ets:lookup_element(B, k, 3)), ?T(ets:lookup_element(B, k, 0)), ?T(ets:delete_object(D, {k, 1})), ?T(ets:lookup(D, k)), ?T(ets:take(D, k)), ?T(ets:tab2list(D)), ?T(ets:insert_new(B, [{z, 1}, {k, 1}])), ?T(ets:member(B, z)), ?T(ets:insert_new(B, [{z, 1}, {y, 1}])), ?T(lists:sort(ets:tab2list(B))),
    ?T(ets:slot(O, 0)), ?T(ets:slot(O, 100)), ?T(ets:slot(O, -1)), ?T(lists:sort(slots(D, 0))), ?T(ets:foldl(fun({K, _}, A) -> [K | A] end, [], O)), ?T(ets:foldr(fun({K, _}, A) -> [K | A] end, [], O)), ?T(ets:foldl(fun(_, _) -> throw(stop) end, 0, O)), ?T(ets:info(O, fixed)), ?T(begin ets:rename(O, nn), ets:info(O, name) end), ?T(ets:first(O)), ?T([K || {K, _} <- ets:match_object(O, {'_', '_'})]), ?T(ets:delete_all_objects(O)), ?T(forward(O)), ?T(ets:delete(O)), ?T(ets:first(O)), ?T(ets:info(O)), ?T(ets:whereis(O)), ?T(ets:whereis(nn)),
    ?T([ets:insert(table(T, []), X) || T <- [set, ordered_set], X <- [[], {a}, [{a}, {b}]]]), ?T(ets:insert(S, {})), ?T(ets:insert(S, [{1, 2}, {}])), ?T(ets:insert(S, a)), ?T(ets:insert(S, [{a} | b])), ?T(ets:insert(table(set, [], [{keypos, 3}]), {1, 2})), ?T(forward(table(ordered_set, [{1, b, c}, {2, a}], [{keypos, 2}]))), ?T(ets:new(x, [{keypos, 0}])), ?T(ets:new(x, [bad])), ?T(ets:new("x", [])), ?T(ets:new(x, a)).

table(Type, Objects) -> table(Type, Objects, []).
table(Type, Objects, Options) -> T = ets:new(t, [Type, public | Options]), ets:insert(T, Objects), T.
forward(T) -> forward(T, ets:first(T)).
forward(_, '$end_of_table') -> [];
forward(T, K) -> [K | forward(T, ets:next(T, K))].
backward(T) -> backward(T, ets:last(T)).
backward(_, '$end_of_table') -> [];
backward(T, K) -> [K | backward(T, ets:prev(T, K))].
walk_deleting(_, '$end_of_table', Acc) -> Acc;
walk_deleting(T, K, Acc) -> ets:delete(T, K), walk_deleting(T, ets:next(T, K), [K | Acc]).
walk_inserting(_, '$end_of_table', Acc, _) -> Acc;
walk_inserting(T, K, Acc, N) when N < 300 -> ets:insert(T, {1000 + N, x}), ets:delete(T, 1000 + N - 5), walk_inserting(T, ets:next(T, K), [K | Acc], N + 1);
walk_inserting(T, K, Acc, N) -> walk_inserting(T, ets:next(T, K), [K | Acc], N).
wait_fixed(T) -> case ets:info(T, fixed) of true -> ok; false -> erlang:yield(), wait_fixed(T) end.
slots(T, N) -> case ets:slot(T, N) of '$end_of_table' -> []; L -> L ++ slots(T, N + 1) end.
