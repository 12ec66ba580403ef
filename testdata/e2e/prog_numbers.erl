%% Numbers: Miller and Rabin, Pollard's rho, continued fractions, pi by a spigot, e, perfect and amicable numbers.
-module(prog_numbers).
-export([main/0]).

main() ->
    io:format("~p~n", [[P || P <- lists:seq(1, 100), prime(P)]]),
    io:format("~p~n", [[{P, prime(P)} || P <- [561, 7919, 1 bsl 61 - 1, 1 bsl 67 - 1, 3215031751, 1000000007 * 998244353]]]),
    io:format("~p~n", [[{N, lists:sort(factor(N))} || N <- [1, 2, 360, 8051, 10403, 1 bsl 40 - 1, 600851475143, 1000003 * 999983]]]),
    io:format("~s~n", [pi(120)]),
    io:format("~p~n", [[fraction(A, B) || {A, B} <- [{355, 113}, {103993, 33102}, {1, 7}, {0, 5}]]]),
    io:format("~p~n", [sqrt_fraction(23, 12)]),
    io:format("~p~n", [[N || N <- lists:seq(2, 3000), divisors(N) =:= N]]),
    io:format("~p~n", [[{N, D} || N <- lists:seq(2, 1300), D <- [divisors(N)], D > N, divisors(D) =:= N]]),
    io:format("~p~n", [power(3, 1000, 1000000007)]),
    io:format("~p~n", [isqrt(power(10, 60, 1 bsl 400))]),
    io:format("~p~n", [egcd(240, 46)]),
    io:format("~p~n", [crt([{2, 3}, {3, 5}, {2, 7}])]),
    io:format("~w~n", [collatz_longest(3000, 1, {0, 0})]).

prime(N) when N < 2 -> false;
prime(N) when N < 4 -> true;
prime(N) when N rem 2 =:= 0 -> false;
prime(N) ->
    {S, D} = split(N - 1, 0),
    lists:all(fun(A) -> A rem N =:= 0 orelse witness(power(A, D, N), S, N) end, [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]).

split(D, S) when D rem 2 =:= 0 -> split(D div 2, S + 1);
split(D, S) -> {S, D}.

witness(X, _, N) when X =:= 1; X =:= N - 1 -> true;
witness(_, 1, _) -> false;
witness(X, S, N) -> case X * X rem N of Y when Y =:= N - 1 -> true; Y -> witness_rest(Y, S - 1, N) end.

witness_rest(_, S, _) when S =< 1 -> false;
witness_rest(X, S, N) -> case X * X rem N of Y when Y =:= N - 1 -> true; Y -> witness_rest(Y, S - 1, N) end.

power(_, 0, M) -> 1 rem M;
power(B, E, M) when E band 1 =:= 1 -> B * power(B, E - 1, M) rem M;
power(B, E, M) -> H = power(B, E bsr 1, M), H * H rem M.

factor(1) -> [];
factor(N) when N rem 2 =:= 0 -> [2 | factor(N div 2)];
factor(N) ->
    case prime(N) of
        true -> [N];
        false -> D = rho(N, 1), factor(D) ++ factor(N div D)
    end.

rho(N, C) ->
    F = fun(X) -> (X * X + C) rem N end,
    case rho(N, F, 2, F(2), 1) of
        N -> rho(N, C + 1);
        D -> D
    end.

rho(N, F, X, Y, 1) ->
    case gcd(abs(X - Y), N) of
        1 -> rho(N, F, F(X), F(F(Y)), 1);
        D -> D
    end.

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

pi(Digits) -> [hd(S) || S <- pi(1, 0, 1, 1, 3, 3, Digits)].
pi(_, _, _, _, _, _, 0) -> [];
pi(Q, R, T, K, N, L, D) when 4 * Q + R - T < N * T ->
    [integer_to_list(N) | pi(Q * 10, 10 * (R - N * T), T, K, 10 * (3 * Q + R) div T - 10 * N, L, D - 1)];
pi(Q, R, T, K, _, L, D) ->
    pi(Q * K, (2 * Q + R) * L, T * L, K + 1, (Q * (7 * K + 2) + R * L) div (T * L), L + 2, D).

fraction(_, 0) -> [];
fraction(A, B) -> [A div B | fraction(B, A rem B)].

sqrt_fraction(N, Terms) -> A0 = isqrt(N), sqrt_fraction(N, A0, 0, 1, A0, Terms).
sqrt_fraction(_, _, _, _, _, 0) -> [];
sqrt_fraction(N, A0, M, D, A, Terms) ->
    M1 = D * A - M, D1 = (N - M1 * M1) div D,
    [A | sqrt_fraction(N, A0, M1, D1, (A0 + M1) div D1, Terms - 1)].

isqrt(N) when N < 2 -> N;
isqrt(N) -> isqrt(N, N).
isqrt(N, X) -> case (X + N div X) div 2 of Y when Y >= X -> X; Y -> isqrt(N, Y) end.

divisors(N) -> divisors(N, 2, 1).
divisors(N, D, S) when D * D > N -> S;
divisors(N, D, S) when D * D =:= N -> S + D;
divisors(N, D, S) when N rem D =:= 0 -> divisors(N, D + 1, S + D + N div D);
divisors(N, D, S) -> divisors(N, D + 1, S).

egcd(A, 0) -> {A, 1, 0};
egcd(A, B) -> {G, X, Y} = egcd(B, A rem B), {G, Y, X - A div B * Y}.

crt(L) ->
    M = lists:foldl(fun({_, N}, A) -> A * N end, 1, L),
    Sum = lists:sum([begin P = M div N, {1, X, _} = egcd(P, N), R * P * X end || {R, N} <- L]),
    {((Sum rem M) + M) rem M, M}.

collatz_longest(Max, N, Best) when N > Max -> Best;
collatz_longest(Max, N, Best) -> collatz_longest(Max, N + 1, max(Best, {collatz(N, 0), N})).

collatz(1, S) -> S;
collatz(N, S) when N rem 2 =:= 0 -> collatz(N div 2, S + 1);
collatz(N, S) -> collatz(3 * N + 1, S + 1).
