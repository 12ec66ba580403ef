-module(proc_suspend).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Me = self(),
    P = spawn(fun() -> loop(Me) end),
    P ! a, ?T(one()), ?T(erlang:suspend_process(P)), P ! b, ?T(one()), ?T(process_info(P, status)), ?T(process_info(self(), suspending) =:= {suspending, [{P, 1, 0}]}), ?T(erlang:suspend_process(P)), ?T(process_info(self(), suspending) =:= {suspending, [{P, 2, 0}]}), ?T(erlang:resume_process(P)), ?T(one()), ?T(erlang:resume_process(P)), ?T(one()), ?T(erlang:resume_process(P)),
    ?T(erlang:suspend_process(P, [unless_suspending])), ?T(erlang:suspend_process(P, [unless_suspending])), ?T(erlang:resume_process(P)), ?T(erlang:suspend_process(P, [asynchronous])), P ! c, ?T(one()), ?T(erlang:resume_process(P)), ?T(one()), ?T(erlang:suspend_process(P, [{asynchronous, tagged}])), ?T(one()), ?T(erlang:resume_process(P)),
    calls(erlang, suspend_process, [[a], [self()], [make_ref()]]), calls(erlang, suspend_process, [[P, [bad]], [P, a], [a, []], [self(), []]]), calls(erlang, resume_process, [[a], [self()], [P]]),
    S = spawn(fun() -> Me ! {suspended, erlang:suspend_process(P)}, receive stop -> ok end end), ?T(one()), P ! d, ?T(one()), S ! stop, ?T(one()), ?T(process_info(P, status)),
    ?T(erlang:suspend_process(P)), exit(P, kill), ?T(begin receive after 10 -> ok end, is_process_alive(P) end), ?T(erlang:suspend_process(P)), ?T(erlang:resume_process(P)).

loop(Me) -> receive X -> Me ! {echo, X}, loop(Me) end.
one() -> receive M -> show_term(M) after 30 -> none end.
