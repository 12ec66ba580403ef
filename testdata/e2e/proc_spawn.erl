-module(proc_spawn).
-export([main/0, child/2, echo/0]).

main() ->
    Self = self(),
    P1 = spawn(fun() -> Self ! {fun_child, 1} end), wait(),
    P2 = spawn(?MODULE, child, [Self, two]), wait(),
    io:format("~w~n", [[is_pid(P) || P <- [P1, P2, Self]]]),
    io:format("~w ~w~n", [P1 =:= P2, is_process_alive(Self)]),
    Ps = [spawn(fun() -> Self ! {n, N, N * N} end) || N <- lists:seq(1, 20)],
    io:format("~w ~w~n", [length(lists:usort(Ps)), lists:sort([receive {n, A, B} -> {A, B} end || _ <- Ps])]),
    E = spawn(?MODULE, echo, []),
    E ! {Self, hello}, wait(), E ! {Self, {a, [b, <<"c">>, 1.5, 1 bsl 70, #{k => v}]}}, wait(), E ! stop,
    io:format("~w~n", [collect(3, fun() -> Self ! {done, x} end)]),
    io:format("~w~n", [fan(100)]),
    io:format("~w~n", [Self =:= self()]),
    {P, Ref} = spawn_monitor(fun() -> exit(finished) end),
    receive {'DOWN', Ref, process, P, R} -> io:format("down ~w~n", [R]) end,
    io:format("~w~n", [is_process_alive(P)]).

child(To, What) -> To ! {child, What}.

echo() ->
    receive
        {From, Msg} -> From ! {echo, Msg}, echo();
        stop -> ok
    end.

wait() -> receive M -> io:format("got ~w~n", [M]) after 1000 -> io:format("timeout~n") end.

collect(0, _) -> [];
collect(N, F) -> spawn(F), receive {done, X} -> [X | collect(N - 1, F)] end.

fan(N) ->
    Self = self(),
    Refs = [begin R = make_ref(), spawn(fun() -> Self ! {R, I} end), R end || I <- lists:seq(1, N)],
    lists:sum([receive {R, I} -> I end || R <- Refs]).
