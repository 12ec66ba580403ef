%% Every program exports start/0, needs no other module, and prints the result of run/0 and the
%% time of each round in microseconds, as terms, one a line.
-export([start/0]).

start() ->
    erlang:display({result, run()}),
    rounds(3).

rounds(0) -> ok;
rounds(N) ->
    T0 = erlang:monotonic_time(microsecond),
    run(),
    T1 = erlang:monotonic_time(microsecond),
    erlang:display({us, T1 - T0}),
    rounds(N - 1).
