-module(proc_exit_signals).
-export([main/0]).

%% What arrives for each way to end a process, with and without trapping.
main() ->
    Reasons = [normal, shutdown, {shutdown, x}, kill, killed, other, {a, b}],
    [io:format("~p: exit/1 ~p, signal ~p, trapped ~p, linked ~p~n", [R, by_exit(R), by_signal(R), trapped(R), linked(R)]) || R <- Reasons],
    io:format("~p~n", [alias_test()]), io:format("~p~n", [order()]), io:format("~p~n", [last_words()]).

by_exit(R) -> {P, M} = spawn_monitor(fun() -> exit(R) end), down(P, M).
by_signal(R) -> {P, M} = spawn_monitor(fun() -> receive stop -> ok after 30 -> survived end end), exit(P, R), down(P, M).
trapped(R) -> S = self(), {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, true), S ! ready, receive {'EXIT', _, W} -> exit({got, W}) end end), receive ready -> ok end, exit(P, R), down(P, M).
linked(R) -> {P, M} = spawn_monitor(fun() -> spawn_link(fun() -> exit(R) end), receive stop -> ok after 30 -> exit(survived) end end), down(P, M).

alias_test() ->
    A = alias(), S = self(),
    spawn(fun() -> A ! {via_alias, 1}, S ! done end), receive done -> ok end,
    V = receive {via_alias, N} -> N after 100 -> none end,
    U = unalias(A), A ! lost, {V, U, receive lost -> arrived after 20 -> dropped end}.

order() ->
    S = self(), P = spawn(fun() -> [S ! N || N <- lists:seq(1, 100)], exit(done) end), M = monitor(process, P),
    L = [receive N when is_integer(N) -> N end || _ <- lists:seq(1, 100)], {L =:= lists:seq(1, 100), down(P, M)}.

last_words() -> S = self(), {P, M} = spawn_monitor(fun() -> try receive stop -> ok end after S ! cleaned end end), P ! stop, W = down(P, M), {W, receive cleaned -> yes after 10 -> no end}.

down(P, M) -> receive {'DOWN', M, process, P, W} -> W after 1000 -> none end.
