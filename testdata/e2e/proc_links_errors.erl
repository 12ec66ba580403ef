-module(proc_links_errors).
-export([main/0]).
-include("shared/show.hrl").

dead() -> {P, R} = spawn_monitor(fun() -> ok end), receive {'DOWN', R, _, _, _} -> P end.
get_one() -> receive M -> M after 300 -> none end.

main() ->
    D = dead(),
    calls(erlang, link, [[self()], [a], [make_ref()], [D]]),
    process_flag(trap_exit, true), ?T(link(D)), ?T(case get_one() of {'EXIT', D, W} -> W end), ?T(unlink(D)), calls(erlang, unlink, [[self()], [a], [1]]),
    calls(erlang, exit, [[self(), normal], [a, kill], [D, x], [make_ref(), x]]), ?T(get_one()), ?T(exit(self(), reason)), ?T(get_one()),
    calls(erlang, monitor, [[process, a], [process, D], [process, self()], [process, {a, node()}], [process, {a, b}], [process, 1], [process, {1, 2}], [bad, self()], [time_offset, clock_service], [time_offset, x], [port, a], [1, 2]]),
    flush(), calls(erlang, monitor, [[process, self(), []], [process, self(), [bad]], [process, self(), a], [process, D, [{tag, 'MY'}]], [process, nobody, [{alias, bad}]], [process, nobody, [{tag, {x, 1}}]], [process, self(), [{alias, explicit_unalias}]]]),
    ?T(flush()),
    calls(erlang, demonitor, [[a], [make_ref()], [self()]]), calls(erlang, demonitor, [[make_ref(), [info]], [make_ref(), [flush]], [make_ref(), [bad]], [make_ref(), a], [make_ref(), []], [make_ref(), [flush, info]], [a, []]]),
    R = monitor(process, D), ?T(demonitor(R, [flush])), ?T(get_one()), R2 = monitor(process, self()), ?T(demonitor(R2, [info])), ?T(demonitor(R2, [info])),
    Other = spawn(fun() -> receive stop -> ok end end), Me = self(), R3 = monitor(process, Other),
    spawn(fun() -> Me ! {other, catch demonitor(R3)} end), ?T(case get_one() of {other, {'EXIT', {X, _}}} -> X; Y -> Y end),
    link(Other), exit(Other, boom), ?T(case get_one() of {'DOWN', R3, process, Other, W1} -> {down, W1}; {'EXIT', Other, W2} -> {exit, W2} end), ?T(case get_one() of {'DOWN', R3, process, Other, W3} -> {down, W3}; {'EXIT', Other, W4} -> {exit, W4} end),
    calls(erlang, register, [[a_name, self()], [a_name, self()], [b_name, self()], [undefined, self()], [1, self()], [c, D], [c, a], [c, make_ref()]]),
    calls(erlang, whereis, [[none_such], [1], [undefined]]), ?T(whereis(a_name) =:= self()), ?T(lists:member(a_name, registered())), ?T(process_info(self(), registered_name)),
    calls(erlang, unregister, [[a_name], [a_name], [1], [undefined]]), ?T(process_info(self(), registered_name)), ?T(a_name ! x), ?T({a_name, node()} ! x), ?T({a_name, 1} ! x), ?T({1, node()} ! x), ?T("x" ! x), ?T(1 ! x), ?T(make_ref() ! x), ?T(D ! x),
    calls(erlang, send, [[D, x], [none_such, x], [1, x]]), calls(erlang, send, [[D, x, []], [D, x, [noconnect]], [D, x, [nosuspend]], [D, x, [bad]], [D, x, a], [none_such, x, []], [{none_such, node()}, x, [noconnect, nosuspend]]]),
    calls(erlang, send_nosuspend, [[D, x], [none_such, x]]), calls(erlang, send_nosuspend, [[D, x, []], [D, x, [a]]]),
    P1 = spawn_link(fun() -> receive never -> ok end end), ?T(exit(P1, kill)), ?T(case get_one() of {'EXIT', P1, W5} -> W5 end),
    P2 = spawn_link(fun() -> process_flag(trap_exit, true), Me ! ready, receive {'EXIT', F, W} -> exit({got, F =:= Me, W}) end end), receive ready -> ok end, ?T(exit(P2, normal)), ?T(case get_one() of {'EXIT', P2, W6} -> W6 end),
    P3 = spawn_link(fun() -> receive after 30 -> ok end end), ?T(exit(P3, normal)), ?T(case get_one() of {'EXIT', P3, W7} -> W7 end), ?T(is_process_alive(P3)).

flush() -> receive M -> [case M of {A, _, B, _, C} -> {A, B, C}; _ -> M end | flush()] after 50 -> [] end.
