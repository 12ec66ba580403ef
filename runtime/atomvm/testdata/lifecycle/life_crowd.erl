%% Processes that keep state in registers, frames and binaries over every way of being suspended.
-module(life_crowd).
-export([main/0]).

main() ->
    Self = self(),
    Pids = [spawn(fun() -> Self ! {self(), work(N)} end) || N <- lists:seq(1, 24)],
    erlang:display([receive {P, V} -> V end || P <- Pids]),
    ok.

work(N) ->
    A = fib(8 + N rem 5),
    B = length(lists:seq(1, 100 * N)),
    C = lists:foldl(fun(X, S) -> X + S end, 0, lists:map(fun(X) -> X * N end, lists:seq(1, 50))),
    D = byte_size(iolist_to_binary([<<X>> || X <- lists:seq(1, 50)])),
    E = maps:get(N, maps:from_list([{K, K * K} || K <- lists:seq(1, 30)])),
    F = ping(20),
    G = try deep(200) catch throw:V -> V end,
    {A, B, C, D, E, F, G}.

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

ping(N) ->
    P = spawn(fun pong/0),
    R = ping(P, N, 0),
    P ! stop,
    R.
ping(_, 0, Sum) -> Sum;
ping(P, N, Sum) ->
    P ! {self(), N},
    receive {P, V} -> ping(P, N - 1, Sum + V) end.
pong() ->
    receive
        {From, N} -> From ! {self(), N * 2}, pong();
        stop -> ok
    end.

deep(0) -> throw(bottom);
deep(N) -> [N | deep(N - 1)].
