-module(frames_many_yregs).
-export([main/0]).

main() ->
    io:format("~p~n", [wide(1)]),
    io:format("~p~n", [nested(2)]),
    io:format("~p~n", [trimmed({a, b, c, d})]),
    io:format("~p~n", [swaps(1, 2, 3)]),
    io:format("~p~n", [branchy(x, 5)]),
    io:format("~p~n", [args(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)]).

wide(X) ->
    A = f(X), B = f(A), C = f(B), D = f(C), E = f(D), F = f(E), G = f(F), H = f(G), I = f(H), J = f(I),
    K = f(J), L = f(K), M = f(L), N = f(M), O = f(N), P = f(O), Q = f(P), R = f(Q), S = f(R), T = f(S),
    [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T, f(T)].

f(X) -> X * 2 + 1.

nested(X) ->
    A = f(X),
    B = case f(A) of
            V when V > 5 ->
                W = f(V),
                U = f(W),
                {V, W, U};
            V -> {V}
        end,
    C = f(A),
    {A, B, C}.

trimmed({A, B, C, D}) ->
    X = g(A), Y = g(B), Z = g(C), W = g(D),
    P = {X, Y}, g(P),
    Q = [Z | W], g(Q),
    {P, Q}.

g(X) -> X.

swaps(A, B, C) ->
    X = g(C), Y = g(B), Z = g(A),
    h(Z, Y, X, h(Y, Z, X, h(X, Y, Z, done))).

h(A, B, C, Acc) -> [{C, B, A} | [Acc]].

branchy(T, N) ->
    A = g(N),
    R = if A > 3 -> B = g(A + 1), C = g(B + 1), {B, C}; true -> none end,
    S = try g(A) + g(1) catch _:_ -> 0 end,
    {T, A, R, S}.

args(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) ->
    X = g({T, S, R, Q, P}),
    Y = g([O, N, M, L, K]),
    {X, Y, A, B, C, D, E, F, G, H, I, J}.
