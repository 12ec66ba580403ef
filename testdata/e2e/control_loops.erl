-module(control_loops).
-export([main/0]).

main() ->
    io:format("~w~n", [count(1000000, 0)]),
    io:format("~w~n", [sum(100000)]),
    io:format("~w~n", [collatz(27, 0)]),
    io:format("~w~n", [longest(1, 3000, 0, 0)]),
    io:format("~w ~w~n", [even(100001), odd(100001)]),
    io:format("~w~n", [ack(2, 9)]),
    io:format("~w~n", [fib(22)]),
    io:format("~w~n", [tak(12, 8, 4)]),
    io:format("~w~n", [hanoi(10, a, b, c)]),
    io:format("~w~n", [length(build(200000))]),
    io:format("~w~n", [state(start, lists:seq(1, 30), [])]),
    io:format("~w~n", [swap_loop(1, 2, 3, 100001)]),
    io:format("~w~n", [many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1000)]).

count(0, A) -> A;
count(N, A) -> count(N - 1, A + 1).

sum(0) -> 0;
sum(N) -> N + sum(N - 1).

collatz(1, S) -> S;
collatz(N, S) when N rem 2 =:= 0 -> collatz(N div 2, S + 1);
collatz(N, S) -> collatz(3 * N + 1, S + 1).

longest(N, N, Best, Len) -> {Best, Len};
longest(I, N, Best, Len) ->
    case collatz(I, 0) of
        L when L > Len -> longest(I + 1, N, I, L);
        _ -> longest(I + 1, N, Best, Len)
    end.

even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).

ack(0, N) -> N + 1;
ack(M, 0) -> ack(M - 1, 1);
ack(M, N) -> ack(M - 1, ack(M, N - 1)).

fib(N) when N < 2 -> N;
fib(N) -> fib(N - 1) + fib(N - 2).

tak(X, Y, Z) when Y >= X -> Z;
tak(X, Y, Z) -> tak(tak(X - 1, Y, Z), tak(Y - 1, Z, X), tak(Z - 1, X, Y)).

hanoi(0, _, _, _) -> 0;
hanoi(N, A, B, C) -> hanoi(N - 1, A, C, B) + 1 + hanoi(N - 1, C, B, A).

build(0) -> [];
build(N) -> [N | build(N - 1)].

state(_, [], Acc) -> lists:reverse(Acc);
state(start, [H | T], Acc) -> state(middle, T, [{s, H} | Acc]);
state(middle, [H | T], Acc) when H rem 5 =:= 0 -> state(final, T, Acc);
state(middle, [_ | T], Acc) -> state(middle, T, Acc);
state(final, [H | T], Acc) -> state(start, T, [{f, H} | Acc]).

swap_loop(A, B, C, 0) -> {A, B, C};
swap_loop(A, B, C, N) -> swap_loop(B, C, A, N - 1).

many(A, B, C, D, E, F, G, H, I, J, K, L, 0) -> [A, B, C, D, E, F, G, H, I, J, K, L];
many(A, B, C, D, E, F, G, H, I, J, K, L, N) -> many(B, C, D, E, F, G, H, I, J, K, L, A, N - 1).
