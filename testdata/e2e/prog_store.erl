%% A small database on ETS: indexes, queries by match specifications, transactions that undo, a log that is replayed.
-module(prog_store).
-export([main/0]).

main() ->
    new(),
    [ok = put_row(I, lists:nth(I rem 4 + 1, [red, green, blue, red]), I * 7 rem 31) || I <- lists:seq(1, 40)],
    show(lists:sort(by_colour(green))),
    show(ets:select(rows, [{{'$1', blue, '$2'}, [{'>', '$2', 20}], [{{'$1', '$2'}}]}])),
    show(ets:select_count(rows, [{{'_', red, '_'}, [], [true]}])),
    show(transaction(fun() -> put_row(1, black, 0), delete_row(2), {ok, length(by_colour(black))} end)),
    show({row(1), row(2)}),
    show(transaction(fun() -> put_row(3, black, 0), delete_row(4), put_row(99, white, 1), error(changed_my_mind) end)),
    show({row(3), row(4), row(99), by_colour(black), by_colour(white)}),
    show(transaction(fun() -> delete_row(5), throw(nothing) end)),
    show(row(5)),
    show(groups()),
    Log = lists:reverse(get(log)),
    show({length(Log), erlang:phash2(Log) =:= erlang:phash2(binary_to_term(term_to_binary(Log)))}),
    Before = lists:sort(ets:tab2list(rows)),
    ets:delete(rows), ets:delete(index),
    new(),
    [replay(E) || E <- Log],
    show(lists:sort(ets:tab2list(rows)) =:= Before),
    show(pages(7, 3)),
    show(ets:foldl(fun({_, _, N}, S) -> S + N end, 0, rows)).

show(T) -> io:format("~p~n", [T]).

new() ->
    rows = ets:new(rows, [named_table, ordered_set]),
    index = ets:new(index, [named_table, bag]),
    put(log, []), put(undo, none), ok.

row(K) -> case ets:lookup(rows, K) of [R] -> R; [] -> none end.
by_colour(C) -> [K || {_, K} <- ets:lookup(index, C)].

put_row(K, C, N) -> change(K, {K, C, N}).
delete_row(K) -> change(K, none).

change(K, New) ->
    Old = row(K),
    case get(undo) of none -> put(log, [{K, New} | get(log)]); U -> put(undo, [{K, Old, New} | U]) end,
    store(K, Old, New).

store(K, Old, New) ->
    is_tuple(Old) andalso ets:delete_object(index, {element(2, Old), K}),
    case New of
        none -> ets:delete(rows, K);
        {K, C, _} -> ets:insert(rows, New), ets:insert(index, {C, K})
    end,
    ok.

transaction(F) ->
    put(undo, []),
    try F() of
        R -> Done = put(undo, none), put(log, [{K, N} || {K, _, N} <- Done] ++ get(log)), {committed, R}
    catch
        Class:Why -> Done = put(undo, none), [store(K, row(K), Old) || {K, Old, _} <- Done], {aborted, Class, Why}
    end.

replay({K, New}) -> store(K, row(K), New).

groups() ->
    Keys = lists:usort([C || {C, _} <- ets:tab2list(index)]),
    [{C, length(by_colour(C)), lists:sum([element(3, row(K)) || K <- by_colour(C)])} || C <- Keys].

pages(Size, Max) -> pages(ets:select(rows, [{{'$1', '_', '_'}, [], ['$1']}], Size), Max, []).
pages(_, 0, Acc) -> lists:reverse(Acc);
pages({Keys, Next}, N, Acc) -> pages(ets:select(Next), N - 1, [Keys | Acc]).
