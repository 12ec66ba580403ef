-module(proc_hibernate_forms).
-export([main/0, woken/2, loop/1]).
-include("shared/show.hrl").

woken(Me, Arg) -> Me ! {woken, Arg, get(kept), receive X -> X after 0 -> nothing end}, exit(bye).
loop(N) -> receive {next, From} -> From ! N, erlang:hibernate(?MODULE, loop, [N + 1]); stop -> ok end.

main() ->
    Me = self(),
    {P, R} = spawn_monitor(fun() -> put(kept, value), catch erlang:hibernate(?MODULE, woken, [Me, {big, lists:seq(1, 5)}]) end),
    receive after 10 -> ok end, ?T(process_info(P, status)), ?T(process_info(P, current_function)), ?T(process_info(P, catchlevel)), P ! message, ?T(receive M -> M after 500 -> none end), ?T(receive {'DOWN', R, _, _, W} -> W after 500 -> none end),
    calls(erlang, hibernate, [[1, f, []], [m, 1, []], [m, f, a], [m, f, [a | b]]]),
    L = spawn(?MODULE, loop, [0]), ?T([begin L ! {next, Me}, receive N -> N end end || _ <- lists:seq(1, 5)]), ?T(process_info(L, current_function)), L ! stop,
    {P2, R2} = spawn_monitor(fun() -> try erlang:hibernate(no_such_module, f, [1]) catch C:E -> exit({caught, C, E}) end end), receive after 5 -> ok end, P2 ! x, ?T(receive {'DOWN', R2, _, _, W2} -> case W2 of {undef, [{A, B, D, _} | Rest]} -> {undef, A, B, D, length(Rest)}; _ -> W2 end after 500 -> none end),
    {P3, R3} = spawn_monitor(fun() -> self() ! early, erlang:hibernate(?MODULE, woken, [Me, early]) end), ?T(receive M3 -> M3 after 500 -> none end), ?T(receive {'DOWN', R3, _, _, W3} -> W3 after 500 -> none end), ?T(is_process_alive(P3)).
