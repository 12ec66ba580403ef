%% More arguments than the host has registers for.
-module(many_arguments).
-export([start/0, f/20, g/17, loop/20]).

start() ->
    L = lists_seq(1, 20),
    {L, 210} = f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, id(20)),
    {L, 210} = apply(id(?MODULE), id(f), L),
    {L, 210} = ?MODULE:f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, id(20)),
    F = fun ?MODULE:f/20, {L, 210} = F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, id(20)),
    G = captured(id(1), id([2]), id(3.5), id({4}), id(5), id(6), id(7), id(8), id(9)),
    [1, [2], 3.5, {4}, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18] = G(10, 11, 12, 13, 14, 15, 16, 17, id(18)),
    seventeen = g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, id(17)),
    function_clause = try g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, id(x)) catch error:E -> E end,
    {2000, [2000 | _]} = loop(2000, [], 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, {a, 17}, [18], 19.5, 0),
    ok.

f(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    X = id([A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T]),
    {X, A + B + C + D + E + F + G + H + I + J + K + L + M + N + O + P + Q + R + S + T}.

g(_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, 17) -> seventeen.

captured(A, B, C, D, E, F, G, H, I) ->
    fun(J, K, L, M, N, O, P, Q, R) -> [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R] end.

%% Long enough to be suspended, with terms that a collection moves in the last registers.
loop(0, Acc, _, _, _, _, _, _, _, _, _, _, _, _, _, _, {a, 17}, [18], F, T) ->
    19.5 = F - 2000, {T, rev(Acc, [])};
loop(N, Acc, C, D, E, F, G, H, I, J, K, L, M, O, P, Q, {A, X}, [Y], Z, T) ->
    loop(N - 1, [N | Acc], C, D, E, F, G, H, I, J, K, L, M, O, P, Q, {A, X}, [Y], Z + 1, T + 1).

rev([H | T], A) -> rev(T, [H | A]);
rev([], A) -> A.

lists_seq(N, N) -> [N];
lists_seq(A, B) -> [A | lists_seq(A + 1, B)].

id(X) -> X.
