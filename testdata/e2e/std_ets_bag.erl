%% ETS: bags and duplicate bags, counters, select and its relatives, ownership, safe traversal, errors.
-module(std_ets_bag).
-export([main/0]).

main() ->
    B = ets:new(b, [bag]), p(ets:insert(B, [{k, 1}, {k, 2}, {k, 1}, {l, 1}, {k, 1.0}])), p(ets:lookup(B, k)), p(ets:lookup_element(B, k, 2)), p(ets:info(B, size)), ets:delete_object(B, {k, 2}), p(ets:lookup(B, k)), p(ets:member(B, l)), p(ets:match(B, {k, '$1'})), p(ets:take(B, k)), p(ets:tab2list(B)),
    D = ets:new(d, [duplicate_bag, {keypos, 2}]), ets:insert(D, [{1, k}, {1, k}, {2, k}]), p(ets:lookup(D, k)), ets:delete_object(D, {1, k}), p(ets:lookup(D, k)), p(ets:insert_new(D, {3, k})), p(ets:insert_new(D, [{3, n}, {4, n}])),
    C = ets:new(c, [set, named_table, public]), ets:insert(c, {n, 0, 10}), p([ets:update_counter(c, n, U) || U <- [1, {2, 5}, {3, -3}, {2, 1, 6, 0}, [{2, 2}, {3, 4}], {2, 100, 50, 1}, []]]), p(ets:update_counter(c, new, {2, 3}, {new, 100})), p(ets:lookup(C, new)), p(ets:update_element(c, n, {2, z})), p(ets:update_element(c, n, [{2, y}, {3, w}])), p(ets:update_element(c, nokey, {2, z})), p(ets:lookup(c, n)),
    S = ets:new(s, [ordered_set]), [ets:insert(S, {I, I rem 3, integer_to_list(I)}) || I <- lists:seq(1, 20)], p(ets:select(S, [{{'$1', 1, '_'}, [{'>', '$1', 5}], ['$1']}])), p(ets:select(S, [{{'$1', '$2', '$3'}, [{'orelse', {'<', '$1', 3}, {'=:=', '$2', 0}}], [{{'$2', '$1', {length, '$3'}}}]}])), p(ets:select_count(S, [{{'_', 2, '_'}, [], [true]}])), p(ets:select_delete(S, [{{'$1', 0, '_'}, [{'<', '$1', 10}], [true]}])), p(ets:info(S, size)), p(ets:match_object(S, {'_', 0, '_'})), p(ets:match_delete(S, {'_', 0, '_'})), p(ets:select_reverse(S, [{{'$1', '_', '_'}, [], ['$1']}])), p(pages(ets:select(S, [{{'$1', '_', '_'}, [], ['$1']}], 4))), p(ets:first(S)), p(ets:next(S, 8)), p(ets:prev(S, 8)), p(ets:last(S)), p(ets:next(S, 6)), p(ets:slot(S, 0)), p(ets:select_replace(S, [{{'$1', 1, '$2'}, [{'>', '$1', 15}], [{{'$1', {const, replaced}, '$2'}}]}])), p(ets:match(S, {'$1', replaced, '_'})), p(ets:foldl(fun({K, _, _}, A) -> K + A end, 0, S)), p(ets:foldr(fun({K, _, _}, A) -> [K | A] end, [], S)), p(ets:first(ets:new(e, []))),
    p(ets:test_ms({5, x}, [{{'$1', '$2'}, [{is_integer, '$1'}], [{{'$2', {'+', '$1', 1}}}]}])), p(ets:is_compiled_ms(ets:match_spec_compile([{'_', [], [true]}]))), p(ets:match_spec_run([{1, a}, {2, b}], ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$1', 1}], ['$2']}]))),
    p(owner()), p(walk()), p(ets:rename(c, c2)), p(ets:whereis(c)), p(ets:info(c2, type)), p([catch_reason(G) || G <- [fun() -> ets:lookup(c, n) end, fun() -> ets:insert(c2, x) end, fun() -> ets:insert(c2, {}) end, fun() -> ets:update_counter(c2, n, 1) end, fun() -> ets:lookup_element(c2, zz, 1) end, fun() -> ets:new(c2, [named_table]) end, fun() -> ets:new(x, [bad]) end, fun() -> ets:select(S, bad) end, fun() -> ets:delete(nope) end, fun() -> ets:next(S, zzz) end]]), p(ets:delete_all_objects(S)), p(ets:tab2list(S)), p(ets:delete(S)), p(ets:info(S)).

p(X) -> io:format("~p~n", [X]).
pages('$end_of_table') -> [];
pages({L, C}) -> [L | pages(ets:select(C))].
catch_reason(F) -> try F() catch C:R -> {C, R} end.
owner() -> S = self(), P = spawn(fun() -> T = ets:new(t, [{heir, S, gift}]), ets:insert(T, {x, 1}), S ! {t, T}, receive stop -> ok end end), receive {t, T} -> ok end, R = (try ets:insert(T, {y, 2}) catch error:badarg -> denied end), P ! stop, receive {'ETS-TRANSFER', T, P, gift} -> {R, ets:tab2list(T), ets:insert(T, {y, 2})} after 1000 -> lost end.
walk() -> T = ets:new(w, []), [ets:insert(T, {I}) || I <- lists:seq(1, 30)], ets:safe_fixtable(T, true), K = del(T, ets:first(T), 0), ets:safe_fixtable(T, false), {K, ets:info(T, size)}.
del(_, '$end_of_table', N) -> N;
del(T, K, N) -> if K rem 2 =:= 0 -> ets:delete(T, K); true -> ok end, del(T, ets:next(T, K), N + 1).
