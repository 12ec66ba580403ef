%% Every program exports start/0, needs no other module, and prints the result of run/0 and the
%% time of each round in microseconds, as terms, one a line. There are four rounds, but none behind one that took two
%% seconds: code of one function for a label needs minutes for some programs.
-export([start/0]).

start() -> rounds(4).

rounds(0) -> ok;
rounds(N) ->
    T0 = erlang:monotonic_time(microsecond),
    Result = run(),
    T1 = erlang:monotonic_time(microsecond),
    if N =:= 4 -> erlang:display({result, Result}); true -> ok end,
    erlang:display({us, T1 - T0}),
    if T1 - T0 > 2000000 -> ok; true -> rounds(N - 1) end.
