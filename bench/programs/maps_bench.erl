-module(maps_bench).
-include("bench.hrl").
run() -> count(100000, #{}).
count(0, M) -> maps:fold(fun(_, V, A) -> V + A end, 0, M);
count(N, M) ->
    K = N rem 1000,
    case M of
        #{K := V} -> count(N - 1, M#{K := V + 1});
        _ -> count(N - 1, M#{K => 1})
    end.
