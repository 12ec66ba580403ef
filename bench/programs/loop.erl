%% A tail loop of ten million iterations.
-module(loop).
-include("bench.hrl").
run() -> loop(10000000, 0).
loop(0, Acc) -> Acc;
loop(N, Acc) -> loop(N - 1, Acc + (N band 7)).
