-module(binary_trees).
-include("bench.hrl").
run() -> [check(make(14)) || _ <- lists:seq(1, 20)].
make(0) -> {nil, nil};
make(D) -> {make(D - 1), make(D - 1)}.
check({nil, nil}) -> 1;
check({L, R}) -> 1 + check(L) + check(R).
