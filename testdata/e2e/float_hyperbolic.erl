%% Hyperbolic functions and decimal logarithms to the last digit.
-module(float_hyperbolic).
-export([main/0]).

main() ->
    Small = [sign(I) * I / 97 || I <- lists:seq(1, 300)],
    Tiny = [math:pow(2, -E) || E <- [1, 5, 20, 27, 28, 29, 54, 55, 56, 300, 1022, 1060]],
    [print(F, X) || F <- [sinh, tanh], X <- [0.0, -0.0, 21.9, -21.9 | Small ++ Tiny]],
    [print(F, X) || F <- [asinh], X <- [0.0, -0.0 | Small ++ Tiny]],
    [print(acosh, 1 + abs(X)) || X <- Small],
    [print(cosh, X) || X <- [0.0, -0.0 | [X / 10 || X <- Small] ++ Tiny]],
    [print(F, X) || F <- [sinh, cosh], X <- [22, 50, 700, 709.5, 710, -710, 710.4, 711]],
    [print(tanh, X) || X <- [22, -23, 1.0e300]],
    [print(log10, X) || X <- lists:seq(1, 300)],
    [print(log10, math:pow(10, E)) || E <- lists:seq(-30, 30)],
    [print(log10, X) || X <- [1.0e-310, 5.0e-324, 1.0e308, 0, -1, 0.5, 0.999, 2.0]],
    [print(F, X) || F <- [asinh, acosh], X <- [1.0e9, 1.0e300, 3, 2]],
    print(acosh, 0.5).

sign(I) -> 1 - 2 * (I rem 2).

print(F, X) ->
    io:format("~p(~p) = ~p~n", [F, X, try math:F(X) catch error:Reason -> Reason end]).
