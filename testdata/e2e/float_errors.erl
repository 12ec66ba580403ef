-module(float_errors).
-export([main/0]).

main() ->
    Big = id(1.0e308),
    Fs = [fun() -> Big * 10 end, fun() -> Big + Big end, fun() -> -Big - Big end, fun() -> 1.0 / id(0) end, fun() -> 1.0 / id(0.0) end,
          fun() -> 0.0 / id(0.0) end, fun() -> 1.0 + id(a) end, fun() -> id("x") * 2.0 end, fun() -> Big / id(1.0e-10) end,
          fun() -> chain(Big) end],
    [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Fs],
    [io:format("~w~n", [safe(X)]) || X <- [1.0, 0.0, 1.0e308, a, 5]],
    io:format("~w~n", [1.0e-300 * 1.0e-300]),
    io:format("~w~n", [0.0 * -1.0]).

chain(X) ->
    Y = X * 2.0 - X,
    Y + 1.0.

safe(X) when X * 10.0 > 50.0 -> large;
safe(X) when 1.0 / X > 0.5 -> small;
safe(_) -> failed.

id(X) -> X.
