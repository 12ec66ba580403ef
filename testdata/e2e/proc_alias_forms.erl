-module(proc_alias_forms).
-export([main/0]).
-include("shared/show.hrl").

get_all() -> receive M -> [show_term(M) | get_all()] after 20 -> [] end.

main() ->
    A = alias(), A ! one, ?T(get_all()), ?T(unalias(A)), ?T(unalias(A)), A ! two, ?T(get_all()),
    B = alias([reply]), B ! first, B ! second, ?T(get_all()), ?T(unalias(B)), C = alias([explicit_unalias]), C ! 1, C ! 2, ?T(get_all()), ?T(unalias(C)),
    calls(erlang, alias, [[a], [[bad]], [[reply, explicit_unalias]], [[reply | x]], [[]]]), calls(erlang, unalias, [[a], [make_ref()], [self()]]),
    [begin
         P = spawn(fun() -> receive {R, stop} -> R ! {R, reply}, ok; {R, crash} -> exit(crashed) after 500 -> ok end end),
         R = monitor(process, P, [{alias, Mode}]), R ! before_any, io:format("~w ~tp~n", [Mode, get_all()]),
         P ! {R, stop}, io:format("~w ~tp~n", [Mode, get_all()]), R ! after_down, io:format("~w ~tp~n", [Mode, get_all()]), io:format("~w ~w~n", [Mode, unalias(R)]), R ! last, io:format("~w ~tp~n", [Mode, get_all()])
     end || Mode <- [explicit_unalias, demonitor, reply_demonitor]],
    [begin
         P = spawn(fun() -> receive never -> ok end end),
         R = monitor(process, P, [{alias, Mode}]), ?T(demonitor(R)), R ! x, io:format("~w ~tp~n", [Mode, get_all()]), exit(P, kill), io:format("~w ~tp ~w~n", [Mode, get_all(), unalias(R)])
     end || Mode <- [explicit_unalias, demonitor, reply_demonitor]],
    Me = self(), D = alias(), spawn(fun() -> Me ! {unaliased, unalias(D)}, D ! from_other end), ?T(get_all()), unalias(D),
    {P4, R4} = spawn_opt(fun() -> receive {go, Ref} -> Ref ! {Ref, hello}, Ref ! {Ref, again} end end, [{monitor, [{alias, reply_demonitor}]}]), P4 ! {go, R4}, ?T(get_all()),
    {P5, R5} = spawn_opt(fun() -> exit(out) end, [{monitor, [{tag, own_tag}, {alias, explicit_unalias}]}]), ?T(is_pid(P5)), ?T(get_all()), R5 ! still, ?T(get_all()), ?T(unalias(R5)),
    E = alias([reply]), ?T(show_outcome(fun() -> erlang:send_after(5, E, timer_message) end)), E ! one_reply, ?T(get_all()), E ! more, ?T(get_all()), ?T(erlang:send(alias(), x, [noconnect])), ?T(get_all()),
    F = alias(), {Q, QR} = spawn_monitor(fun() -> F ! {self(), in} end), receive {'DOWN', QR, process, Q, normal} -> ok end, ?T(get_all()), ?T(process_info(self(), message_queue_len)).
