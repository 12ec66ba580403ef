-module(proc_monitor).
-export([main/0]).

main() ->
    [begin {P, R} = spawn_monitor(F), p(receive {'DOWN', R, process, P, Why} -> Why after 1000 -> none end) end
     || F <- [fun() -> ok end, fun() -> exit(x) end, fun() -> exit({y, 1}) end, fun() -> exit(shutdown) end, fun() -> exit(self(), kill), receive after infinity -> ok end end]],
    Dead = spawn(fun() -> ok end), wait_dead(Dead), R1 = monitor(process, Dead), p(down(R1)),
    R2 = monitor(process, not_registered), p(receive {'DOWN', R2, process, {Name, _}, W2} -> {Name, W2} after 100 -> none end),
    P3 = spawn(fun() -> receive stop -> exit(done) end end), R3 = monitor(process, P3), R3b = monitor(process, P3), p(R3 =:= R3b),
    p(demonitor(R3)), P3 ! stop, p(down(R3b)), p(down(R3)),
    P4 = spawn(fun() -> ok end), R4 = monitor(process, P4), wait_dead(P4), p(demonitor(R4, [flush])), p(down(R4)), p(demonitor(R4, [info])),
    P5 = spawn(fun() -> receive stop -> ok end end), register(named, P5), R5 = monitor(process, named), P5 ! stop, p(receive {'DOWN', R5, process, {named, N}, W5} when N =:= node() -> W5 after 500 -> none end),
    Many = [spawn_monitor(fun() -> exit(I) end) || I <- lists:seq(1, 50)], p(lists:sum([receive {'DOWN', R, process, P, I} -> I end || {P, R} <- Many])),
    P6 = spawn(fun() -> receive stop -> ok end end), R6 = monitor(process, P6, [{tag, my_tag}]), P6 ! stop, p(receive {my_tag, R6, process, P6, W6} -> {tagged, W6} after 500 -> none end),
    R7 = monitor(process, self()), p(is_reference(R7)), p(demonitor(make_ref_like(R7))),
    p(call(fun() -> answer end)), p(call(fun() -> exit(no_answer) end)), p(catch demonitor(x)).

make_ref_like(R) -> R.

call(F) ->
    S = self(),
    {P, R} = spawn_monitor(fun() -> V = F(), S ! {reply, V} end),
    receive {reply, V} -> demonitor(R, [flush]), {ok, V}; {'DOWN', R, process, P, W} -> {error, W} end.

down(R) -> receive {'DOWN', R, process, _, W} -> {down, W} after 30 -> none end.
wait_dead(P) -> case is_process_alive(P) of true -> receive after 1 -> ok end, wait_dead(P); false -> ok end.
p({'EXIT', {R, [{_, _, _, _} | _]}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
