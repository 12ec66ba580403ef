-module(io_input_eof).
-export([main/1]).

main(Args) ->
    io:format("~p ~p~n", [length(Args), Args]), io:format("~p ~p ~p~n", [io:get_line("> "), io:get_chars("", 5), io:read("? ")]), io:format("~p~n", [io:fread("", "~d")]).
