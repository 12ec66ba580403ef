%% Every benchmark program exports main/1. Argument 1: rounds. Prints the time of
%% each round of run/0 in microseconds, one a line, after a line with a checksum of
%% the result, so that a wrong answer cannot pass for a fast one.
-export([main/1]).

main([Rounds]) ->
    io:format("result ~w~n", [erlang:phash2(run())]),
    rounds(list_to_integer(Rounds)).

rounds(0) -> ok;
rounds(N) ->
    T0 = erlang:monotonic_time(),
    run(),
    T1 = erlang:monotonic_time(),
    io:format("us ~w~n", [erlang:convert_time_unit(T1 - T0, native, microsecond)]),
    rounds(N - 1).
