%% Poker hands, bowling scores, Conway's look and say, dice by exact fractions, blackjack with a seeded deck, mastermind.
-module(prog_games).
-export([main/0]).

main() ->
    Hands = ["2H 3D 5S 9C KD", "2C 3H 4S 8C AH", "2H 4S 4C 2D 4H", "2S 8S AS QS 3S", "2D 3H 4C 5H 6H", "TH JH QH KH AH", "AC AD AH AS 2C", "9C 9D 5S 5C 2H"],
    io:format("~p~n", [[{H, rank(H)} || H <- Hands]]),
    io:format("~p~n", [[element(2, X) || X <- lists:reverse(lists:sort([{rank(H), H} || H <- Hands]))]]),
    io:format("~p~n", [[bowling(R) || R <- [lists:duplicate(12, 10), lists:duplicate(21, 5), [9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0],
                                            [10, 7, 3, 9, 0, 10, 0, 8, 8, 2, 0, 6, 10, 10, 10, 8, 1]]]]),
    io:format("~p~n", [look("1", 8)]),
    io:format("~p~n", [lists:sort(maps:to_list(dice(3)))]),
    {Deck, _} = shuffle(lists:seq(1, 10), 42),
    io:format("~p~n", [Deck]),
    io:format("~p~n", [[hand(C) || C <- [[a, k], [a, a, 9], [10, 5, 7], [a, a, a, a, 7], [2, 2]]]]),
    io:format("~p~n", [[mark("rgby", G) || G <- ["rgby", "ybgr", "rrrr", "rbxx", "xxxx"]]]),
    io:format("~p~n", [break("gybr")]).

value(C) -> string:chr("23456789TJQKA", C) + 1.

rank(Text) ->
    Cards = string:lexemes(Text, " "),
    Values = lists:reverse(lists:sort([value(V) || [V, _] <- Cards])),
    Flush = length(lists:usort([S || [_, S] <- Cards])) =:= 1,
    Groups = lists:reverse(lists:sort([{length([V || V <- Values, V =:= U]), U} || U <- lists:usort(Values)])),
    Straight = length(Groups) =:= 5 andalso hd(Values) - lists:last(Values) =:= 4,
    Shape = [N || {N, _} <- Groups],
    Kind = if Straight, Flush -> 8; hd(Shape) =:= 4 -> 7; Shape =:= [3, 2] -> 6; Flush -> 5; Straight -> 4;
              hd(Shape) =:= 3 -> 3; Shape =:= [2, 2, 1] -> 2; hd(Shape) =:= 2 -> 1; true -> 0 end,
    {Kind, [V || {_, V} <- Groups]}.

bowling(Rolls) -> bowling(Rolls, 1).
bowling(_, 11) -> 0;
bowling([10 | [A, B | _] = T], F) -> 10 + A + B + bowling(T, F + 1);
bowling([A, B | [C | _] = T], F) when A + B =:= 10 -> 10 + C + bowling(T, F + 1);
bowling([A, B | T], F) -> A + B + bowling(T, F + 1).

look(S, 0) -> [S];
look(S, N) -> [S | look(say(S), N - 1)].
say([]) -> [];
say([C | _] = S) -> {Same, Rest} = lists:splitwith(fun(X) -> X =:= C end, S), integer_to_list(length(Same)) ++ [C | say(Rest)].

dice(0) -> #{0 => 1};
dice(N) -> maps:fold(fun(S, C, M) -> lists:foldl(fun(D, A) -> maps:update_with(S + D, fun(X) -> X + C end, C, A) end, M, lists:seq(1, 6)) end, #{}, dice(N - 1)).

shuffle([], S) -> {[], S};
shuffle(L, S) ->
    S2 = (S * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF,
    {A, [X | B]} = lists:split((S2 bsr 33) rem length(L), L),
    {Rest, S3} = shuffle(A ++ B, S2),
    {[X | Rest], S3}.

hand(Cards) ->
    Sum = lists:sum([case C of a -> 1; k -> 10; N -> N end || C <- Cards]),
    case lists:member(a, Cards) of
        true when Sum + 10 =< 21 -> {soft, Sum + 10};
        _ when Sum > 21 -> bust;
        _ -> {hard, Sum}
    end.

mark(Code, Guess) ->
    Exact = length([x || {C, C} <- lists:zip(Code, Guess)]),
    {Exact, length(Code) - length(Code -- Guess) - Exact}.

break(Code) -> break(Code, [[A, B, C, D] || A <- "rgby", B <- "rgby", C <- "rgby", D <- "rgby"], []).
break(Code, [G | Gs], Tried) ->
    case mark(Code, G) of
        {4, 0} -> lists:reverse([G | Tried]);
        M -> break(Code, [X || X <- Gs, mark(X, G) =:= M], [G | Tried])
    end.
