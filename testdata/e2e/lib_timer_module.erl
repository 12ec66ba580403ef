%% timer: calls and messages later and again, cancelling, kills and exits, what is told of bad arguments; the order of many timers.
-module(lib_timer_module).
-export([main/0, tell/2]).
-include("shared/show.hrl").

tell(To, X) -> To ! X.
got(N) -> [receive M -> M after 5000 -> missing end || _ <- lists:seq(1, N)].
nothing(Ms) -> receive M -> {unexpected, M} after Ms -> nothing end.
tag({ok, {Tag, _}}) -> {ok, Tag};
tag(Other) -> Other.

main() ->
    Me = self(),
    ?T(tag(timer:send_after(1, one))), ?T(got(1)), ?T(tag(timer:send_after(1, Me, two))), ?T(got(1)), ?T(tag(timer:apply_after(1, ?MODULE, tell, [Me, three]))), ?T(got(1)), ?T(tag(timer:apply_after(0, erlang, send, [Me, now]))), ?T(got(1)), ?T(tag(timer:send_after(0, zero))), ?T(got(1)),
    register(timer_main, Me), ?T(tag(timer:send_after(1, timer_main, by_name))), ?T(got(1)), ?T(tag(timer:send_after(1, nobody_here, lost))), ?T(tag(timer:send_after(1, {timer_main, node()}, by_node))), ?T(got(1)),
    {ok, R1} = timer:send_after(100000, never), ?T(timer:cancel(R1)), ?T(timer:cancel(R1)), {ok, R2} = timer:apply_after(100000, ?MODULE, tell, [Me, never]), ?T(timer:cancel(R2)), ?T(timer:cancel(nonsense)), ?T(timer:cancel({once, make_ref()})),
    {ok, I1} = timer:send_interval(3, tick), ?T(got(3)), ?T(timer:cancel(I1)), flush(), ?T(nothing(10)), {ok, I2} = timer:apply_interval(2, ?MODULE, tell, [Me, tock]), ?T(got(3)), ?T(timer:cancel(I2)), timer:sleep(10), flush(), ?T(nothing(10)), ?T(timer:cancel(I2)),
    P = spawn(fun() -> receive stop -> ok end end), M1 = monitor(process, P), ?T(tag(timer:exit_after(1, P, why))), ?T(receive {'DOWN', M1, _, _, W1} -> W1 after 5000 -> alive end), Q = spawn(fun() -> process_flag(trap_exit, true), receive stop -> ok end end), M2 = monitor(process, Q), ?T(tag(timer:kill_after(1, Q))), ?T(receive {'DOWN', M2, _, _, W2} -> W2 after 5000 -> alive end),
    %% An interval ends with who gets its messages.
    R = spawn(fun() -> {ok, _} = timer:send_interval(1, self(), go), receive go -> ok end end), M3 = monitor(process, R), ?T(receive {'DOWN', M3, _, _, W3} -> W3 after 5000 -> alive end),
    [{ok, _} = timer:send_after(T, {at, T}) || T <- [60, 20, 40, 0, 80]], ?T(got(5)), [erlang:send_after(T, Me, {erl, T}) || T <- [50, 10, 30]], ?T(got(3)), [{ok, _} = timer:send_after(5, {same, N}) || N <- lists:seq(1, 20)], ?T(lists:sort(got(20))),
    ?T(timer:sleep(0)), ?T(timer:sleep(1)), ?T(timer:sleep(-1)), ?T(timer:sleep(a)), {T1, V1} = timer:tc(fun() -> timer:sleep(5), v end), ?T({T1 >= 5000, V1}), {T2, V2} = timer:tc(fun(X) -> X * 2 end, [4]), ?T({T2 >= 0, V2}), {T3, V3} = timer:tc(lists, seq, [1, 3]), ?T({T3 >= 0, V3}),
    [?T(timer:F(A1, A2)) || F <- [send_after, send_interval], {A1, A2} <- [{-1, x}, {a, x}, {1.5, x}]], [?T(timer:apply_after(A, B, C, D)) || {A, B, C, D} <- [{-1, m, f, []}, {a, m, f, []}, {1, "m", f, []}, {1, m, 1, []}, {1, m, f, x}]], ?T(timer:apply_interval(-1, m, f, [])), ?T(timer:apply_interval(1, m, f, x)), ?T(timer:exit_after(-1, why)), ?T(timer:kill_after(a)), ?T(timer:send_after(1, 5, x)), ?T(timer:send_interval(1, nobody_here, x)), ?T(timer:start()), ?T(is_pid(whereis(timer_server))), ?T(proc_lib:translate_initial_call(whereis(timer_server))), ?T(gen_server:call(timer_server, nonsense)), ?T([timer:F(N) || F <- [seconds, minutes, hours], N <- [0, 1, 1.5]]), ?T(timer:hms(1, 2, 3)), ?T(timer:now_diff({2, 1, 5}, {1, 2, 3})), flush(), ?T(nothing(1)).

flush() -> receive _ -> flush() after 0 -> ok end.
