-module(loop).
-include("bench.hrl").
run() -> loop(10000000, 0).
loop(0, S) -> S;
loop(N, S) -> loop(N - 1, (S + N) band 16#ffff).
