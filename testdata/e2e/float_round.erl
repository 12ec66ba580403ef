-module(float_round).
-export([main/0]).

main() ->
    Fs = [0.0, -0.0, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 0.49999999999999994, 1.0e15, 1.4999999, -7.999, 134217727.5, -134217728.5,
          4294967296.25, 1.0e18],
    [io:format("~w: trunc ~w round ~w floor ~w ceil ~w abs ~w~n", [F, trunc(F), round(F), floor(F), ceil(F), abs(F)]) || F <- Fs],
    [io:format("~w ~w ~w ~w~n", [trunc(I), round(I), floor(I), ceil(I)]) || I <- [0, 5, -5, 1 bsl 70]],
    [io:format("~w~n", [float(I)]) || I <- [0, 5, -5, 134217728, 1 bsl 62]],
    [io:format("~p~n", [try F(id(a)) catch C:R -> {C, R} end])
     || F <- [fun erlang:trunc/1, fun erlang:round/1, fun erlang:float/1, fun erlang:abs/1, fun erlang:floor/1]],
    [io:format("~w~n", [guarded(X)]) || X <- [1.5, -1.5, 7, a]].

guarded(X) when trunc(X) =:= 1 -> one;
guarded(X) when round(X) =:= -2 -> minus_two;
guarded(X) when float(X) == 7.0 -> seven;
guarded(_) -> none.

id(X) -> X.
