%% Maps of all sizes around the change of representation, against lists of pairs: the same updates give the same map, in any order.
-module(map_sweep).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    [?T({N, agree(N, fun(I) -> I end), agree(N, fun(I) -> integer_to_list(I) end), agree(N, fun(I) -> I * 1.5 end), agree(N, fun(I) -> {I, <<I:32>>} end), agree(N, fun(I) -> I bsl 60 end)}) || N <- [0, 1, 2, 8, 31, 32, 33, 34, 64, 100, 1000]],
    ?T([shrink(N) || N <- [31, 32, 33, 34, 40, 100]]), ?T(mixed()), ?T([collide(N) || N <- [2, 10, 50]]), ?T([merge(A, B) || A <- [0, 1, 32, 33, 100], B <- [0, 1, 32, 33, 100]]), ?T([same_hash(N) || N <- [1, 32, 33, 500]]), ?T([iterate(N) || N <- [0, 1, 32, 33, 200]]), ?T([compare(A, B) || A <- [1, 32, 33], B <- [1, 32, 33]]), ?T([nested(N) || N <- [1, 33, 100]]),
    ?T([in_messages(N) || N <- [5, 33, 300]]), ?T([in_ets(N) || N <- [5, 33, 300]]), ?T([maps:size(maps:filter(fun(K, _) -> K rem 3 =:= 0 end, big(N))) || N <- [10, 33, 99, 100]]), ?T([maps:size(maps:without(lists:seq(1, 50), big(N))) || N <- [10, 60, 83]]), ?T([maps:with([5, 1, 99, x], big(N)) || N <- [4, 50]]), ?T([maps:fold(fun(K, V, S) -> S + K * V end, 0, big(N)) || N <- [3, 33]]), ?T([lists:sort(maps:keys(maps:map(fun(K, V) -> {K, V} end, big(N)))) =:= lists:seq(1, N) || N <- [3, 33]]),
    ?T(maps:size(lists:foldl(fun(I, M) -> maps:update_with(I rem 37, fun(C) -> C + 1 end, 1, M) end, #{}, lists:seq(1, 1000)))), ?T(lists:sort(maps:to_list(lists:foldl(fun(I, M) -> M#{I rem 7 => I} end, #{}, lists:seq(1, 100))))), ?T(maps:groups_from(1)), ?T(lists:sort(maps:to_list(maps:groups_from_list(fun(X) -> X rem 3 end, [1, 2, 3, 4, 5, 6, 7])))), ?T(term_to_binary(big(40)) =:= term_to_binary(big(40))), ?T(binary_to_term(term_to_binary(big(40))) =:= big(40)), ?T(byte_size(term_to_binary(big(40)))), ?T(erlang:phash2(big(40))), ?T(erlang:phash2(big(10))), ?T(maps:get(-1, big(40))), ?T(maps:update(-1, x, big(40))), ?T(try (big(40))#{x := 1} catch error:{badkey, K} -> K end),
    ?T(maps:take(7, big(33)) =:= {49, maps:remove(7, big(33))}), ?T(maps:remove(33, big(33)) =:= big(32)), ?T(maps:put(33, 33 * 33, big(32)) =:= big(33)), ?T((big(40))#{5 => 25} =:= big(40)), ?T((big(40))#{5 => x} =:= big(40)), ?T(erts_debug:same(maps:put(5, 25, big1()), big1())), ?T(maps:find(5.0, big(40))), ?T(maps:is_key(41, big(40))), ?T(maps:intersect(big(20), big(40)) =:= big(20)), ?T(maps:size(maps:intersect_with(fun(_, A, B) -> A + B end, big(50), big(40)))), ?T(lists:sum(maps:values(big(40)))), ?T(maps:next(maps:iterator(#{}))), ?T(maps:from_keys(lists:seq(1, 40), v) =:= maps:map(fun(_, _) -> v end, big(40))), ?T(maps:from_list([{I rem 40, I} || I <- lists:seq(1, 80)]) =:= maps:from_list([{I rem 40, I} || I <- lists:seq(41, 80)])).

big1() -> persistent_term:get(big1, none).
big(N) -> maps:from_list([{I, I * I} || I <- lists:seq(1, N)]).
shuffled(N) -> [I || {_, I} <- lists:sort([{erlang:phash2({x, I}), I} || I <- lists:seq(1, N)])].
agree(N, Key) ->
    A = lists:foldl(fun(I, M) -> M#{Key(I) => I} end, #{}, lists:seq(1, N)), B = lists:foldl(fun(I, M) -> maps:put(Key(I), I, M) end, #{}, shuffled(N)), C = maps:from_list([{Key(I), I} || I <- lists:reverse(lists:seq(1, N))]),
    A =:= B andalso B =:= C andalso map_size(A) =:= N andalso lists:all(fun(I) -> maps:get(Key(I), A) =:= I end, lists:seq(1, N)) andalso lists:sort(maps:to_list(A)) =:= lists:sort([{Key(I), I} || I <- lists:seq(1, N)]) andalso erlang:phash2(A) =:= erlang:phash2(B).
shrink(N) -> M = lists:foldl(fun maps:remove/2, big(N), shuffled(N)), K = lists:foldl(fun maps:remove/2, big(N), lists:seq(3, N)), {M, K, K =:= #{1 => 1, 2 => 4}}.
mixed() -> Keys = [1, 1.0, a, "a", <<"a">>, {a}, [a], #{a => 1}, #{a => 1.0}, 1 bsl 64, float(1 bsl 64), [], {}, #{}, <<>>, <<1:1>>, true, -0.0] ++ lists:seq(100, 120), M = maps:from_list(lists:zip(Keys, lists:seq(1, length(Keys)))), {map_size(M), length(Keys), [maps:get(K, M) || K <- Keys]}.
collide(N) -> Keys = [{I, J} || I <- lists:seq(1, N), J <- [1, 1.0, a]], M = maps:from_keys(Keys, x), {map_size(M), lists:all(fun(K) -> is_map_key(K, M) end, Keys), map_size(lists:foldl(fun maps:remove/2, M, Keys))}.
merge(A, B) -> M = maps:merge(maps:map(fun(_, _) -> left end, big(A)), maps:map(fun(_, _) -> right end, big(B))), {map_size(M), length([x || {_, left} <- maps:to_list(M)]), map_size(maps:merge_with(fun(_, X, Y) -> X + Y end, big(A), big(B)))}.
same_hash(N) -> {erlang:phash2(big(N)), erlang:phash(maps:size(big(N)), 1000)}.
iterate(N) -> I = maps:iterator(big(N)), {length(walk(maps:next(I))), lists:sort(walk(maps:next(I))) =:= lists:sort(maps:to_list(big(N))), walk(maps:next(I)) =:= maps:to_list(big(N)), maps:keys(big(N)) =:= [K || {K, _} <- maps:to_list(big(N))]}.
walk(none) -> [];
walk({K, V, I}) -> [{K, V} | walk(maps:next(I))].
compare(A, B) -> {big(A) < big(B), big(A) =:= big(B), big(A) == maps:map(fun(_, V) -> V * 1.0 end, big(B)), maps:map(fun(_, V) -> -V end, big(A)) < big(A), maps:from_list([{float(K), V} || {K, V} <- maps:to_list(big(A))]) < big(B)}.
nested(N) -> M = lists:foldl(fun(I, Acc) -> #{I => Acc, x => I} end, #{}, lists:seq(1, N)), deep(M, 0).
deep(#{x := X} = M, D) -> deep(maps:get(X, M), D + 1);
deep(#{}, D) -> D.
in_messages(N) -> M = big(N), P = self(), spawn(fun() -> P ! {back, M#{new => 1}} end), receive {back, R} -> maps:remove(new, R) =:= M end.
in_ets(N) -> T = ets:new(t, []), ets:insert(T, {big(N), v}), ets:insert(T, {k, big(N)}), R = {ets:lookup(T, big(N)) =:= [{big(N), v}], ets:lookup(T, k) =:= [{k, big(N)}], ets:member(T, big(N + 1))}, ets:delete(T), R.
