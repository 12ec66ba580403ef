-module(exc_uncaught_exit).
-export([start/0]).

start() ->
    io:format("start/0 is the main function here~n"),
    exit({shutdown, reason}).
