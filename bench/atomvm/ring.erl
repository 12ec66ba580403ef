%% A token, 1000 times around a ring of 50 processes.
-module(ring).
-include("bench.hrl").
run() ->
    Self = self(),
    First = chain(49, Self),
    laps(1000, First, 0).
chain(0, Next) -> Next;
chain(N, Next) -> chain(N - 1, spawn(fun() -> pass(Next) end)).
pass(Next) ->
    receive
        stop -> Next ! stop;
        N -> Next ! N + 1, pass(Next)
    end.
laps(0, First, N) -> First ! stop, receive stop -> N end;
laps(K, First, N) -> First ! N, receive M -> laps(K - 1, First, M) end.
