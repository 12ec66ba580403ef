%% Old-style catch in every place an expression can stand, and values that live across it.
-module(exc_catch_forms).
-export([main/0]).

main() ->
    Fs = [fun() -> fine end, fun() -> throw(t) end, fun() -> error(e) end, fun() -> exit(x) end, fun() -> throw({'EXIT', fake}) end, fun() -> hd([]) end],
    [io:format("~w ~w ~w ~w~n", [clean(catch F()), argument(F), in_list(F), in_case(F)]) || F <- Fs],
    [io:format("~w ~w ~w~n", [twice(F), around(F, 1, 2, 3), last(F)]) || F <- Fs],
    [io:format("~w~n", [deep(F, 3)]) || F <- Fs],
    io:format("~w~n", [count(20, 0)]),
    io:format("~w~n", [[begin A = (catch F()), tag(A) end || F <- Fs]]),
    io:format("~w~n", [sequence(Fs)]),
    io:format("~w~n", [(catch throw(first)) =:= first andalso (catch throw(true))]),
    io:format("~w~n", [clean(catch try error(a) after throw(b) end)]),
    io:format("~w~n", [clean(catch try throw(a) catch throw:a -> exit(c) end)]),
    io:format("~w~n", [try catch throw(inner) of V -> {of_clause, V} catch _:_ -> never end]),
    io:format("~w~n", [try (catch error(inner)), throw(outer) catch throw:O -> O end]).

clean({'EXIT', {R, [T | _]}}) when is_tuple(T) -> {'EXIT', R};
clean(X) -> X.

tag({'EXIT', _}) -> exit;
tag(X) when is_atom(X) -> X;
tag(_) -> other.

argument(F) -> {before, clean(catch F()), behind}.
in_list(F) -> [1, clean(catch F()) | tail].
in_case(F) -> case catch F() of fine -> 1; {'EXIT', {_, _}} -> 2; {'EXIT', _} -> 3; T when is_atom(T) -> {4, T} end.
twice(F) -> A = catch F(), B = catch F(), {tag(A), tag(B), tag(A) =:= tag(B)}.
around(F, A, B, C) -> X = A + B, Y = tag(catch F()), Z = B + C, {X, Y, Z, A * C}.
last(F) -> tag(catch last1(F)).
last1(F) -> catch F().
deep(F, 0) -> F();
deep(F, N) -> R = clean(catch deep(F, N - 1)), {N, R}.
count(0, Acc) -> Acc;
count(N, Acc) -> case catch step(N) of {'EXIT', _} -> count(N - 1, Acc + 100); V -> count(N - 1, Acc + V) end.
step(N) when N rem 3 =:= 0 -> throw(N);
step(N) when N rem 5 =:= 0 -> error(N);
step(_) -> 1.
sequence([]) -> [];
sequence([F | T]) -> R = catch F(), [tag(R) | sequence(T)].
