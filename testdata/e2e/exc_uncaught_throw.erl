-module(exc_uncaught_throw).
-export([main/1]).

main(_) ->
    io:put_chars("about to throw\n"),
    throw({nobody, catches}).
