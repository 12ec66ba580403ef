%% Keys of every type, keys that are bound, numbers that are equal but not the same, growth past 32 keys and back.
-module(map_keys).
-export([main/0]).

main() ->
    Keys = [1, 1.0, -0.0, a, "s", <<"b">>, <<1:3>>, {}, {1, [2]}, [], #{}, #{a => 1}, 1 bsl 70, true, fun lists:map/2],
    M = maps:from_list([{K, I} || {I, K} <- lists:zip(lists:seq(1, length(Keys)), Keys)]),
    p(map_size(M)), p([maps:get(K, M) || K <- Keys]), p([get_it(K, M) || K <- Keys]), p([maps:is_key(K, M) || K <- [2, 1.0, 0.0, b, "t", {1}]]),
    p(#{1 => int, 1.0 => float}), p(maps:get(1, #{1.0 => f}, none)), p([bound(K, #{a => 1, b => 2, {c} => 3}) || K <- [a, b, {c}, d]]),
    Big = lists:foldl(fun(I, A) -> A#{I => I * I} end, #{}, lists:seq(1, 100)), p(lists:sort(maps:to_list(Big))),
    Small = lists:foldl(fun(I, A) -> maps:remove(I, A) end, Big, lists:seq(10, 100)), p(Small), p(Small =:= maps:from_list([{I, I * I} || I <- lists:seq(1, 9)])),
    p(lists:sum([V || {_, V} <- maps:to_list(maps:filter(fun(K, _) -> K rem 7 =:= 0 end, Big))])), p(Big =:= maps:merge(maps:with(lists:seq(1, 50), Big), maps:without(lists:seq(1, 50), Big))),
    p([{X, Y, X < Y, X == Y} || X <- maps_(), Y <- maps_()]), p(lists:sort(maps_())), p(two(#{x => 1, y => 1})), p(two(#{x => 1, y => 2})),
    p([guard(X) || X <- [#{}, #{k => 1}, #{k => 2, z => 1}, no, #{k => "x"}]]), p(nested(#{l => #{m => #{n => [1, #{o => deep}]}}})), p(multi(#{a => 1, b => 2, c => 3, d => 4})),
    p(update_many(#{a => 1, b => 2}, 5)), p(maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], #{z => 1, a => 2, m => 3})), p(erlang:phash2(M) =:= erlang:phash2(maps:from_list(lists:reverse(maps:to_list(M))))),
    p([catch_reason(F) || F <- [fun() -> bound(q, id(nomap)) end, fun() -> maps:get(zz, Big) end, fun() -> Big#{200 := x} end, fun() -> #{9 := 80} = Small end]]), p(group(["one", "two", "three", "four", "five", "six"])), p(counts(lists:seq(1, 300))).

p(X) -> io:format("~w~n", [X]).
id(X) -> X.
catch_reason(F) -> try F() catch _:R -> R end.
get_it(K, M) -> case M of #{K := V} -> V; _ -> none end.
bound(K, M) -> #{a := A} = M, case M of #{K := A} -> {same, A}; #{K := V} -> {other, V}; #{} -> none end.
maps_() -> [#{}, #{a => 1}, #{a => 2}, #{b => 1}, #{1 => a}, #{1.0 => a}, #{a => 1.0}, #{a => 1, b => 1}].
two(#{x := V, y := V}) -> {same, V};
two(#{x := _, y := _} = M) -> {differ, maps:values(M)}.
guard(#{k := V}) when is_integer(V), V > 1 -> big;
guard(M) when is_map_key(k, M), map_get(k, M) =:= 1 -> one;
guard(M) when map_size(M) =:= 0 -> empty;
guard(_) -> other.
nested(#{l := #{m := #{n := [_, #{o := O}]}} = L}) -> {O, map_size(L)}.
multi(#{a := A, b := B, c := C} = M) -> M#{a := B, b := C, c := A, e => A + B + C}.
update_many(M, 0) -> M;
update_many(#{a := A} = M, N) -> update_many(M#{a := A + N, {n, N} => A}, N - 1).
group(L) -> lists:foldl(fun(W, A) -> maps:update_with(length(W), fun(O) -> [W | O] end, [W], A) end, #{}, L).
counts(L) -> M = lists:foldl(fun(X, A) -> K = (X * X) rem 97, maps:put(K, maps:get(K, A, 0) + 1, A) end, #{}, L), {map_size(M), lists:sum(maps:values(M)), lists:max(maps:values(M))}.
