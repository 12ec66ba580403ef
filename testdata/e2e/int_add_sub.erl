-module(int_add_sub).
-export([main/0]).

%% Sums and differences around every width at which a representation changes.
edges() ->
    lists:append([[(1 bsl N) - 1, 1 bsl N, -(1 bsl N), -(1 bsl N) - 1]
                  || N <- [0, 7, 26, 27, 28, 30, 31, 32, 58, 59, 60, 62, 63, 64, 65, 95, 127, 128]]).

main() ->
    [io:format("~w: ~w ~w ~w ~w~n", [A, A + 1, A - 1, 1 - A, -A]) || A <- edges()],
    io:format("~w~n", [lists:sum(edges())]),
    io:format("~w~n", [erlang:phash2([A + B || A <- edges(), B <- edges()])]),
    io:format("~w~n", [erlang:phash2([A - B || A <- edges(), B <- edges()])]),
    io:format("~w~n", [loop(1000, 134217700)]),
    io:format("~w~n", [down(1000, -134217700)]),
    io:format("~w ~w~n", [plus(id(3)), minus(id(3))]).

loop(0, A) -> A;
loop(N, A) -> loop(N - 1, A + 1).

down(0, A) -> A;
down(N, A) -> down(N - 1, A - 1).

plus(X) -> +X.
minus(X) -> -X.

id(X) -> X.
