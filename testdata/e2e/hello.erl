-module(hello).
-export([main/1]).

main(Args) ->
    io:format("Hello, world!~n"),
    io:format("~p ~ts~n", [Args, [229, 228, 246, 8364]]).
