%% Mutual recursion, state machines of tail calls, arguments that change places, and functions of many arguments.
-module(control_mutual).
-export([main/0, ext/3]).

main() ->
    p({even(1000), odd(1001), even(7)}), p(ackermann(2, 3)), p(machine("aabbcab", start, [])),
    p(swap(10, a, b)), p(rotate(7, 1, 2, 3, 4)), p(gcd(1071, 462)), p(collatz(27, 0)), p(hof(5)),
    p(many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)),
    p(shift(25, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)),
    p(hanoi(5, l, m, r, [])), p(ext(5, [], 0)), p(parse("(1+(2*3))*4")), p(parse("2*(3+4)*5+6")), p(queens(6)), p(f(10)), p(m(10)),
    p(tarai(6, 3, 0)), p(perms([1, 2, 3])), p(fixpoint(fun(X) -> (X + 100 div X) div 2 end, 100)).

p(X) -> io:format("~w~n", [X]).
even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).
ackermann(0, N) -> N + 1;
ackermann(M, 0) -> ackermann(M - 1, 1);
ackermann(M, N) -> ackermann(M - 1, ackermann(M, N - 1)).
machine([], S, Acc) -> {S, lists:reverse(Acc)};
machine([$a | T], start, Acc) -> machine(T, seen_a, [x | Acc]);
machine([$a | T], seen_a, Acc) -> machine(T, seen_aa, Acc);
machine([$b | T], S, Acc) when S =/= start -> machine(T, start, [S | Acc]);
machine([C | T], S, Acc) -> machine(T, S, [{C, S} | Acc]).
swap(0, A, B) -> {A, B};
swap(N, A, B) -> swap(N - 1, B, A).
rotate(0, A, B, C, D) -> [A, B, C, D];
rotate(N, A, B, C, D) -> rotate(N - 1, B, C, D, A + B).
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
collatz(1, N) -> N;
collatz(X, N) when X rem 2 =:= 0 -> collatz(X div 2, N + 1);
collatz(X, N) -> collatz(3 * X + 1, N + 1).
hof(0) -> fun(X) -> X end;
hof(N) when N =:= 5 -> (hof(N - 1))(0);
hof(N) -> G = hof(N - 1), fun(X) -> G(X + N) end.
many(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) -> [T, S, R, Q, P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A].
shift(0, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) -> many(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T);
shift(X, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) -> shift(X - 1, T, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S + X).
hanoi(0, _, _, _, Acc) -> Acc;
hanoi(N, A, B, C, Acc) -> hanoi(N - 1, A, C, B, [{A, C} | hanoi(N - 1, B, A, C, Acc)]).
ext(0, L, S) -> {L, S};
ext(N, L, S) -> ?MODULE:ext(N - 1, [N | L], S + N).
parse(S) -> {V, []} = sum(S), V.
sum(S) -> {A, R} = product(S), sum(A, R).
sum(A, [$+ | R]) -> {B, R1} = product(R), sum(A + B, R1);
sum(A, R) -> {A, R}.
product(S) -> {A, R} = factor(S), product(A, R).
product(A, [$* | R]) -> {B, R1} = factor(R), product(A * B, R1);
product(A, R) -> {A, R}.
factor([$( | R]) -> {V, [$) | R1]} = sum(R), {V, R1};
factor([D | R]) when D >= $0, D =< $9 -> {D - $0, R}.
queens(N) -> length([Q || Q <- queens(N, N)]).
queens(0, _) -> [[]];
queens(K, N) -> [[Q | B] || B <- queens(K - 1, N), Q <- lists:seq(1, N), safe(Q, 1, B)].
safe(_, _, []) -> true;
safe(Q, D, [H | T]) -> Q =/= H andalso abs(Q - H) =/= D andalso safe(Q, D + 1, T).
f(0) -> 1;
f(N) -> N - m(f(N - 1)).
m(0) -> 0;
m(N) -> N - f(m(N - 1)).
tarai(X, Y, _) when X =< Y -> Y;
tarai(X, Y, Z) -> tarai(tarai(X - 1, Y, Z), tarai(Y - 1, Z, X), tarai(Z - 1, X, Y)).
perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
fixpoint(F, X) -> case F(X) of X -> X; Y when Y >= X -> X; Y -> fixpoint(F, Y) end.
