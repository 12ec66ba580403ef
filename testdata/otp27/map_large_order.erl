%% The order of maps of more than 32 keys, of each kind of key, in all that goes through a map.
-module(map_large_order).
-export([main/0]).

main() ->
    Seq = lists:seq(1, 60),
    Kinds = [
        {small, fun(I) -> I end},
        {negative, fun(I) -> -I * 7 end},
        {sixty_bits, fun(I) -> (1 bsl 58) + I * 1000 end},
        {negative_sixty_bits, fun(I) -> -(1 bsl 59) + I end},
        {big, fun(I) -> (1 bsl 59) + I end},
        {bigger, fun(I) -> -(1 bsl (60 + I * 5)) + I end},
        {float, fun(I) -> I / 7 end},
        {zeros, fun(I) -> element(1 + I rem 3, {0.0, -0.0, I * 1.0}) end},
        {binary, fun(I) -> integer_to_binary(I * 12345) end},
        {long_binary, fun(I) -> binary:copy(<<"abcdefg">>, I) end},
        {bits, fun(I) -> <<I:(I + 3)>> end},
        {part, fun(I) -> <<_:3, P:80/bits, _/bits>> = <<I:100, 12345:32>>, P end},
        {string, fun(I) -> integer_to_list(I * I * I) end},
        {long_list, fun(I) -> lists:seq(250, 250 + I) end},
        {improper, fun(I) -> [I, {I} | I + 300] end},
        {nested, fun(I) -> [[I], [[I, 300], "abc"], [{}, []]] end},
        {atom, fun(I) -> lists:nth(1 + I rem 12, [ok, error, true, false, undefined, exit, throw, normal, infinity, badarg, badmatch, all]) end},
        {tuple, fun(I) -> {ok, I} end},
        {tuples, fun(I) -> {{error, I, {}}, I, [I], {I, {true, "x", I * 1.5}}} end},
        {empty_between, fun(I) -> list_to_tuple([element(1 + (I bsr N) rem 2, {{}, true}) || N <- lists:seq(0, 5)]) end},
        {map, fun(I) -> #{I => {true, 1}, {I} => true, "key" => #{}} end},
        {large_map, fun(I) -> maps:from_list([{{K, I}, #{K => I}} || K <- lists:seq(1, 33 + I)]) end},
        {mixed, fun(I) -> element(1 + I rem 5, {I, I * 1.0, {I}, [I], <<I>>}) end}
    ],
    [kind(Name, maps:from_list([{F(I), I} || I <- Seq])) || {Name, F} <- Kinds],
    large(),
    tables(),
    ok.

kind(Name, M) ->
    Values = maps:values(M),
    io:format("~p ~p ~w~n", [Name, maps:size(M), Values]),
    io:format(" ~w ~w~n", [maps:values(M) =:= [V || {_, V} <- maps:to_list(M)], Values =:= iterated(maps:next(maps:iterator(M)))]),
    io:format(" ~w ~w ~w~n", [
        maps:fold(fun(_, V, A) -> A * 3 + V end, 0, M) rem 1000003,
        erlang:crc32(term_to_binary(maps:keys(M))),
        erlang:phash2(term_to_binary(M))
    ]).

iterated(none) -> [];
iterated({_, V, Next}) -> [V | iterated(maps:next(Next))].

large() ->
    M = maps:from_list([{{none, X, Y}, X * Y} || X <- lists:seq(1, 60), Y <- lists:seq(1, 60)]),
    io:format("~w~n", [erlang:crc32(term_to_binary(maps:to_list(M)))]),
    io:format("~w~n", [erlang:crc32(term_to_binary([K || K := _ <- M]))]),
    Less = lists:foldl(fun(I, A) -> maps:remove({none, I, I}, A) end, M, lists:seq(1, 60)),
    io:format("~w ~w~n", [map_size(Less), erlang:crc32(term_to_binary(maps:to_list(Less)))]),
    Small = maps:filter(fun({none, X, Y}, _) -> X < 7 andalso Y < 7 end, Less),
    io:format("~w~n~p~n", [Small, maps:map(fun(_, V) -> V + 1 end, Small)]),
    io:format("~w~n", [lists:sort([Small, #{a => 1}, M, Less]) =:= [#{a => 1}, Small, Less, M]]).

tables() ->
    T = ets:new(t, [set]),
    [ets:insert(T, {K}) || I <- lists:seq(1, 40), K <- [I, {I}, <<I>>, [I], I / 1]],
    io:format("~w~n", [ets:tab2list(T)]),
    io:format("~w ~w~n", [ets:first(T), ets:next(T, {17})]).
