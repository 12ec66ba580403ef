%% A token goes round a ring of processes.
%% tools/seabeam run examples/ring.erl -- 1000 100
-module(ring).
-export([main/1]).

main([]) -> main(["1000", "100"]);
main([Processes, Rounds]) ->
    N = list_to_integer(Processes),
    M = list_to_integer(Rounds),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> member(Next) end) end, self(), lists:seq(1, N)),
    Start = erlang:monotonic_time(millisecond),
    Hops = go(First, M, 0),
    Time = erlang:monotonic_time(millisecond) - Start,
    io:format("~p messages through ~p processes~n", [Hops, N]),
    io:format(standard_error, "~p ms~n", [Time]).

go(First, 0, Hops) ->
    First ! stop,
    receive stop -> Hops end;
go(First, Rounds, Hops) ->
    First ! {token, 1},
    receive {token, N} -> go(First, Rounds - 1, Hops + N) end.

member(Next) ->
    receive
        {token, N} -> Next ! {token, N + 1}, member(Next);
        stop -> Next ! stop
    end.
