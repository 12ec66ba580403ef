-module(gc_pressure).
-export([main/0]).

%% Much garbage with data of every kind alive across the collections.
main() ->
    Live = {lists:seq(1, 100), #{a => "map", 1 => {t}}, <<"binary">>, 1.5, 1 bsl 100, fun(X) -> X + 1 end, list_to_binary(lists:duplicate(1000, 7)), maps:from_list([{N, [N]} || N <- lists:seq(1, 100)]), make_ref(), self()},
    H = erlang:phash2(element(1, Live)), churn(200000, []), io:format("~w~n", [erlang:phash2(element(1, Live)) =:= H]), io:format("~w ~w~n", [element(2, Live), element(3, Live)]), F = element(6, Live), io:format("~w ~w ~w~n", [F(1), byte_size(element(7, Live)), map_size(element(8, Live))]),
    io:format("~w~n", [tree_check(make_tree(14))]), io:format("~w~n", [erlang:phash2(rev_many(lists:seq(1, 5000), 40))]), io:format("~w~n", [length(grow(100000, []))]), io:format("~w~n", [bins(3000, <<>>)]), erlang:garbage_collect(), io:format("~w~n", [maps_churn(20000, #{})]), io:format("~w~n", [strings(2000, "")]), io:format("~w~n", [floats(100000, 0.0)]), io:format("~w~n", [bigs(2000, 1)]), io:format("~w~n", [maps:get(77, element(8, Live))]).

churn(0, _) -> ok;
churn(N, _) -> churn(N - 1, [N, {N, [N]}, <<N:32>>]).

make_tree(0) -> leaf;
make_tree(D) -> {make_tree(D - 1), D, make_tree(D - 1)}.
tree_check(leaf) -> 1;
tree_check({L, _, R}) -> 1 + tree_check(L) + tree_check(R).

rev_many(L, 0) -> L;
rev_many(L, N) -> rev_many(lists:reverse([X + 1 || X <- L]), N - 1).

grow(0, A) -> A;
grow(N, A) -> grow(N - 1, [{N, N * 2} | A]).

bins(0, B) -> byte_size(B);
bins(N, B) -> bins(N - 1, <<B/binary, N:16, "xx">>).

maps_churn(0, M) -> {map_size(M), lists:sum(maps:values(M))};
maps_churn(N, M) -> maps_churn(N - 1, M#{N rem 500 => N}).

strings(0, S) -> length(S);
strings(N, S) -> strings(N - 1, integer_to_list(N) ++ lists:sublist(S, 50)).

floats(0, A) -> round(A);
floats(N, A) -> floats(N - 1, A + N * 0.5).

bigs(0, A) -> A rem 1000000007;
bigs(N, A) -> bigs(N - 1, A * 3 + N).
