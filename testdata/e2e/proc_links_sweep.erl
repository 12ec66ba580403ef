%% Links and monitors between processes that end in every way: who hears what, with and without trapping, linked both ways, twice,
%% unlinked late, monitored by name, before and after the end.
-module(proc_links_sweep).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    process_flag(trap_exit, true),
    Reasons = [normal, kill, killed, shutdown, {shutdown, x}, other, {nested, [1, "two"]}, noproc, 5, []],
    Enders = [{exit_self, fun(R) -> exit(R) end}, {error_self, fun(R) -> error(R) end}, {throw_self, fun(R) -> throw(R) end}, {exit_signal, fun(R) -> exit(self(), R), receive after 20 -> survived end end}, {return, fun(R) -> R end}, {trapped, fun(R) -> process_flag(trap_exit, true), exit(self(), R), receive {'EXIT', _, X} -> exit({got, X}) after 50 -> exit(nothing) end end}],
    [io:format("~w ~0tp: ~0tp~n", [Name, R, ended(fun() -> F(R) end)]) || {Name, F} <- Enders, R <- Reasons],
    [io:format("from outside ~0tp: ~0tp~n", [R, [outside(R, Trap) || Trap <- [false, true]]]) || R <- Reasons],
    [io:format("chain ~0tp: ~0tp~n", [R, chain(5, R)]) || R <- [normal, kill, shutdown, crash]],
    ?T(twice_linked()), ?T(unlinked()), ?T(unlink_flushed()), ?T(link_dead()), ?T(link_self()), ?T(monitor_dead()), ?T(monitor_name()), ?T(monitor_name_late()), ?T(monitor_many(5)), ?T(demonitor_flush()), ?T(demonitor_info()), ?T(demonitor_other()), ?T(monitor_self()), ?T(star(20)), ?T(trap_toggle()), ?T(spawn_link_dead()), ?T(spawn_monitor_fun()), ?T(exit_twice()), ?T(kill_in_cleanup()), ?T(messages_before_down()), ?T(process_info_links()), ?T(demonitor(make_ref())), ?T(demonitor(make_ref(), [flush, info])), ?T(demonitor(x)), ?T(demonitor(make_ref(), [bad])), ?T(demonitor(make_ref(), [flush | x])), ?T(link(x)), ?T(unlink(x)), ?T(unlink(self())), ?T(monitor(process, x)), ?T(monitor(process, {x, y, z})), ?T(monitor(bad, self())), ?T(monitor(port, self())), ?T(exit(x, y)), ?T(exit(self(), normal)), ?T(left()).

ended(F) ->
    {P, M} = spawn_opt(F, [link, monitor]),
    Exit = receive {'EXIT', P, R} -> what(R) after 2000 -> none end,
    Down = receive {'DOWN', M, process, P, R2} -> what(R2) after 2000 -> none end,
    {Exit, Down}.
what({R, [{_, _, _, _} | _]}) -> {R, stack};
what(R) -> R.
outside(R, Trap) ->
    S = self(), {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, Trap), S ! ready, receive {'EXIT', S, X} -> exit({trapped, X}); go -> exit(survived) end end),
    receive ready -> ok end, exit(P, R), P ! go, receive {'DOWN', M, _, _, W} -> W end.
chain(N, R) ->
    S = self(), {P, M} = spawn_monitor(fun() -> links(N, S, R) end),
    Down = receive {'DOWN', M, _, P, W} -> W after 2000 -> none end, {Down, lists:sort([X || {chain, _, _} = X <- left()])}.
links(0, S, R) -> S ! {chain, 0, bottom}, exit(R);
links(N, S, R) -> Q = spawn_link(fun() -> links(N - 1, S, R) end), process_flag(trap_exit, N rem 2 =:= 0), receive {'EXIT', Q, X} -> S ! {chain, N, X}, exit({via, N, X}) after 100 -> exit(alone) end.
twice_linked() -> P = spawn_link(fun() -> receive stop -> exit(bye) end end), link(P), link(P), P ! stop, R = receive {'EXIT', P, X} -> X end, {R, left()}.
unlinked() -> P = spawn_link(fun() -> receive stop -> exit(bye) end end), M = monitor(process, P), unlink(P), P ! stop, receive {'DOWN', M, _, _, R} -> {R, left()} end.
unlink_flushed() -> P = spawn_link(fun() -> exit(quick) end), M = monitor(process, P), receive {'DOWN', M, _, _, _} -> ok end, unlink(P), receive {'EXIT', P, R} -> {still, R} after 10 -> none end.
link_dead() -> {P, M} = spawn_monitor(fun() -> ok end), receive {'DOWN', M, _, _, _} -> ok end, R = link(P), {R, receive {'EXIT', P, X} -> X after 100 -> none end}.
link_self() -> {link(self()), unlink(self()), process_info(self(), links)}.
monitor_dead() -> {P, M} = spawn_monitor(fun() -> ok end), receive {'DOWN', M, _, _, _} -> ok end, M2 = monitor(process, P), receive {'DOWN', M2, process, P, R} -> R after 100 -> none end.
monitor_name() -> P = spawn(fun() -> receive stop -> exit(named) end end), register(zz_named, P), M = monitor(process, zz_named), M2 = monitor(process, {zz_named, node()}), zz_named ! stop, [receive {'DOWN', X, process, Who, R} -> {Who =:= {zz_named, node()}, R} end || X <- [M, M2]].
monitor_name_late() -> M = monitor(process, zz_nobody), receive {'DOWN', M, process, Who, R} -> {Who, R} after 100 -> none end.
monitor_many(N) -> P = spawn(fun() -> receive stop -> ok end end), Ms = [monitor(process, P) || _ <- lists:seq(1, N)], {_, Mine} = process_info(P, monitored_by), P ! stop, {length(Mine), length([receive {'DOWN', M, _, _, normal} -> M end || M <- lists:reverse(Ms)])}.
demonitor_flush() -> {P, M} = spawn_monitor(fun() -> ok end), wait_dead(P), R = demonitor(M, [flush]), {R, left()}.
demonitor_info() -> {P, M} = spawn_monitor(fun() -> receive stop -> ok end end), A = demonitor(M, [info]), B = demonitor(M, [info]), exit(P, kill), {P2, M2} = spawn_monitor(fun() -> ok end), wait_dead(P2), C = demonitor(M2, [info]), D = receive {'DOWN', M2, _, _, _} -> down after 10 -> none end, {P3, M3} = spawn_monitor(fun() -> ok end), wait_dead(P3), E = demonitor(M3, [flush, info]), {A, B, C, D, E}.
demonitor_other() -> S = self(), spawn(fun() -> S ! {m, monitor(process, S)}, receive after 30 -> ok end end), receive {m, M} -> show_outcome(fun() -> demonitor(M) end) end.
monitor_self() -> M = monitor(process, self()), {is_reference(M), element(2, process_info(self(), monitors)), demonitor(M)}.
star(N) -> S = self(), Hub = spawn(fun() -> process_flag(trap_exit, true), Ps = [spawn_link(fun() -> receive X -> exit(X) end end) || _ <- lists:seq(1, N)], [P ! {I, stop} || {I, P} <- lists:zip(lists:seq(1, N), Ps)], S ! {hub, lists:sort([receive {'EXIT', P, R} -> R end || P <- Ps])} end), receive {hub, L} -> {is_pid(Hub), length(L), hd(L)} end.
trap_toggle() -> S = self(), {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, true), S ! ready, receive go -> ok end, process_flag(trap_exit, false), S ! {info, element(2, process_info(self(), message_queue_len))}, receive after 50 -> ok end end), receive ready -> ok end, exit(P, first), P ! go, N = receive {info, X} -> X end, exit(P, second), receive {'DOWN', M, _, _, R} -> {N, R} end.
spawn_link_dead() -> P = spawn_link(no_such_module, f, []), receive {'EXIT', P, {undef, [{no_such_module, f, [], _}]}} -> undef after 1000 -> none end.
spawn_monitor_fun() -> [begin {_, M} = spawn_monitor(F), receive {'DOWN', M, process, _, R} -> what(R) end end || F <- [fun() -> x end, fun() -> exit(y) end, fun() -> 1 = id(2) end, fun erlang:self/0, fun ?MODULE:no_such/0]].
exit_twice() -> S = self(), {P, M} = spawn_monitor(fun() -> process_flag(trap_exit, true), S ! ready, receive after infinity -> ok end end), receive ready -> ok end, exit(P, a), exit(P, b), exit(P, kill), exit(P, c), receive {'DOWN', M, _, _, R} -> R end.
kill_in_cleanup() -> S = self(), {P, M} = spawn_monitor(fun() -> try S ! ready, receive after infinity -> ok end after S ! cleaned end end), receive ready -> ok end, exit(P, stop), receive {'DOWN', M, _, _, R} -> {R, left()} end.
messages_before_down() -> S = self(), {_, M} = spawn_monitor(fun() -> [S ! {n, I} || I <- [1, 2, 3]], exit(done) end), [receive {n, I} -> I; {'DOWN', M, _, _, R} -> R end || _ <- [1, 2, 3, 4]].
process_info_links() -> P = spawn_link(fun() -> receive stop -> ok end end), {links, A} = process_info(self(), links), {links, B} = process_info(P, links), M = monitor(process, P), {monitors, C} = process_info(self(), monitors), {monitored_by, D} = process_info(P, monitored_by), demonitor(M), unlink(P), P ! stop, {A =:= [P], B =:= [self()], C =:= [{process, P}], D =:= [self()], process_info(self(), links), process_info(self(), monitors)}.
id(X) -> X.
wait_dead(P) -> case is_process_alive(P) of true -> erlang:yield(), wait_dead(P); false -> receive after 5 -> ok end end.
left() -> receive M -> [M | left()] after 20 -> [] end.
