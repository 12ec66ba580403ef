%% Naive reverse of 500 elements, 200 times.
-module(nrev).
-include("bench.hrl").
run() -> times(200, seq(500, []), 0).
seq(0, L) -> L;
seq(N, L) -> seq(N - 1, [N | L]).
times(0, _, S) -> S;
times(N, L, S) -> times(N - 1, L, S + hd(nrev(L))).
nrev([]) -> [];
nrev([H | T]) -> app(nrev(T), [H]).
app([], L) -> L;
app([H | T], L) -> [H | app(T, L)].
