-module(proc_links).
-export([main/0]).

main() ->
    process_flag(trap_exit, true), Self = self(),
    [begin P = spawn_link(F), io:format("~p: ~p~n", [N, receive {'EXIT', P, R} -> strip(R) after 1000 -> none end]) end
     || {N, F} <- [{normal, fun() -> ok end}, {exit, fun() -> exit(reason) end}, {exit_normal, fun() -> exit(normal) end}, {kill_self, fun() -> exit(self(), kill), receive after infinity -> ok end end},
                   {shutdown, fun() -> exit(shutdown) end}, {tuple, fun() -> exit({a, [b]}) end}, {throwing, fun() -> exit(try throw(x) catch T -> {caught, T} end) end}]],
    P1 = spawn_link(fun() -> receive stop -> ok end end), exit(P1, because), p(recv()),
    P2 = spawn_link(fun() -> process_flag(trap_exit, true), receive {'EXIT', Self, R} -> exit({saw, R}) end end), yield(5), exit(P2, polite), p(recv()),
    P3 = spawn_link(fun() -> process_flag(trap_exit, true), receive _ -> ok end end), yield(5), exit(P3, kill), p(recv()),
    P4 = spawn_link(fun() -> receive stop -> exit(stopped) end end), unlink(P4), P4 ! stop, p(recv()),
    %% A chain: the last one dies and takes the others along.
    spawn(fun() -> chain(5, Self) end), p(lists:sort([receive {dead, N} -> N after 1000 -> lost end || N <- lists:seq(1, 5)])),
    P5 = spawn(fun() -> ok end), yield(5), p(catch link(P5)), p(recv()),
    P6 = spawn(fun() -> receive go -> ok end end), link(P6), p(lists:member(P6, element(2, process_info(Self, links)))), P6 ! go, p(recv()),
    exit(self(), to_myself), p(recv()), exit(self(), normal), p(recv()),
    P7 = spawn(fun() -> receive stop -> ok end end), exit(P7, normal), yield(5), p(is_process_alive(P7)), exit(P7, kill), yield(5), p(is_process_alive(P7)),
    process_flag(trap_exit, false), p(process_flag(trap_exit, false)).

chain(0, _) -> exit(chained);
chain(N, Main) ->
    process_flag(trap_exit, N rem 2 =:= 1),
    {P, _} = {spawn_link(fun() -> chain(N - 1, Main) end), N},
    spawn(fun() -> R = monitor(process, P), receive {'DOWN', R, _, _, _} -> Main ! {dead, N} end end),
    receive {'EXIT', P, Reason} -> exit(Reason) end.

recv() -> receive {'EXIT', _, R} -> {exited, R} after 50 -> nothing end.
strip({R, S}) when is_list(S) -> R;
strip(R) -> R.
yield(0) -> ok;
yield(N) -> erlang:yield(), receive after 1 -> ok end, yield(N - 1).
p(X) -> io:format("~p~n", [X]).
