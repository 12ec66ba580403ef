-module(halt_status).
-export([main/0]).

main() ->
    io:format("halting with 7~n"),
    halt(7),
    io:format("never printed~n").
