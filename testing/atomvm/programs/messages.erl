-module(messages).
-export([start/0, echo/0, loop/2]).

start() ->
    P = spawn(?MODULE, echo, []),
    P ! {self(), hello},
    receive {P, hello} -> ok end,
    timeout = receive nothing -> x after 10 -> timeout end,
    timeout = receive nothing -> x after 0 -> timeout end,
    P ! stop,
    ring(20, 20),
    ok.

echo() -> receive {From, M} -> From ! {self(), M}, echo(); stop -> ok end.

ring(N, M) ->
    Self = self(),
    Last = lists_foldl(fun(_, Pid) -> spawn(fun() -> loop(Pid, M) end) end, Self, seq(N)),
    Last ! {token, M},
    receive {token, X} -> X end.

loop(Next, _) -> receive {token, K} -> Next ! {token, K + 1} end.

lists_foldl(F, A, [H|T]) -> lists_foldl(F, F(H, A), T);
lists_foldl(_, A, []) -> A.

seq(0) -> [];
seq(N) -> [N | seq(N-1)].
