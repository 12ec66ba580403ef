-module(io_input).
-export([main/0]).

main() ->
    io:format("~p~n", [io:get_line("")]),
    io:format("~p~n", [io:get_line('prompt> ')]),
    io:format("~tp~n", [io:get_line("")]),
    io:format("~p~n", [io:get_chars("", 3)]),
    io:format("~p~n", [lines(0)]),
    io:format("~p ~p~n", [io:get_line(""), io:get_chars("", 1)]).

lines(N) ->
    case io:get_line("") of
        eof -> {eof, N};
        L -> io:format("~4b: ~ts", [N, L]), lines(N + 1)
    end.
