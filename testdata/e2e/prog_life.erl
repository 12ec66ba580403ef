%% Conway's Game of Life on sets of cells: a glider, a blinker and a gun, as text.
-module(prog_life).
-export([main/0]).

main() ->
    Glider = cells([".O.", "..O", "OOO"]),
    lists:foldl(fun(N, G) -> draw(N, G), step(G) end, Glider, lists:seq(0, 4)),
    Blinker = cells(["OOO"]),
    io:format("period ~p ~p~n", [step(Blinker) =:= Blinker, step(step(Blinker)) =:= Blinker]),
    Gun = cells(["........................O...........", "......................O.O...........",
                 "............OO......OO............OO", "...........O...O....OO............OO",
                 "OO........O.....O...OO..............", "OO........O...O.OO....O.O...........",
                 "..........O.....O.......O...........", "...........O...O....................",
                 "............OO......................"]),
    io:format("~w~n", [populations(Gun, 60)]).

cells(Rows) ->
    sets:from_list([{X, Y} || {Y, Row} <- enumerate(Rows), {X, $O} <- enumerate(Row)]).

enumerate(L) -> lists:zip(lists:seq(0, length(L) - 1), L).

step(Cells) ->
    Counts = sets:fold(fun({X, Y}, Acc) ->
                           lists:foldl(fun(C, A) -> maps:update_with(C, fun(N) -> N + 1 end, 1, A) end, Acc,
                                       [{X + DX, Y + DY} || DX <- [-1, 0, 1], DY <- [-1, 0, 1], {DX, DY} =/= {0, 0}])
                       end, #{}, Cells),
    sets:from_list([C || {C, N} <- maps:to_list(Counts), N =:= 3 orelse (N =:= 2 andalso sets:is_element(C, Cells))]).

draw(N, Cells) ->
    io:format("~p:~n", [N]),
    [io:format("~s~n", [[case sets:is_element({X, Y}, Cells) of true -> $O; false -> $. end || X <- lists:seq(0, 4)]])
     || Y <- lists:seq(0, 4)].

populations(_, 0) -> [];
populations(Cells, N) -> [sets:size(Cells) | populations(step(Cells), N - 1)].
