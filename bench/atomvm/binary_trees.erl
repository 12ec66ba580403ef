-module(binary_trees).
-include("bench.hrl").
run() -> times(30, 0).
times(0, S) -> S;
times(N, S) -> times(N - 1, S + check(make(12))).
make(0) -> leaf;
make(D) -> {make(D - 1), D, make(D - 1)}.
check(leaf) -> 1;
check({L, _, R}) -> 1 + check(L) + check(R).
