%% Loops that are entered at two places (two_entries_code.S): no compiler writes them, but code may have them.
-module(two_entries).
-export([main/0]).

main() ->
    [io:format("~w ~w: ~w~n", [N, X, two_entries_code:leaf(N, X)]) || N <- [0, 1, 2, 5, 6, 100001], X <- [a, b]],
    [io:format("~w ~w: ~w~n", [N, X, two_entries_code:calls(N, X)]) || N <- [0, 1, 5, 6], X <- [a, b, c]],
    ok.
