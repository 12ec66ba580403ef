-module(ets_order).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    T = ets:new(t, [ordered_set]),
    Keys = [3, 1, 2.0, 1.5, 1 bsl 70, -(1 bsl 70), 0.0, a, b, {}, {1}, [], [1], "x", <<>>, <<1>>, <<1:1>>, #{}, #{a => 1}, #{1 => a}, #{1.0 => a}, 1.0e30, 2],
    ets:insert(T, [{K, x} || K <- Keys]),
    ?T([K || {K, _} <- ets:tab2list(T)]), ?T(ets:first(T)), ?T(ets:last(T)),
    ?T(walk(T, ets:first(T))), ?T(back(T, ets:last(T))),
    ?T(ets:next(T, 2.5)), ?T(ets:prev(T, 2.5)), ?T(ets:next(T, 1 bsl 69)), ?T(ets:next(T, <<255>>)), ?T(ets:prev(T, -(1 bsl 80))), ?T(ets:next(T, 2)), ?T(ets:next(T, 2.0)), ?T(ets:prev(T, 2)),
    ?T(ets:slot(T, 0)), ?T(ets:slot(T, 5)), ?T(ets:slot(T, 21)), ?T(ets:slot(T, 22)), ?T(ets:slot(T, 23)), ?T(ets:slot(T, -1)), ?T(ets:slot(T, a)),
    ?T(ets:select(T, [{{'$1', '_'}, [{is_number, '$1'}], ['$1']}])), ?T(ets:select_reverse(T, [{{'$1', '_'}, [{is_number, '$1'}], ['$1']}])),
    ?T(ets:lookup(T, 2)), ?T(ets:lookup(T, 3.0)), ?T(ets:member(T, 1.0)), ?T(ets:delete(T, 3.0)), ?T(ets:member(T, 3)), ?T(ets:take(T, 1.0)),
    {L1, C1} = ets:select_reverse(T, [{{'$1', '_'}, [], ['$1']}], 7), ?T(L1), {L2, C2} = ets:select_reverse(C1), ?T(L2), {L3, C3} = ets:select_reverse(C2), ?T(L3), ?T(ets:select_reverse(C3)),
    ?T(ets:select(C3)), ?T(ets:select_reverse('$end_of_table')), ?T(ets:select('$end_of_table')),
    S = ets:new(s, []), ?T(ets:first(S)), ?T(ets:next(S, none)), ?T(ets:prev(S, none)), ets:insert(S, {1, a}), ?T(ets:first(S)), ?T(ets:last(S)), ?T(ets:next(S, 1)), ?T(ets:prev(S, 1)), ?T(ets:next(S, 2)),
    ?T(ets:foldl(fun({K, _}, A) -> [K | A] end, [], T)), ?T(ets:foldr(fun({K, _}, A) -> [K | A] end, [], T)),
    P = ets:new(p, [ordered_set]), ets:insert(P, [{{A, B}, A * B} || A <- lists:seq(1, 5), B <- lists:seq(1, 5)]),
    ?T(ets:select(P, [{{{3, '$1'}, '$2'}, [], [{{'$1', '$2'}}]}])), ?T(ets:match(P, {{'$1', 2}, '_'})), ?T(ets:match_object(P, {{4, '_'}, '_'})), ?T(ets:select_count(P, [{{{2, '_'}, '_'}, [], [true]}])), ?T(ets:select_delete(P, [{{{5, '_'}, '_'}, [], [true]}])), ?T(ets:info(P, size)),
    ?T(ets:next(P, {3, 5})), ?T(ets:next(P, {3, 9})), ?T(ets:prev(P, {1, 1})), ?T(element(1, ets:match_object(P, {{'_', '_'}, 4}, 2))).

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].
back(_, '$end_of_table') -> [];
back(T, K) -> [K | back(T, ets:prev(T, K))].
