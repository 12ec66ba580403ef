%% Search: permutations and combinations, queens, a knight's tour, subset sums, tic-tac-toe by minimax, eight puzzle.
-module(prog_search).
-export([main/0]).

main() ->
    io:format("~p~n", [permutations([1, 2, 3])]),
    io:format("~p ~p~n", [length(permutations(lists:seq(1, 7))), combinations(2, [a, b, c, d])]),
    io:format("~p~n", [powerset([x, y, z])]),
    io:format("~p ~p~n", [length(queens(7)), hd(queens(8))]),
    io:format("~p~n", [tour(5, {1, 1})]),
    io:format("~p~n", [subset([3, 34, 4, 12, 5, 2], 9)]),
    io:format("~p~n", [subset([3, 34, 4, 12, 5, 2], 30)]),
    {Score, _} = minimax({e, e, e, e, e, e, e, e, e}, x, #{}),
    io:format("~p ~p~n", [Score, play({e, e, e, e, e, e, e, e, e}, x)]),
    io:format("~p~n", [puzzle([1, 2, 3, 4, 0, 6, 7, 5, 8])]),
    io:format("~p~n", [length(puzzle([8, 1, 3, 4, 0, 2, 7, 6, 5]))]),
    io:format("~p~n", [change([50, 20, 10, 5, 2, 1], 188)]),
    io:format("~p~n", [ways([1, 2, 5, 10, 20, 50, 100, 200], 200)]),
    io:format("~p~n", [hanoi(4, a, b, c)]).

permutations([]) -> [[]];
permutations(L) -> [[H | T] || H <- L, T <- permutations(L -- [H])].

combinations(0, _) -> [[]];
combinations(_, []) -> [];
combinations(N, [H | T]) -> [[H | C] || C <- combinations(N - 1, T)] ++ combinations(N, T).

powerset([]) -> [[]];
powerset([H | T]) -> P = powerset(T), P ++ [[H | S] || S <- P].

queens(N) -> queens(N, N).
queens(_, 0) -> [[]];
queens(N, K) -> [[Q | Qs] || Qs <- queens(N, K - 1), Q <- lists:seq(1, N), safe(Q, Qs, 1)].

safe(_, [], _) -> true;
safe(Q, [P | _], D) when Q =:= P; abs(Q - P) =:= D -> false;
safe(Q, [_ | Ps], D) -> safe(Q, Ps, D + 1).

tour(N, Start) -> tour(N, [Start], 1).
tour(N, Path, Len) when Len =:= N * N -> lists:reverse(Path);
tour(N, [P | _] = Path, Len) ->
    Ranked = lists:sort([{length(moves(N, M, [M | Path])), M} || M <- moves(N, P, Path)]),
    first([fun() -> tour(N, [M | Path], Len + 1) end || {_, M} <- Ranked]).

first([]) -> none;
first([F | Fs]) -> case F() of none -> first(Fs); R -> R end.

moves(N, {X, Y}, Path) ->
    [{A, B} || {DX, DY} <- [{1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}],
               A <- [X + DX], B <- [Y + DY], A >= 1, A =< N, B >= 1, B =< N, not lists:member({A, B}, Path)].

subset(_, 0) -> [];
subset([], _) -> none;
subset([H | T], N) when H > N -> subset(T, N);
subset([H | T], N) ->
    case subset(T, N - H) of
        none -> subset(T, N);
        L -> [H | L]
    end.

minimax(Board, Who, Memo) ->
    case Memo of
        #{{Board, Who} := S} -> {S, Memo};
        _ ->
            {S, M} = case outcome(Board) of
                         none ->
                             {Scores, M2} = lists:mapfoldl(fun(I, Acc) -> minimax(setelement(I, Board, Who), other(Who), Acc) end, Memo, free(Board)),
                             {case Who of x -> lists:max(Scores); o -> lists:min(Scores) end, M2};
                         Value -> {Value, Memo}
                     end,
            {S, M#{{Board, Who} => S}}
    end.

other(x) -> o;
other(o) -> x.
free(B) -> [I || I <- lists:seq(1, 9), element(I, B) =:= e].

outcome(B) ->
    Lines = [{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 4, 7}, {2, 5, 8}, {3, 6, 9}, {1, 5, 9}, {3, 5, 7}],
    case [element(I, B) || {I, J, K} <- Lines, element(I, B) =/= e, element(I, B) =:= element(J, B), element(J, B) =:= element(K, B)] of
        [x | _] -> 1;
        [o | _] -> -1;
        [] -> case free(B) of [] -> 0; _ -> none end
    end.

play(Board, Who) ->
    case outcome(Board) of
        none ->
            Rated = [{element(1, minimax(setelement(I, Board, Who), other(Who), #{})), I} || I <- free(Board)],
            {_, Move} = case Who of x -> lists:max(Rated); o -> lists:min(Rated) end,
            [Move | play(setelement(Move, Board, Who), other(Who))];
        Result -> [{result, Result}]
    end.

puzzle(Start) -> puzzle(gb_sets:singleton({estimate(Start), 0, Start, []}), #{}).
puzzle(Open, Seen) ->
    {{_, N, Board, Path}, Rest} = gb_sets:take_smallest(Open),
    case {Board, Seen} of
        {[1, 2, 3, 4, 5, 6, 7, 8, 0], _} -> lists:reverse(Path);
        {_, #{Board := _}} -> puzzle(Rest, Seen);
        _ ->
            Next = [{estimate(B) + N + 1, N + 1, B, [D | Path]} || {D, B} <- slides(Board), not is_map_key(B, Seen)],
            puzzle(lists:foldl(fun gb_sets:add/2, Rest, Next), Seen#{Board => true})
    end.

estimate(B) -> lists:sum([abs(I div 3 - (V - 1) div 3) + abs(I rem 3 - (V - 1) rem 3) || {I, V} <- lists:zip(lists:seq(0, 8), B), V =/= 0]).

slides(B) ->
    T = list_to_tuple(B),
    [Z] = [I || I <- lists:seq(1, 9), element(I, T) =:= 0],
    [{D, tuple_to_list(setelement(S, setelement(Z, T, element(S, T)), 0))}
     || {D, S, Ok} <- [{up, Z - 3, Z > 3}, {down, Z + 3, Z < 7}, {left, Z - 1, Z rem 3 =/= 1}, {right, Z + 1, Z rem 3 =/= 0}], Ok].

change(_, 0) -> [];
change([C | Cs], N) when C > N -> change(Cs, N);
change([C | _] = Cs, N) -> [C | change(Cs, N - C)].

ways(Coins, Sum) ->
    Start = array:set(0, 1, array:new(Sum + 1, {default, 0})),
    array:get(Sum, lists:foldl(fun(C, A) -> lists:foldl(fun(I, B) -> array:set(I, array:get(I, B) + array:get(I - C, B), B) end, A, lists:seq(C, Sum)) end, Start, Coins)).

hanoi(0, _, _, _) -> [];
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) ++ [{A, C}] ++ hanoi(N - 1, B, A, C).
