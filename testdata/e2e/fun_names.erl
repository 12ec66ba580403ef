%% Names of funs: when the emulator puts an atom into quotes.
-module(fun_names).
-export([main/0]).
main() ->
    [io:format("~w~n", [erlang:fun_to_list(fun A:f/1)]) || A <- [list_to_atom([C]) || C <- lists:seq(0, 40) ++ [92, 39, 127, 128, 133, 159, 160, 161, 255]]],
    [io:format("~w ~w~n", [erlang:fun_to_list(fun A:f/1), A]) || A <- [a, 'A', 'ß', 'aß', 'é', 'aÀ', 'À', 'a÷', 'a×', 'ªb', 'aµ', 'aĀ', 'Ā', '日', 'a@b', '_a', 'a b', '1a', '', 'aA1_@']].
