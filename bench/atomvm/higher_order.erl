%% Map, filter and fold of 1000 elements, 200 times.
-module(higher_order).
-include("bench.hrl").
run() -> times(200, seq(1000, []), 0).
seq(0, L) -> L;
seq(N, L) -> seq(N - 1, [N | L]).
times(0, _, S) -> S;
times(N, L, S) ->
    T = fold(fun(X, A) -> (X + A) band 16#ffff end, S,
             filter(fun(X) -> X rem 3 =/= 0 end, map(fun(X) -> X * N end, L))),
    times(N - 1, L, T).
map(F, [H | T]) -> [F(H) | map(F, T)];
map(_, []) -> [].
filter(F, [H | T]) ->
    case F(H) of
        true -> [H | filter(F, T)];
        false -> filter(F, T)
    end;
filter(_, []) -> [].
fold(F, A, [H | T]) -> fold(F, F(H, A), T);
fold(_, A, []) -> A.
