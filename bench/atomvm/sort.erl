%% Merge sort of 20000 numbers, with a fun that compares.
-module(sort).
-include("bench.hrl").
run() -> nth(100, sort(fun(A, B) -> A =< B end, numbers(20000, 42, []), 20000)).
numbers(0, _, L) -> L;
numbers(N, X, L) -> numbers(N - 1, (X * 421 + 54773) rem 259200, [X | L]).
sort(_, L, 1) -> [hd(L)];
sort(F, L, N) ->
    Half = N div 2,
    merge(F, sort(F, L, Half), sort(F, drop(Half, L), N - Half)).
drop(0, L) -> L;
drop(N, [_ | T]) -> drop(N - 1, T).
merge(_, [], L) -> L;
merge(_, L, []) -> L;
merge(F, [A | As] = L, [B | Bs] = R) ->
    case F(A, B) of
        true -> [A | merge(F, As, R)];
        false -> [B | merge(F, L, Bs)]
    end.
nth(1, [H | _]) -> H;
nth(N, [_ | T]) -> nth(N - 1, T).
