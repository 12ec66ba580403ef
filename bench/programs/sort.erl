-module(sort).
-include("bench.hrl").
run() -> length(lists:sort(numbers(50000, 42, []))).
numbers(0, _, Acc) -> Acc;
numbers(N, S, Acc) -> X = (S * 1103 + 12345) band 16#ffffff, numbers(N - 1, X, [X | Acc]).
