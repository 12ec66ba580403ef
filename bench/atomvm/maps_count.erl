%% Counting in a map of 32 keys; reading and updating.
-module(maps_count).
-include("bench.hrl").
run() -> total(count(200000, #{}), 31, 0).
count(0, M) -> M;
count(N, M) ->
    K = N band 31,
    case M of
        #{K := V} -> count(N - 1, M#{K := V + 1});
        #{} -> count(N - 1, M#{K => 1})
    end.
total(_, -1, S) -> S;
total(M, K, S) -> #{K := V} = M, total(M, K - 1, S + V).
