%% Receives with many clauses of every kind, nested, in loops, with guards that fail and timeouts that are computed.
-module(control_receive_big).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Messages = [a, b, {a, 1}, {b, 2}, {a, b, c}, 1, 2, 3, 4.0, 1 bsl 70, "list", [], [x | y], <<1, 2, 3>>, <<>>, <<5:3>>, #{k => v}, #{}, #{1 => 2}, {ok, {deep, [1, {2, #{k => <<7, "rest">>}}]}}, {error, timeout}, {error, {x, y}}, fun(X) -> X * 2 end, -5, 1000, 0.0, -0.0, {}, {tag, 5, 5}, {tag, 5, 6}, true, false, undefined, {r, self()}],
    ?T([begin self() ! M, big() end || M <- Messages]), [self() ! M || M <- Messages], ?T(drain(length(Messages), [])), [self() ! M || M <- Messages], ?T(by_kind()), ?T(left()),
    [self() ! {N, N rem 3} || N <- lists:seq(1, 30)], ?T(selective(1, [])), ?T(left()), [self() ! {K, V} || K <- [c, b, a], V <- [1, 2]], ?T([keyed(K) || K <- [a, b, c, a, b, c, d]]), [self() ! N || N <- lists:seq(1, 50)], ?T(threshold(25, 0)), ?T(left()),
    ?T(nested()), ?T(left()), ?T(timeouts([0, 1, id(0), 2])), ?T(bad_timeout(-1)), ?T(bad_timeout(a)), ?T(bad_timeout(1 bsl 32)), ?T(bad_timeout(1.0)), ?T(bad_timeout((1 bsl 32) - 1)), ?T(guard_raises()), ?T(left()), ?T(in_args()), ?T(in_comprehension()), ?T(in_try()), ?T(left()), ?T(server()), ?T(priority()), ?T(left()), ?T(refs(20)), ?T(pinned(5)), ?T(left()), ?T(only_after(5)), ?T(binaries()), ?T(left()).

id(X) -> X.
left() -> receive M -> [M | left()] after 0 -> [] end.
big() ->
    receive
        a -> atom_a;
        b -> atom_b;
        {a, N} -> {pair_a, N};
        {b, N} when N > 5 -> never;
        {b, N} -> {pair_b, N};
        {a, _, C} -> {triple, C};
        1 -> one;
        2 -> two;
        N when is_integer(N), N > 2, N < 100 -> {small, N};
        N when is_integer(N), N > 1 bsl 64 -> big;
        N when is_integer(N), N < 0 -> {negative, N};
        F when is_float(F), F =:= 0.0 -> {zero, 1 / (F + 1)};
        F when is_float(F) -> {float, F};
        "list" -> text;
        [] -> empty;
        [X | Y] when is_atom(Y) -> {improper, X};
        <<A, Rest/binary>> when A =:= 1 -> {bytes, Rest};
        <<>> -> no_bytes;
        <<B:3>> -> {bits, B};
        #{k := V} -> {map, V};
        #{1 := Two} -> {one_key, Two};
        M when M =:= #{} -> empty_map;
        {ok, {deep, [_, {_, #{k := <<Z, R/binary>>}}]}} -> {deep, Z, R};
        {error, R} when is_atom(R) -> {error_atom, R};
        {error, {R, S}} -> {error_pair, R, S};
        F when is_function(F, 1) -> {function, F(21)};
        {} -> unit;
        {tag, P, P} -> {same, P};
        {tag, P, Q} -> {different, P, Q};
        T when is_boolean(T) -> {bool, T};
        {r, Pid} when Pid =:= self() -> me;
        Other -> {other, Other}
    after 0 -> nothing
    end.
drain(0, Acc) -> lists:reverse(Acc);
drain(N, Acc) -> drain(N - 1, [big() | Acc]).
by_kind() -> Ints = all(fun is_integer/1), Atoms = all_atoms(), Tuples = tuples(), {Ints, Atoms, length(Tuples)}.
all(P) -> receive X when is_integer(X) -> [P(X) andalso X | all(P)] after 0 -> [] end.
all_atoms() -> receive X when is_atom(X) -> [X | all_atoms()] after 0 -> [] end.
tuples() -> receive X when is_tuple(X) -> [X | tuples()]; F when is_function(F) -> tuples() after 0 -> [] end.
selective(N, Acc) when N > 12 -> Acc;
selective(N, Acc) -> receive {M, 0} when M > N -> selective(N + 1, [M | Acc]); {M, 1} when M rem 2 =:= 0 -> selective(N + 1, [{M} | Acc]) after 0 -> {none, N, Acc} end.
keyed(K) -> receive {K, V} -> {K, V} after 0 -> none end.
threshold(Min, Sum) -> receive N when N >= Min, Sum + N < 500 -> threshold(Min, Sum + N); N when N > 49 -> {stop, N, Sum} end.
nested() -> self() ! x, self() ! y, self() ! z, receive z -> receive x -> receive y -> [z, x, y] after 0 -> no_y end after 0 -> no_x end after 0 -> no_z end.
timeouts(L) -> [receive never -> ok after T -> {t, T} end || T <- L].
bad_timeout(T) -> self() ! stop_waiting, receive never -> ok; stop_waiting when T =:= (1 bsl 32) - 1 -> long after T -> out end.
guard_raises() -> left(), self() ! a, self() ! [], self() ! [1], receive X when hd(X) =:= 1 -> {found, X}; X when length(X) > 5 -> X after 0 -> none end.
in_args() -> self() ! 1, self() ! 2, {receive A -> A end, receive B -> B end, [receive C -> C after 0 -> none end]}.
in_comprehension() -> [self() ! N || N <- [3, 1, 2]], [receive N -> N * 10 end || N <- [1, 2, 3]].
in_try() -> self() ! bad, self() ! good, try receive good -> ok; bad -> throw(bad) end catch bad -> receive good -> after_bad end after self() ! from_after end.
server() ->
    P = spawn(fun() -> (fun Loop(S) -> receive {From, Ref, {add, N}} when is_integer(N) -> From ! {Ref, S + N}, Loop(S + N); {From, Ref, get} -> From ! {Ref, S}, Loop(S); {From, Ref, stop} -> From ! {Ref, stopped}; {From, Ref, _} -> From ! {Ref, what}, Loop(S) end end)(0) end),
    [begin R = make_ref(), P ! {self(), R, Q}, receive {R, A} -> A end end || Q <- [{add, 5}, get, {add, x}, {add, -7}, get, stop]].
priority() -> [self() ! {low, N} || N <- [1, 2]], [self() ! {high, N} || N <- [3, 4]], take().
take() -> receive {high, N} -> [N | take()] after 0 -> receive {low, N} -> [N | take()] after 0 -> [] end end.
refs(N) -> Rs = [make_ref() || _ <- lists:seq(1, N)], [self() ! {R, I} || {R, I} <- lists:zip(Rs, lists:seq(1, N))], [receive {R, I} -> I end || R <- lists:reverse(Rs)].
pinned(X) -> self() ! {6, a}, self() ! {5.0, b}, self() ! {5, c}, Y = receive {X, V} -> V end, receive {X, _} -> again; {Z, V2} when Z == X -> {Y, V2} after 0 -> none end.
only_after(T) -> A = erlang:monotonic_time(millisecond), receive after T -> erlang:monotonic_time(millisecond) - A >= T end.
binaries() -> left(), [self() ! <<N:16, "abc">> || N <- [1, 2, 3]], receive <<2:16, R/binary>> -> {R, receive <<N:16, _:16, C>> when N > 1 -> {N, C} end} end.
