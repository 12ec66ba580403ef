-module(recursion).
-export([start/0, fib/1]).
start() ->
    6765 = fib(20),
    832040 = fib(30),
    L = nrev(lists(30, [])),
    [1,2,3|_] = L,
    30 = len(L, 0),
    500500 = sum(1000), 450015000 = sum(30000),
    {a, 3} = t(3),
    ok.
t(N) -> {a, N}.
fib(N) when N < 2 -> N;
fib(N) -> fib(N-1) + fib(N-2).
nrev([H|T]) -> app(nrev(T), [H]);
nrev([]) -> [].
app([H|T], L) -> [H|app(T, L)];
app([], L) -> L.
lists(0, A) -> rev(A, []);
lists(N, A) -> lists(N-1, [N|A]).
rev([H|T], A) -> rev(T, [H|A]);
rev([], A) -> A.
len([], N) -> N;
len([_|T], N) -> len(T, N+1).
sum(0) -> 0;
sum(N) -> N + sum(N-1).
