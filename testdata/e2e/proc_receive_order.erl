%% Selective receive: order of what is left, references, nesting, timeouts that are reached or not, priorities by hand.
-module(proc_receive_order).
-export([main/0]).

main() ->
    S = self(), [S ! X || X <- [{a, 1}, {b, 2}, {a, 3}, c, {b, 4}, {a, 5}]],
    p([take(b), take(a), take(b), take(a), take(c), take(a), take(a)]), [S ! {n, X} || X <- lists:seq(1, 10)],
    p([even(), even(), any(), any(), even()]), p(flush()), [S ! X || X <- [3, 1, 2, x]], p(smallest()), p(flush()),
    p(call(server(), {add, 2})), p([call(server(), Q) || Q <- [{add, 5}, get, {add, 1}, crash]]), p(nested()), p(timeouts()), p(priority()), p(guards()), p(many(500)), p(match_bound(make_ref())),
    p(after_expr(2)), p(in_try()), p(in_fun()), p(loop_receive(200, [])), p(pingpong(100)), p(chain(20)), p(flush()), p(binaries()), p(big_box()).

p(X) -> io:format("~w~n", [X]).
take(T) -> receive {T, N} -> {T, N}; T -> T after 0 -> none end.
even() -> receive {n, X} when X rem 2 =:= 0 -> X after 0 -> none end.
any() -> receive {n, X} -> X end.
flush() -> receive M -> [M | flush()] after 0 -> [] end.
smallest() -> receive 1 -> one after 0 -> none end.
server() -> case whereis(recv_server) of undefined -> P = spawn(fun() -> serve(0) end), register(recv_server, P), P; P -> P end.
serve(N) -> receive {From, R, {add, X}} -> From ! {R, N + X}, serve(N + X); {From, R, get} -> From ! {R, N}, serve(N); {_, _, crash} -> exit(normal) end.
call(P, Q) -> R = monitor(process, P), P ! {self(), R, Q}, receive {R, V} -> demonitor(R, [flush]), V; {'DOWN', R, _, _, Why} -> {down, Why} end.
nested() -> S = self(), [S ! X || X <- [inner, outer, inner2]], receive outer -> receive inner2 -> receive inner -> all end end end.
timeouts() -> S = self(), T = [receive never -> x after D -> D end || D <- [0, 1, 2]], erlang:send_after(5, S, soon), {T, receive soon -> soon after 1000 -> late end, receive X -> X after 0 -> empty end}.
priority() -> S = self(), [S ! X || X <- [{low, 1}, {high, 2}, {low, 3}, {high, 4}]], prio([]).
prio(A) -> receive {high, X} -> prio([X | A]) after 0 -> receive {low, X} -> prio([X | A]) after 0 -> lists:reverse(A) end end.
guards() -> S = self(), [S ! X || X <- [a, 1, "l", <<"b">>, {t}, 2.5, #{m => 1}]], A = receive X when is_map(X) -> X end, B = receive Y when is_float(Y); is_binary(Y) -> Y end, C = receive #{} -> no; [_ | _] = Z -> Z end, D = receive T when tuple_size(T) =:= 1 -> T end, {A, B, C, D, flush()}.
many(N) -> S = self(), [S ! {i, X} || X <- lists:seq(1, N)], [receive {i, X} -> ok end || X <- lists:seq(N, 1, -1)], flush().
match_bound(R) -> self() ! {make_ref(), no}, self() ! {R, yes}, V = receive {R, X} -> X end, {V, length(flush())}.
after_expr(N) -> receive never -> 1 after N * 2 - 3 -> {waited, N} end.
in_try() -> try receive x -> y after 1 -> throw(timeout) end catch throw:timeout -> self() ! left after self() ! cleaned end, flush().
in_fun() -> F = fun G(0) -> []; G(N) -> receive {v, N} -> [N | G(N - 1)] end end, [self() ! {v, I} || I <- [1, 2, 3]], F(3).
loop_receive(0, A) -> {length(A), lists:sum(A)};
loop_receive(N, A) -> self() ! N, receive X when X =:= N -> loop_receive(N - 1, [X | A]) end.
pingpong(N) -> S = self(), P = spawn_link(fun() -> pong(S) end), [begin P ! {ping, I}, receive {pong, I} -> ok end end || I <- lists:seq(1, N)], P ! stop, receive {stopped, C} -> C end.
pong(S) -> pong(S, 0).
pong(S, C) -> receive {ping, I} -> S ! {pong, I}, pong(S, C + 1); stop -> S ! {stopped, C} end.
chain(N) -> S = self(), L = lists:foldl(fun(_, Next) -> spawn(fun() -> receive X -> Next ! X + 1 end end) end, S, lists:seq(1, N)), L ! 0, receive V -> V end.
binaries() -> S = self(), B = binary:copy(<<"z">>, 1000), spawn(fun() -> <<_:500/binary, R/binary>> = B, S ! {R, byte_size(B)} end), receive {R, Z} -> {byte_size(R), Z, R =:= binary:part(B, 500, 500)} end.
big_box() -> S = self(), [spawn(fun() -> [S ! {K, I} || I <- lists:seq(1, 50)], S ! {done, K} end) || K <- [a, b, c]], [receive {done, K} -> ok end || K <- [c, b, a]], [lists:sum([receive {K, I} -> I end || _ <- lists:seq(1, 50)]) || K <- [b, a, c]].
