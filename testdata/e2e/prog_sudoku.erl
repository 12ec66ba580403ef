%% Sudoku by constraint propagation and search, with bit masks for candidates.
-module(prog_sudoku).
-export([main/0]).

main() ->
    [solve(P) || P <- ["530070000600195000098000060800060003400803001700020006060000280000419005000080079",
                       "000000010400000000020000000000050407008000300001090000300400200050100000000806000",
                       "110000000000000000000000000000000000000000000000000000000000000000000000000000000"]].

solve(Text) ->
    case assign_all(lists:zip(lists:seq(0, 80), Text), maps:from_list([{I, 16#1FF} || I <- lists:seq(0, 80)])) of
        contradiction -> io:format("impossible~n");
        Grid ->
            case search(Grid) of
                contradiction -> io:format("no solution~n");
                Solved -> show(Solved)
            end
    end.

assign_all([], Grid) -> Grid;
assign_all([{_, $0} | Rest], Grid) -> assign_all(Rest, Grid);
assign_all([{I, C} | Rest], Grid) ->
    case assign(I, 1 bsl (C - $1), Grid) of
        contradiction -> contradiction;
        New -> assign_all(Rest, New)
    end.

assign(I, Bit, Grid) ->
    case maps:get(I, Grid) of
        Mask when Mask band Bit =:= 0 -> contradiction;
        _ -> propagate([{I, Bit}], Grid)
    end.

propagate([], Grid) -> Grid;
propagate([{I, Bit} | Rest], Grid) -> eliminate(peers(I), Bit, Rest, Grid#{I := Bit}).

eliminate([], _, Queue, Grid) -> propagate(Queue, Grid);
eliminate([P | Ps], Bit, Queue, Grid) ->
    case maps:get(P, Grid) of
        Bit -> contradiction;
        Mask when Mask band Bit =/= 0 ->
            Left = Mask bxor Bit,
            New = case single(Left) of true -> [{P, Left} | Queue]; false -> Queue end,
            eliminate(Ps, Bit, New, Grid#{P := Left});
        _ -> eliminate(Ps, Bit, Queue, Grid)
    end.

single(M) -> M band (M - 1) =:= 0.

peers(I) ->
    R = I div 9, C = I rem 9,
    [J || J <- lists:seq(0, 80), J =/= I,
          J div 9 =:= R orelse J rem 9 =:= C orelse (J div 27 =:= I div 27 andalso (J rem 9) div 3 =:= C div 3)].

search(Grid) ->
    case lists:keysort(1, [{count(M), I} || {I, M} <- lists:sort(maps:to_list(Grid)), not single(M)]) of
        [] -> Grid;
        [{_, I} | _] -> try_bits([1 bsl B || B <- lists:seq(0, 8), maps:get(I, Grid) band (1 bsl B) =/= 0], I, Grid)
    end.

try_bits([], _, _) -> contradiction;
try_bits([Bit | Bits], I, Grid) ->
    case assign(I, Bit, Grid) of
        contradiction -> try_bits(Bits, I, Grid);
        New ->
            case search(New) of
                contradiction -> try_bits(Bits, I, Grid);
                Solved -> Solved
            end
    end.

count(0) -> 0;
count(M) -> (M band 1) + count(M bsr 1).

digit(1) -> $1;
digit(Bit) -> digit(Bit bsr 1) + 1.

show(Grid) ->
    io:format("~s~n", [[digit(maps:get(I, Grid)) || I <- lists:seq(0, 80)]]).
