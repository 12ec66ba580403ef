-module(queens).
-include("bench.hrl").
run() -> queens(8, 20).
queens(N, 1) -> length(solve(N, N));
queens(N, K) -> solve(N, N), queens(N, K - 1).
solve(0, _) -> [[]];
solve(K, N) -> [[Q | B] || B <- solve(K - 1, N), Q <- lists:seq(1, N), safe(Q, 1, B)].
safe(_, _, []) -> true;
safe(Q, D, [H | T]) -> Q =/= H andalso Q =/= H + D andalso Q =/= H - D andalso safe(Q, D + 1, T).
