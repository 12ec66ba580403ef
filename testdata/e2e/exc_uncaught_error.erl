-module(exc_uncaught_error).
-export([main/0]).

main() ->
    io:format("before~n"),
    compute([1, 2, x]).

compute(L) -> lists:sum([X * 2 || X <- L]).
