%% qlc: comprehensions over lists and ETS tables, joins, sorting, cursors, folds, tables of one's own, info, errors.
-module(qlc_joins).
-export([main/0]).
-include_lib("stdlib/include/qlc.hrl").
-include("shared/show.hrl").

main() ->
    E = ets:new(people, [named_table, ordered_set, {keypos, 1}]), ets:insert(E, [{1, ann, 30}, {2, bob, 25}, {3, cyd, 35}, {4, dan, 25}]),
    O = ets:new(orders, [named_table, bag]), ets:insert(O, [{1, tea}, {1, milk}, {3, tea}, {5, rum}]),
    ?T(qlc:e(qlc:q([N || {_, N, _} <- ets:table(E)]))), ?T(qlc:e(qlc:q([N || {_, N, A} <- ets:table(E), A < 30]))), ?T(lists:sort(qlc:e(qlc:q([{N, W} || {I, N, _} <- ets:table(E), {J, W} <- ets:table(O), I =:= J])))),
    ?T(qlc:e(qlc:q([X * Y || X <- [1, 2, 3], Y <- [10, 20], X > 1]))), ?T(qlc:e(qlc:q([X || X <- [3, 1, 2, 3, 1]], {unique, true}))), ?T(qlc:e(qlc:sort(qlc:q([X || X <- [3, 1, 2]])))), ?T(qlc:e(qlc:sort([3, 1, 2], [{order, descending}]))), ?T(qlc:e(qlc:sort([3, 1, 3], [{unique, true}]))), ?T(qlc:e(qlc:sort([c, a, b], {order, fun(A, B) -> A > B end}))), ?T(qlc:e(qlc:keysort(2, [{a, 2}, {b, 1}]))), ?T(qlc:e(qlc:keysort([2, 1], [{b, 1}, {a, 1}, {c, 0}]))), ?T(qlc:e(qlc:append([1, 2], qlc:q([X || X <- [3]])))), ?T(qlc:e(qlc:append([[1], [2], []]))),
    ?T(qlc:eval(qlc:q([X || X <- [1, 2]]), [])), ?T(qlc:fold(fun(X, S) -> X + S end, 0, qlc:q([A || {_, _, A} <- ets:table(E)]))), ?T(qlc:fold(fun(X, S) -> [X | S] end, [], [1, 2, 2], {unique_all, true})),
    [?T(lists:sort(qlc:e(qlc:q([{N, W} || {I, N, _} <- ets:table(E), {J, W} <- ets:table(O), I =:= J], [{join, J0}])))) || J0 <- [any, nested_loop, lookup, merge]],
    ?T(lists:sort(qlc:e(qlc:q([{A, B} || {_, A, X} <- ets:table(E), {_, B, Y} <- ets:table(E), X =:= Y, A < B])))), ?T(lists:sort(qlc:e(qlc:q([{K, V, W} || {K, V} <- [{a, 1}, {b, 2}, {c, 3}], {L, W} <- [{b, x}, {c, y}, {c, z}], K =:= L], {join, merge})))),
    ?T(qlc:e(qlc:q([T || {1, _, _} = T <- ets:table(E)]))), ?T(qlc:e(qlc:q([T || {K, _, _} = T <- ets:table(E), K =:= 2 orelse K =:= 3]))), ?T(qlc:e(qlc:q([N || {K, N, _} <- ets:table(E, [{traverse, {select, [{{'$1', '_', '$2'}, [{'<', '$2', 30}], [{{'$1', '$1', '$2'}}]}]}}]), K > 0]))), ?T(qlc:e(ets:table(E, [{n_objects, 1}, {traverse, last_prev}]))), ?T(qlc:e(qlc:q([X || X <- ets:table(E, [{traverse, first_next}]), element(3, X) =:= 25]))),
    cursors(E), strings(), tables(), infos(E, O), errors(E), nested(E).

cursors(E) ->
    C = qlc:cursor(qlc:q([N || {_, N, _} <- ets:table(E)])), ?T(qlc:next_answers(C, 2)), ?T(qlc:next_answers(C, 1)), ?T(qlc:next_answers(C, all_remaining)), ?T(qlc:next_answers(C)), ?T(qlc:delete_cursor(C)), ?T(qlc:next_answers(C)), C2 = qlc:cursor([a, b, c]), ?T(qlc:next_answers(C2)), Me = self(), spawn(fun() -> Me ! {other, catch qlc:next_answers(C2)} end), ?T(receive {other, X} -> case X of {'EXIT', {R, _}} -> R; _ -> X end end), ?T(qlc:delete_cursor(C2)), ?T(qlc:delete_cursor(C2)), ?T(qlc:cursor(not_a_handle)), ?T(qlc:next_answers(qlc:cursor([]), 0)).

strings() ->
    ?T(qlc:e(qlc:string_to_handle("[X || X <- [1, 2, 3], X rem 2 =:= 1]."))), B = erl_eval:add_binding('L', [1, 2], erl_eval:new_bindings()), ?T(qlc:e(qlc:string_to_handle("[{X, Y} || X <- L, Y <- L, X < Y].", [], B))), ?T(qlc:e(qlc:string_to_handle("[X || X <- [2, 1, 2]].", {unique, true}))), ?T(qlc:string_to_handle("[X || ")), ?T(qlc:string_to_handle("[X || X <- Y].")), ?T(qlc:string_to_handle("1 + 2.")), ?T(lists:flatten(qlc:format_error(nested_qlc_call))), ?T(lists:flatten(qlc:format_error({used_generator_variable, 'X'}))), ?T(lists:flatten(qlc:format_error(not_a_query_list_comprehension))).

%% A table of one's own: numbers from a fun, with lookup, counting what it is asked for.
numbers(N) -> numbers(N, []).
numbers(N, More) -> qlc:table(fun() -> from(1, N) end, [{lookup_fun, fun(1, Ks) -> self() ! {lookup, Ks}, [{K, K * K} || K <- Ks, K =< N] end}, {key_equality, '=:='}, {info_fun, fun(indices) -> []; (is_unique_objects) -> true; (keypos) -> 1; (num_of_objects) -> N; (_) -> undefined end},
                                        {pre_fun, fun(_) -> self() ! pre end}, {post_fun, fun() -> self() ! post end}, {format_fun, fun({all, _, _}) -> "numbers:all()"; ({lookup, P, Ks, _, _}) -> io_lib:format("numbers:lookup(~p, ~p)", [P, Ks]); (_) -> "numbers:table()" end} | More]).
from(K, N) when K > N -> [];
from(K, N) -> [{K, K * K} | fun() -> from(K + 1, N) end].

told() -> receive M -> [M | told()] after 0 -> [] end.

tables() ->
    ?T(qlc:e(numbers(4))), ?T(told()), ?T(qlc:e(qlc:q([V || {K, V} <- numbers(100), K =:= 7]))), ?T(told()), ?T(qlc:e(qlc:q([V || {K, V} <- numbers(10), K > 8]))), ?T(told()), ?T(lists:sort(qlc:e(qlc:q([{A, V} || {A, K} <- [{x, 2}, {y, 5}], {K2, V} <- numbers(9), K =:= K2])))), ?T(told()),
    ?T(begin C = qlc:cursor(numbers(5)), R = qlc:next_answers(C, 2), qlc:delete_cursor(C), R end), ?T(qlc:e(qlc:q([V || {K, V} <- numbers(5), K =:= 1 orelse K =:= 9], {lookup, true}))), ?T(qlc:e(qlc:q([V || {K, V} <- numbers(5), V =:= 4], {lookup, true}))), ?T(qlc:table(x, [])), ?T(qlc:table(fun() -> [] end, [bad])), ?T(qlc:e(qlc:table(fun() -> error(in_table) end, []))), ?T(qlc:e(qlc:table(fun() -> [a | not_a_fun] end, []))), told().

infos(E, O) ->
    Text = fun(S) -> re:replace(S, "#Ref<[0-9.]+>", "REF", [global, {return, list}]) end,
    [io:format("~s~n", [Text(lists:flatten(qlc:info(Q, Opts)))]) || {Q, Opts} <- [{qlc:q([X || X <- [1, 2, 3]]), []}, {qlc:q([N || {_, N, _} <- ets:table(E)]), []}, {qlc:q([{N, W} || {I, N, _} <- ets:table(E), {J, W} <- ets:table(O), I =:= J]), []}, {qlc:q([X || X <- [1], Y <- [2], X =:= Y]), [{unique_all, true}]}, {qlc:sort(qlc:q([X || X <- [2, 1]])), []}, {numbers(3), []}, {qlc:q([V || {K, V} <- numbers(9), K =:= 2]), []}, {qlc:append([1], [2]), []}, {qlc:q([X || X <- lists:seq(1, 50)]), [{n_elements, 3}]}, {qlc:q([T || {2, _, _} = T <- ets:table(E)]), [{flat, false}]}]],
    ?T(qlc:info([1, 2], [{format, abstract_code}])), ?T(qlc:info(x)), ?T(qlc:q([X || X <- [1]]) =/= x).

errors(E) ->
    ?T(qlc:e(not_a_handle)), ?T(qlc:e([1 | 2])), ?T(qlc:e(qlc:q([X || X <- not_a_handle]))), ?T(qlc:e(qlc:q([X || X <- [1, 2], X + a > 1]))), ?T(qlc:e(qlc:q([1 / X || X <- [1, 0]]))), ?T(qlc:e(qlc:q([X || X <- [1]]), bad_option)), ?T(qlc:sort([1], bad)), ?T(qlc:keysort(0, [{a}])), ?T(qlc:append(x)), ?T(qlc:e(qlc:q([X || X <- [1, 2, 3], X]))), ?T(qlc:fold(x, y, [1])), ?T(qlc:fold(fun(_, _) -> throw(out) end, 0, [1])), T = ets:new(t, []), H = ets:table(T), ets:delete(T), ?T(qlc:e(H)), ?T(qlc:e(qlc:q([X || X <- ets:table(no_such_table)])) =/= x), ?T(qlc:e(qlc:q([X || {X} <- ets:table(E)]))).

nested(E) ->
    Q1 = qlc:q([{A, N} || {_, N, A} <- ets:table(E)]), Q2 = qlc:q([N || {25, N} <- Q1]), ?T(qlc:e(Q2)), ?T(qlc:e(qlc:q([{X, qlc:e(qlc:q([Y || Y <- [1, 2, 3], Y < X]))} || X <- [1, 2, 3]]))), ?T(qlc:e(qlc:q([X || X <- qlc:sort(qlc:q([-Y || Y <- [1, 2, 3]])), X < -1]))), F = fun(M) -> qlc:e(qlc:q([N || {_, N, A} <- ets:table(E), A >= M])) end, ?T([F(M) || M <- [0, 26, 31, 99]]), ?T(length(qlc:e(qlc:q([{A, B, C} || A <- lists:seq(1, 10), B <- lists:seq(1, 10), C <- lists:seq(1, 10), A < B, A * A + B * B =:= C * C])))), ?T(qlc:e(qlc:q([{W, length(L)} || {W, L} <- maps:to_list(lists:foldl(fun(K, M) -> maps:update_with(K, fun(V) -> [K | V] end, [K], M) end, #{}, [a, b, a]))]))).
