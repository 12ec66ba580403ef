%% How processes end: what links, monitors and traps see, for each reason and each way to send it.
-module(proc_exit_order).
-export([main/0]).

main() ->
    process_flag(trap_exit, true), logger:set_primary_config(level, none),
    [p({R, linked(fun() -> exit(R) end), monitored(fun() -> exit(R) end)}) || R <- [normal, shutdown, {shutdown, x}, kill, killed, other]],
    [p({W, shape(linked(F))}) || {W, F} <- [{error, fun() -> error(oops) end}, {throw, fun() -> throw(ball) end}, {badmatch, fun() -> 1 = id(2) end}, {undef, fun() -> nomod:nofun(1) end}, {value, fun() -> done end}]],
    [p({R, T, sent(R, T)}) || R <- [normal, shutdown, kill, other], T <- [false, true]], p(self_exit(normal)), p(self_exit(other)), p(chain(3)), p(dead_link()), p(dead_monitor()), p(unlink_in_time()), p(demonitor_flush()),
    p(kill_chain()), p(monitor_name()), p(two_monitors()), p(spawn_monitor_down()), p(link_self()), p(exit_in_handler()), p(trap_late()), p(exit_while_waiting()), p(group_leader() =:= leader_of_child()), p(flush()).

p(X) -> io:format("~w~n", [X]).
id(X) -> X.
flush() -> receive M -> [M | flush()] after 5 -> [] end.
linked(F) -> P = spawn_link(F), receive {'EXIT', P, R} -> R end.
monitored(F) -> {P, M} = spawn_monitor(F), receive {'DOWN', M, process, P, R} -> R end.
shape({R, [{M, F, A, _} | _]}) -> {R, {M, F, A}, trace} ;
shape(R) -> R.
sent(R, Trap) ->
    S = self(), {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, Trap), S ! ready, receive {'EXIT', _, X} -> exit({got, X}); stop -> exit(stopped) end end),
    receive ready -> ok end, exit(P, R), P ! stop, receive {'DOWN', M, process, P, Why} -> Why end.
self_exit(R) -> {_, M} = spawn_monitor(fun() -> exit(self(), R), receive after 10 -> exit(lived) end end), receive {'DOWN', M, _, _, W} -> W end.
chain(N) -> S = self(), P = spawn(fun() -> process_flag(trap_exit, true), link_down(N, S), receive {'EXIT', _, R} -> S ! {end_of_chain, R} end end), receive {end_of_chain, R} -> {is_pid(P), R} end.
link_down(0, S) -> spawn_link(fun() -> S ! bottom, exit(from_the_bottom) end), receive bottom -> ok end;
link_down(N, S) -> spawn_link(fun() -> link_down(N - 1, S), receive never -> ok end end).
dead_link() -> P = spawn(fun() -> ok end), wait(P), R = (catch link(P)), {R, receive {'EXIT', P, W} -> W after 50 -> none end}.
dead_monitor() -> P = spawn(fun() -> ok end), wait(P), M = monitor(process, P), receive {'DOWN', M, process, P, W} -> W end.
wait(P) -> case is_process_alive(P) of true -> receive after 1 -> wait(P) end; false -> ok end.
unlink_in_time() -> P = spawn_link(fun() -> receive go -> exit(bad) end end), unlink(P), M = monitor(process, P), P ! go, receive {'DOWN', M, _, _, W} -> {W, receive {'EXIT', P, _} -> told after 0 -> untold end} end.
demonitor_flush() -> {P, M} = spawn_monitor(fun() -> ok end), wait(P), {demonitor(M, [flush]), demonitor(M, [info]), receive {'DOWN', M, _, _, _} -> told after 0 -> untold end}.
kill_chain() -> S = self(), P = spawn(fun() -> spawn_link(fun() -> process_flag(trap_exit, true), S ! up, receive {'EXIT', _, R} -> S ! {child_saw, R} end end), receive never -> ok end end), receive up -> ok end, exit(P, kill), receive {child_saw, R} -> R end.
monitor_name() -> P = spawn(fun() -> receive stop -> exit(bye) end end), register(named_one, P), M = monitor(process, named_one), named_one ! stop, receive {'DOWN', M, process, {N, _}, W} -> {N, W} end.
two_monitors() -> P = spawn(fun() -> receive stop -> ok end end), Ms = [monitor(process, P) || _ <- [1, 2]], P ! stop, [receive {'DOWN', M, _, _, W} -> W end || M <- lists:reverse(Ms)].
spawn_monitor_down() -> {P, M} = spawn_opt(fun() -> exit({data, [1, 2.0, <<"b">>, #{k => v}]}) end, [monitor]), receive {'DOWN', M, process, P, W} -> W end.
link_self() -> link(self()), unlink(self()).
exit_in_handler() -> monitored(fun() -> try error(a) catch error:a -> exit(from_handler) after put(x, 1) end end).
trap_late() -> {P, M} = spawn_monitor(fun() -> receive go -> process_flag(trap_exit, true) end, receive {'EXIT', _, R} -> exit({trapped, R}) end end), P ! go, receive after 5 -> ok end, exit(P, soft), receive {'DOWN', M, _, _, W} -> W end.
exit_while_waiting() -> {P, M} = spawn_monitor(fun() -> receive never -> ok after 100000 -> ok end end), receive after 5 -> ok end, exit(P, now), receive {'DOWN', M, _, _, W} -> W end.
leader_of_child() -> S = self(), spawn(fun() -> S ! {gl, group_leader()} end), receive {gl, G} -> G end.
