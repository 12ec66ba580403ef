-module(map_large).
-export([main/0]).

%% Maps past 32 keys; nothing here prints them in their own order.
main() ->
    M = maps:from_list([{N, N * N} || N <- lists:seq(1, 1000)]),
    p(map_size(M)),
    p([maps:get(K, M) || K <- [1, 33, 500, 1000]]),
    p(maps:get(1001, M, none)),
    p(lists:sum(maps:values(M))),
    p(lists:sum(maps:keys(M))),
    M2 = lists:foldl(fun(K, Acc) -> maps:remove(K, Acc) end, M, lists:seq(1, 1000, 2)),
    p(map_size(M2)), p(lists:sublist(lists:sort(maps:to_list(M2)), 5)),
    M3 = lists:foldl(fun(K, Acc) -> Acc#{{key, K rem 50} => K} end, #{}, lists:seq(1, 5000)),
    p(map_size(M3)), p(lists:sum(maps:values(M3))),
    M4 = lists:foldl(fun(K, Acc) -> maps:update_with(K rem 97, fun(V) -> V + 1 end, 1, Acc) end, #{}, lists:seq(1, 5000)),
    p(lists:sum(maps:values(M4))), p(lists:max(maps:values(M4))),
    p(M =:= maps:from_list(lists:reverse([{N, N * N} || N <- lists:seq(1, 1000)]))),
    p(M == M#{1 := 1.0}), p(M =:= M#{1 := 1.0}),
    p(maps:fold(fun(K, V, A) -> A + K + V end, 0, M)),
    Down = lists:foldl(fun maps:remove/2, M, lists:seq(6, 1000)),
    p(Down), p(Down =:= #{1 => 1, 2 => 4, 3 => 9, 4 => 16, 5 => 25}),
    Up = lists:foldl(fun(N, A) -> A#{N => x} end, #{}, lists:seq(1, 33)),
    p(map_size(Up)), p(map_size(maps:remove(33, Up))), p(maps:remove(33, Up) =:= maps:from_list([{N, x} || N <- lists:seq(1, 32)])),
    #{500 := V500, 7 := V7} = M, p({V500, V7}),
    p(maps:is_key(999, M)), p(is_map_key(0, M)),
    p(map_size(maps:merge(M, maps:from_list([{N, m} || N <- lists:seq(900, 1100)])))),
    Bins = maps:from_list([{integer_to_binary(N), N} || N <- lists:seq(1, 200)]),
    p([maps:get(integer_to_binary(K), Bins) || K <- [1, 99, 200]]),
    p(erlang:phash2(lists:sort(maps:to_list(Bins)))),
    Strs = maps:from_list([{integer_to_list(N), N} || N <- lists:seq(1, 200)]),
    p([maps:get(integer_to_list(K), Strs) || K <- [1, 99, 200]]),
    p(M < M2), p(M > M2), p(map_size(M#{1001 => a, 1002 => b})),
    p(lists:sort(maps:keys(maps:filter(fun(K, _) -> K rem 100 =:= 0 end, M)))).

p(X) -> io:format("~p~n", [X]).
