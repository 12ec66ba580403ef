%% A message goes round a ring of 100 processes 1000 times.
-module(ring).
-include("bench.hrl").
run() ->
    Self = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> node_loop(Next) end) end, Self, lists:seq(1, 100)),
    go(1000, First),
    First ! stop,
    receive stop -> ok end.
go(0, _) -> ok;
go(N, First) -> First ! N, receive N -> go(N - 1, First) end.
node_loop(Next) ->
    receive
        stop -> Next ! stop;
        M -> Next ! M, node_loop(Next)
    end.
