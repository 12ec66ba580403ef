%% Word counts of a text on standard input in several ways: lists, maps, dict, ets, the process dictionary.
-module(prog_words).
-export([main/0]).

main() ->
    Text = lists:append(lists:duplicate(5, "one fish two fish red fish blue fish black fish blue fish old fish new fish ")),
    Words = string:lexemes(Text, " "),
    Ways = [fun lists_way/1, fun maps_way/1, fun dict_way/1, fun ets_way/1, fun dictionary_way/1, fun orddict_way/1, fun gb_way/1, fun array_way/1],
    [First | Rest] = [lists:sort(W(Words)) || W <- Ways],
    io:format("~p~n~p~n", [First, [R =:= First || R <- Rest]]),
    io:format("~p~n", [lists:sublist(lists:sort(fun({A, N}, {B, M}) -> {-N, A} =< {-M, B} end, First), 3)]).

lists_way(Ws) -> [{W, length([x || V <- Ws, V =:= W])} || W <- lists:usort(Ws)].
maps_way(Ws) -> maps:to_list(lists:foldl(fun(W, M) -> M#{W => maps:get(W, M, 0) + 1} end, #{}, Ws)).
dict_way(Ws) -> dict:to_list(lists:foldl(fun(W, D) -> dict:update_counter(W, 1, D) end, dict:new(), Ws)).
ets_way(Ws) -> T = ets:new(words, []), [ets:update_counter(T, W, 1, {W, 0}) || W <- Ws], L = ets:tab2list(T), ets:delete(T), L.
dictionary_way(Ws) ->
    [put({word, W}, case get({word, W}) of undefined -> 1; N -> N + 1 end) || W <- Ws],
    [{W, erase({word, W})} || W <- lists:usort(Ws)].
orddict_way(Ws) -> lists:foldl(fun(W, D) -> orddict:update_counter(W, 1, D) end, [], Ws).
gb_way(Ws) -> gb_trees:to_list(lists:foldl(fun(W, T) -> case gb_trees:lookup(W, T) of none -> gb_trees:insert(W, 1, T); {value, N} -> gb_trees:update(W, N + 1, T) end end, gb_trees:empty(), Ws)).
array_way(Ws) ->
    Keys = lists:usort(Ws), Index = maps:from_list(lists:zip(Keys, lists:seq(0, length(Keys) - 1))),
    A = lists:foldl(fun(W, Acc) -> I = maps:get(W, Index), array:set(I, array:get(I, Acc) + 1, Acc) end, array:new([{default, 0}]), Ws),
    lists:zip(Keys, array:to_list(A)).
