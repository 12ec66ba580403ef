-module(float_math).
-export([main/0]).

%% Printed with 12 digits: the last bits of the transcendental functions are the C library's business.
main() ->
    Xs = [0.0, 0.1, 0.5, 1.0, 2.0, 10.0, 100.5],
    [show(X, [math:sin(X), math:cos(X), math:tan(X), math:atan(X), math:sinh(X / 10), math:cosh(X / 10), math:tanh(X)]) || X <- Xs],
    [show(X, [math:exp(X / 10), math:sqrt(X), math:erf(X), math:asinh(X)]) || X <- Xs],
    [show(X, [math:log(X), math:log2(X), math:log10(X), math:pow(X, 1.5)]) || X <- Xs, X > 0],
    [show(X, [math:asin(X), math:acos(X), math:atanh(X / 2)]) || X <- [0.0, 0.25, -0.5, 1.0]],
    show(x, [math:atan2(1, -1), math:fmod(10.5, 3), math:pi(), math:pow(2, 10), math:floor(2.7), math:ceil(2.2)]),
    io:format("~w ~w~n", [math:sqrt(16), math:sqrt(1 bsl 80)]),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> math:sqrt(-1) end, fun() -> math:log(0) end, fun() -> math:acos(2) end, fun() -> math:exp(1000) end,
              fun() -> math:sin(a) end, fun() -> math:pow(0, -1) end, fun() -> math:fmod(1, 0) end]].

show(X, Values) -> io:format("~w: ~s~n", [X, [io_lib:format("~.11e ", [float(V)]) || V <- Values]]).
