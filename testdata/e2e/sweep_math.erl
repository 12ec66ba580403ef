%% Functions of module math at their edges: domains, overflow, exact results, integers of any size, wrong arguments.
-module(sweep_math).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    Exact = [0, 1, -1, 0.0, -0.0, 1.0, -1.0, a, [], 1 bsl 2000, -(1 bsl 2000), <<>>],
    [sweep(math, F, 1, Exact) || F <- functions(math, 1, [cosh, sinh, tanh, sin, cos, tan, exp, erf, erfc, acos, asin, atan, asinh, acosh])],
    [sweep(math, F, 1, [a, 1 bsl 2000, 0, 0.0, -0.0]) || F <- [cosh, sinh, tanh, sin, cos, tan, exp, erf, erfc, asin, atan, asinh]],
    [sweep(math, F, 1, [2, -2, 1.0000001, -1.0e308]) || F <- [acosh, asin, acos, atanh]],
    [io:format("~w ~s~n", [F, [io_lib:format(" ~.11e", [math:F(X)]) || X <- [0.1, 0.5, 0.7, 0.99, 1.0e-8, 1.0e-300]]]) || F <- functions(math, 1, [acosh])],
    [io:format("~w ~s~n", [F, [io_lib:format(" ~.10e", [math:F(X)]) || X <- [2, 3.5, 10, 100, 12345.678]]]) || F <- [acosh, asinh, atan, cos, sin, tan, log, log2, log10, sqrt, erf, tanh, ceil, floor]],
    ?T(math:exp(710)), ?T(math:exp(-1000)), ?T(math:cosh(800)), ?T(math:sinh(-800)), ?T(math:tanh(1.0e300)), ?T(math:erfc(100)), ?T(math:erf(100)),
    sweep(math, pow, 2, [0, 0.0, -0.0, 1, -1, 2, 0.5, -2, 3, -0.5, 1.0e308, 1024, -1075, a, 1 bsl 2000]),
    sweep(math, fmod, 2, [0, 0.0, 1, -1, 2.5, -2.5, 7, 1.0e308, 0.1, a, 1 bsl 2000]),
    sweep(math, atan2, 2, [0.0, -0.0, a, 1 bsl 2000]),
    [?T(io_lib:format("~.12e", [math:atan2(Y, X)])) || Y <- [0, 1, -1, 1.0e-300], X <- [1, -1, 1.0e300]],
    ?T(math:log2(1 bsl 1000)), ?T(math:log2(8)), ?T(math:log10(1000)), ?T([math:log2(1 bsl N) || N <- lists:seq(0, 60, 7)]), ?T(math:sqrt(1 bsl 100)),
    ?T([math:sqrt(N * N) || N <- [3, 1000003, 94906265]]), ?T([math:pow(2, N) || N <- [-1074, -1073, 0, 10, 52, 1023]]), ?T(math:pow(10, 15)), ?T(math:pi()).
