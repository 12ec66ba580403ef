-module(halt_zero).
-export([main/0]).

main() ->
    try
        io:format("in try~n"),
        halt()
    after
        io:format("an after that does not run~n")
    end.
