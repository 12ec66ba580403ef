-module(proc_ring).
-export([main/0]).

main() ->
    io:format("~w~n", [ring(10, 3)]), io:format("~w~n", [ring(500, 20)]), io:format("~w~n", [ring(1, 5)]),
    io:format("~w~n", [ping_pong(5000)]), io:format("~w~n", [pipeline(lists:seq(1, 10))]), io:format("~w~n", [sieve(60)]).

ring(N, Laps) ->
    Self = self(),
    First = lists:foldl(fun(_, Next) -> spawn(fun() -> node_loop(Next) end) end, Self, lists:seq(1, N)),
    laps(First, Laps, 0).

laps(First, 0, Hops) -> First ! stop, receive stop -> Hops end;
laps(First, L, Hops) -> First ! {token, 0}, receive {token, H} -> laps(First, L - 1, Hops + H) end.

node_loop(Next) -> receive {token, H} -> Next ! {token, H + 1}, node_loop(Next); stop -> Next ! stop end.

ping_pong(N) ->
    P = spawn(fun pong/0), ping(P, N, 0).
ping(P, 0, Sum) -> P ! stop, Sum;
ping(P, N, Sum) -> P ! {self(), N}, receive {P, V} -> ping(P, N - 1, Sum + V) end.
pong() -> receive {F, N} -> F ! {self(), N * 2}, pong(); stop -> ok end.

pipeline(L) ->
    S = self(),
    C = spawn(fun() -> stage(fun(X) -> X + 1 end, S) end), B = spawn(fun() -> stage(fun(X) -> X * X end, C) end), A = spawn(fun() -> stage(fun(X) -> -X end, B) end),
    [A ! {v, X} || X <- L], [receive {v, V} -> V end || _ <- L].
stage(F, Next) -> receive {v, X} -> Next ! {v, F(X)}, stage(F, Next) end.

sieve(Max) -> S = self(), P = spawn(fun() -> filter_first(S) end), [P ! {n, N} || N <- lists:seq(2, Max)], P ! done, primes().
filter_first(S) -> receive {n, P} -> S ! {prime, P}, filter(P, S, none); done -> S ! done end.
filter(P, S, Next) ->
    receive
        {n, N} when N rem P =:= 0 -> filter(P, S, Next);
        {n, N} when Next =:= none -> New = spawn(fun() -> filter_first(S) end), New ! {n, N}, filter(P, S, New);
        {n, N} -> Next ! {n, N}, filter(P, S, Next);
        done when Next =:= none -> S ! done;
        done -> Next ! done
    end.
primes() -> receive {prime, P} -> [P | primes()]; done -> [] end.
