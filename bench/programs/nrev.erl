%% Naive reverse: allocation and collection.
-module(nrev).
-include("bench.hrl").
run() -> rounds(200, lists:seq(1, 500)).
rounds(1, L) -> nrev(L);
rounds(N, L) -> nrev(L), rounds(N - 1, L).
nrev([]) -> [];
nrev([H | T]) -> app(nrev(T), [H]).
app([], L) -> L;
app([H | T], L) -> [H | app(T, L)].
