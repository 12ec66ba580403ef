-module(halt_in_process).
-export([main/0]).

main() ->
    spawn(fun() -> io:format("from the other process~n"), halt(3) end),
    receive never -> ok end.
