-module(io_input_terms).
-export([main/0]).

main() ->
    [io:format("~p~n", [io:read("")]) || _ <- lists:seq(1, 4)],
    io:format("~p~n", [io:fread("", "~d ~d")]),
    io:format("~p~n", [io:fread("", "~s ~a")]),
    io:format("~p~n", [io:fread("", "~f")]),
    io:format("~p~n", [io:fread("", "~s")]).
