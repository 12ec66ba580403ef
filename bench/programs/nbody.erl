%% Floating point: two bodies pulling at each other, tuples of floats.
-module(nbody).
-include("bench.hrl").
run() -> step(50000, {0.0, 0.0, 0.0, 0.1, 1.0}, {4.84, -1.16, 0.0016, 2.81, 0.00095}).
step(0, A, B) -> {A, B};
step(N, {X1, Y1, VX1, VY1, M1}, {X2, Y2, VX2, VY2, M2}) ->
    DX = X1 - X2, DY = Y1 - Y2,
    D2 = DX * DX + DY * DY + 0.01,
    Mag = 0.001 / (D2 * math:sqrt(D2)),
    NVX1 = VX1 - DX * M2 * Mag, NVY1 = VY1 - DY * M2 * Mag,
    NVX2 = VX2 + DX * M1 * Mag, NVY2 = VY2 + DY * M1 * Mag,
    step(N - 1, {X1 + 0.001 * NVX1, Y1 + 0.001 * NVY1, NVX1, NVY1, M1},
         {X2 + 0.001 * NVX2, Y2 + 0.001 * NVY2, NVX2, NVY2, M2}).
