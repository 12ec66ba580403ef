%% Lazy lists as funs: naturals, primes, Hamming numbers, merges, zips, take while, memory that stays small.
-module(prog_streams).
-export([main/0]).

main() ->
    io:format("~w~n", [take(10, from(1))]),
    io:format("~w~n", [take(20, primes())]),
    io:format("~w~n", [take(25, hamming())]),
    io:format("~w~n", [take(12, fib(0, 1))]),
    io:format("~w~n", [nth(30000, from(0))]),
    io:format("~w~n", [take(5, filter(fun(N) -> N rem 7 =:= 3 end, map(fun(N) -> N * N + 2 end, from(1))))]),
    io:format("~w~n", [take(6, zip(from(1), map(fun(N) -> -N end, from(10))))]),
    io:format("~w~n", [take(100, take_while(fun(N) -> N < 40 end, map(fun(N) -> N * 3 end, from(0))))]),
    io:format("~w~n", [take(15, interleave(from(0), from(100)))]),
    io:format("~w~n", [take(10, scan(fun(A, B) -> A + B end, 0, from(1)))]).

from(N) -> fun() -> [N | from(N + 1)] end.
take(0, _) -> [];
take(N, S) -> case S() of [H | T] -> [H | take(N - 1, T)]; [] -> [] end.
nth(N, S) -> [H | T] = S(), case N of 0 -> H; _ -> nth(N - 1, T) end.
map(F, S) -> fun() -> case S() of [H | T] -> [F(H) | map(F, T)]; [] -> [] end end.
filter(P, S) -> fun() -> filter_now(P, S) end.
filter_now(P, S) -> case S() of [H | T] -> case P(H) of true -> [H | filter(P, T)]; false -> filter_now(P, T) end; [] -> [] end.
take_while(P, S) -> fun() -> case S() of [H | T] -> case P(H) of true -> [H | take_while(P, T)]; false -> [] end; [] -> [] end end.
zip(A, B) -> fun() -> [X | S] = A(), [Y | T] = B(), [{X, Y} | zip(S, T)] end.
interleave(A, B) -> fun() -> [X | S] = A(), [X | interleave(B, S)] end.
scan(F, Acc, S) -> fun() -> [H | T] = S(), New = F(H, Acc), [New | scan(F, New, T)] end.
fib(A, B) -> fun() -> [A | fib(B, A + B)] end.
primes() -> sieve(from(2)).
sieve(S) -> fun() -> [P | T] = S(), [P | sieve(filter(fun(N) -> N rem P =/= 0 end, T))] end.
hamming() -> hamming(gb_sets:singleton(1)).
hamming(Q) -> fun() -> {H, R} = gb_sets:take_smallest(Q), [H | hamming(lists:foldl(fun(K, S) -> gb_sets:add(H * K, S) end, R, [2, 3, 5]))] end.
