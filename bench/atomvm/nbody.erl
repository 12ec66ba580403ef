%% Two bodies around a sun, 50000 steps.
-module(nbody).
-include("bench.hrl").
run() -> trunc(1.0e6 * steps(50000, {4.84, -1.16, 0.60, 2.8}, {8.34, 4.12, -1.01, 1.8})).
steps(0, {X, Y, _, _}, {A, B, _, _}) -> X + Y * A + B;
steps(N, P, Q) -> steps(N - 1, move(P, Q), move(Q, P)).
move({X, Y, VX, VY}, {A, B, _, _}) ->
    DX = X - A, DY = Y - B,
    D2 = DX * DX + DY * DY + 0.01,
    R2 = X * X + Y * Y + 0.01,
    M = 0.001 / D2, S = 0.01 / R2,
    VX1 = VX - DX * M - X * S, VY1 = VY - DY * M - Y * S,
    {X + 0.01 * VX1, Y + 0.01 * VY1, VX1, VY1}.
