-module(ets_continuations).
-export([main/0]).
-include("shared/show.hrl").

main() -> [pages(T) || T <- [set, ordered_set, bag, duplicate_bag]].

pages(Type) ->
    T = ets:new(t, [Type]), ets:insert(T, [{I, I rem 4} || I <- lists:seq(1, 50)]),
    MS = [{{'$1', 2}, [], ['$1']}],
    ?T(lists:sort(all(ets:select(T, MS, 5), fun(C) -> ets:select(C) end))), ?T(lists:sort(all(ets:match(T, {'$1', 3}, 4), fun(C) -> ets:match(C) end))), ?T(lists:sort(all(ets:match_object(T, {'_', 1}, 3), fun(C) -> ets:match_object(C) end))), ?T(lists:sort(all(ets:select_reverse(T, MS, 5), fun(C) -> ets:select_reverse(C) end))),
    ?T(ets:select(T, [{{1000, '_'}, [], ['$_']}], 5)), ?T(ets:match(T, {'$1', none}, 5)), ?T(ets:select(T, MS, 0)), ?T(ets:select(T, MS, -1)), ?T(ets:select(T, MS, a)), ?T(ets:match(T, {'_', '_'}, 0)), ?T(ets:match_object(T, a, a)), ?T(ets:select_reverse(T, MS, 0)),
    {_, C} = ets:select(T, MS, 2), {_, C2} = ets:select(C), ?T(length(element(1, ets:select(C2)))), ?T(length(element(1, ets:select(ets:repair_continuation(C, MS))))),
    D = binary_to_term(term_to_binary(case Type of ordered_set -> C; _ -> C end)), ?T(length(element(1, ets:select(ets:repair_continuation(D, MS))))), ?T(ets:select(a)), ?T(ets:select({T})), ?T(ets:match(a)), ?T(ets:match_object(1)), ?T(ets:select_reverse(a)), ?T(ets:repair_continuation('$end_of_table', MS)), ?T(ets:repair_continuation(a, MS)), ?T(ets:repair_continuation(C, a) =:= C),
    ?T(case ets:select(T, [{'_', [], ['$_']}], 1000) of {L, '$end_of_table'} -> length(L); {L, More} -> {length(L), ets:select(More)} end),
    ets:safe_fixtable(T, true), ?T(element(2, ets:info(T, safe_fixed))), ?T(deleting(T, ets:first(T), 0)), ?T(ets:info(T, size)), ?T(ets:first(T)), ets:safe_fixtable(T, false), ?T(ets:info(T, fixed)),
    ?T(ets:select(C)), ets:delete(T), ?T(try ets:select(C2) catch Class:Reason -> {Class, Reason} end).

deleting(_, '$end_of_table', N) -> N;
deleting(T, K, N) -> ets:delete(T, K), deleting(T, ets:next(T, K), N + 1).
all('$end_of_table', _) -> [];
all({L, C}, F) -> L ++ all(F(C), F).
