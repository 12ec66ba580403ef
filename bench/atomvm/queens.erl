%% All solutions on 8 x 8, 20 times.
-module(queens).
-include("bench.hrl").
run() -> times(20, 0).
times(0, S) -> S;
times(N, S) -> times(N - 1, S + length(queens(8))).
queens(0) -> [[]];
queens(N) -> [[Row | Columns] || Columns <- queens(N - 1), Row <- [1, 2, 3, 4, 5, 6, 7, 8], safe(Row, Columns, 1)].
safe(_, [], _) -> true;
safe(Row, [C | Cs], N) -> Row =/= C andalso Row =/= C + N andalso Row =/= C - N andalso safe(Row, Cs, N + 1).
