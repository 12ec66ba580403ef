-module(float_arith).
-export([main/0]).

main() ->
    Fs = [0.0, 1.0, -1.0, 0.1, 0.2, 1.0e-10, 123456.789, -2.5e10, 1.0e200],
    [io:format("~w ~w: ~w ~w ~w~n", [A, B, A + B, A - B, A * B]) || A <- Fs, B <- Fs, abs(A * B) < 1.0e300],
    [io:format("~w~n", [A / B]) || A <- Fs, B <- Fs, B /= 0, abs(A) < 1.0e100],
    io:format("~w~n", [sum(lists:seq(1, 100), 0.0)]),
    io:format("~w~n", [[X + 1 || X <- Fs]]),
    io:format("~w~n", [[1 - X || X <- Fs]]),
    io:format("~w~n", [newton(2.0, 1.0, 8)]),
    io:format("~w~n", [mandel(-0.5, 0.5, 0.0, 0.0, 0)]),
    io:format("~w~n", [leibniz(0, 2000, 0.0) * 4]),
    io:format("~w~n", [[-X || X <- Fs]]).

sum([], Acc) -> Acc;
sum([H | T], Acc) -> sum(T, Acc + 1 / H).

newton(_, X, 0) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N - 1).

mandel(_, _, X, Y, N) when N =:= 50; X * X + Y * Y > 4.0 -> {N, X, Y};
mandel(CX, CY, X, Y, N) -> mandel(CX, CY, X * X - Y * Y + CX, 2.0 * X * Y + CY, N + 1).

leibniz(N, N, Acc) -> Acc;
leibniz(K, N, Acc) when K rem 2 =:= 0 -> leibniz(K + 1, N, Acc + 1 / (2 * K + 1));
leibniz(K, N, Acc) -> leibniz(K + 1, N, Acc - 1 / (2 * K + 1)).
