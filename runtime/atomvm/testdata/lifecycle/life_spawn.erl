%% Ten thousand processes come and go: one after the other, all at once, linked, monitored.
-module(life_spawn).
-export([main/0]).

main() ->
    Before = length(processes()),
    erlang:display(one_by_one(10000, 0)),
    erlang:display(at_once(10000)),
    process_flag(trap_exit, true),
    erlang:display(linked(1000)),
    erlang:display(monitored(1000)),
    erlang:display(length(processes()) - Before),
    ok.

one_by_one(0, Sum) -> Sum;
one_by_one(N, Sum) ->
    Self = self(),
    P = spawn(fun() -> Self ! {self(), N} end),
    receive {P, V} -> one_by_one(N - 1, Sum + V) end.

at_once(N) ->
    Self = self(),
    Pids = [spawn(fun() -> receive go -> Self ! {done, I} end end) || I <- lists:seq(1, N)],
    [P ! go || P <- Pids],
    sum(N, 0).
sum(0, Sum) -> Sum;
sum(N, Sum) -> receive {done, I} -> sum(N - 1, Sum + I) end.

linked(N) ->
    Pids = [spawn_link(fun() -> exit({out, I}) end) || I <- lists:seq(1, N)],
    lists:sum([receive {'EXIT', P, {out, I}} -> I end || P <- Pids]).

monitored(N) ->
    Refs = [element(2, spawn_monitor(fun() -> exit(I) end)) || I <- lists:seq(1, N)],
    lists:sum([receive {'DOWN', R, process, _, I} -> I end || R <- Refs]).
