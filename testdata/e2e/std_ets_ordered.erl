-module(std_ets_ordered).
-export([main/0]).

main() ->
    T = ets:new(o, [ordered_set, public]), ets:insert(T, [{N * 7 rem 31, N} || N <- lists:seq(1, 30)]), p(ets:tab2list(T)), p(ets:first(T)), p(ets:last(T)), p(ets:next(T, 5)), p(ets:prev(T, 5)), p(ets:next(T, 5.5)), p(ets:prev(T, 1)), p(ets:next(T, 30)), p(walk(T, ets:first(T))), ets:insert(T, {1.0, replaced}), p(ets:lookup(T, 1)), p(ets:info(T, size)),
    p(ets:select(T, [{{'$1', '$2'}, [{'>', '$1', 25}], ['$$']}])), {L, C} = ets:select(T, [{{'$1', '_'}, [], ['$1']}], 10), p(L), {L2, _} = ets:select(C), p(L2), p(ets:select_reverse(T, [{{'$1', '_'}, [{'<', '$1', 5}], ['$1']}])), p(ets:match(T, {'$1', 3})), p(ets:select_delete(T, [{{'$1', '_'}, [{'>', '$1', 10}], [true]}])), p(ets:tab2list(T)), p(ets:foldr(fun({K, _}, A) -> [K | A] end, [], T)), ets:insert(T, [{a, 1}, {"s", 2}, {{t}, 3}, {<<1>>, 4}, {[], 5}]), p([K || {K, _} <- ets:tab2list(T)]), p(ets:delete(T, a)), p(ets:lookup(T, {t})), [ets:insert(T, {{k, N rem 10, N}, N}) || N <- lists:seq(1, 100)], p(ets:select_count(T, [{{{k, 3, '_'}, '_'}, [], [true]}])), p(ets:next(T, {k, 3})), [ets:delete(T, {k, N rem 10, N}) || N <- lists:seq(1, 100, 2)], p(ets:info(T, size)), p(ets:prev(T, zzz)).

walk(_, '$end_of_table') -> [];
walk(T, K) -> [K | walk(T, ets:next(T, K))].

p(X) -> io:format("~p~n", [X]).
