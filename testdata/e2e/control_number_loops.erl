%% Loops whose variables change their representation on the way: small, larger, big, float, and back.
-module(control_number_loops).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    ?T([double(1, N) || N <- [0, 26, 27, 28, 29, 30, 31, 58, 59, 60, 61, 62, 63, 64, 65, 100]]), ?T([double(-1, N) || N <- [26, 27, 28, 30, 31, 59, 60, 62, 63, 64, 65]]), ?T([double(1.0, N) || N <- [10, 60, 1023]]), ?T(double(1.0, 1024)),
    ?T([fact(N) || N <- [0, 5, 12, 13, 20, 21, 25, 30]]), ?T(fact(3.0)), ?T([fib(N, 0, 1) || N <- [0, 1, 40, 41, 42, 43, 90, 91, 92, 93, 120]]), ?T(fib(50, 0, 1.0)),
    ?T(sum([1, 2.5, 3])), ?T(sum([1 bsl 60, -1, 1 bsl 60, -(1 bsl 61)])), ?T(sum([1 bsl 27, 1 bsl 27, -(1 bsl 28)])), ?T(sum([1, a])), ?T(sum([0.1, 0.2, 0.3, -0.6])), ?T(sum([1.0e308, 1.0e308])), ?T(sum([1 bsl 1024, 1.0])),
    ?T(collatz(27, 0)), ?T(collatz(837799, 0)), ?T(collatz(1 bsl 70 - 1, 0)), ?T(gcd(1 bsl 90, 6 * 3486784401)), ?T(gcd(123456789012345678901234567890, 9876543210)), ?T(gcd(0, 5)), ?T(gcd(5.0, 2)),
    ?T(pow(3, 100)), ?T(pow(-7, 33)), ?T(pow(2.0, 10)), ?T(pow(1.5, 3)), ?T(pow(10, 20) div pow(10, 18)), ?T(modpow(3, 1 bsl 64, 1000000007)), ?T(modpow(2, 521, (1 bsl 127) - 1)), ?T(isqrt(1 bsl 101)), ?T(isqrt(99)), ?T(isqrt(152415787532388367501905199875019052100)),
    ?T(digits(1 bsl 80, [])), ?T(undigits(digits(98765432109876543210, []))), ?T(mean([1, 2, 3, 4])), ?T(mean([1 bsl 70, 1])), ?T(mean([])), ?T(newton(2, 1.0, 0)), ?T(newton(1 bsl 60, 1.0, 0)),
    ?T(lcg(1, 1000, 0)), ?T(xorshift(88172645463325252, 500)), ?T(down(1 bsl 65, 1 bsl 61, 0)), ?T(down(10.0, 1, 0)), ?T(shift_out(1 bsl 100, [])), ?T(shift_in(100, 0)), ?T(negate(5, -(1 bsl 59), [])), ?T(negate(5, 0.0, [])), ?T(negate(5, -(1 bsl 27), [])),
    ?T(mixed(12, 1, 1.0, [])), ?T(crossing(-(1 bsl 27) - 3, 6)), ?T(crossing((1 bsl 27) - 3, 6)), ?T(crossing((1 bsl 59) - 3, 6)), ?T(crossing(-(1 bsl 59) - 3, 6)), ?T(crossing((1 bsl 31) - 3, 6)), ?T(crossing((1 bsl 63) - 3, 6)), ?T(crossing((1 bsl 64) - 3, 6)), ?T(crossing(9007199254740990.0, 5)),
    ?T(bits(-1, 0)), ?T(bits(1 bsl 64, 0)), ?T([popcount(N) || N <- [0, 1, 255, (1 bsl 64) - 1, 1 bsl 200]]), ?T(horner([1, -2, 3, -4], 1 bsl 40)), ?T(horner([1, -2, 3, -4], 0.5)), ?T(horner([1.5, 2], 1 bsl 1023)), ?T(horner([1.5, 2], 1 bsl 1025)).

double(X, 0) -> X;
double(X, N) -> double(X * 2, N - 1).
fact(N) when N > 0 -> N * fact(N - 1);
fact(_) -> 1.
fib(0, A, _) -> A;
fib(N, A, B) -> fib(N - 1, B, A + B).
sum(L) -> sum(L, 0).
sum([H | T], A) -> sum(T, A + H);
sum([], A) -> A.
collatz(1, N) -> N;
collatz(X, N) when X band 1 =:= 0 -> collatz(X bsr 1, N + 1);
collatz(X, N) -> collatz(3 * X + 1, N + 1).
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
pow(_, 0) -> 1;
pow(B, N) when N rem 2 =:= 0 -> pow(B * B, N div 2);
pow(B, N) -> B * pow(B, N - 1).
modpow(_, 0, _) -> 1;
modpow(B, N, M) -> R = modpow(B * B rem M, N bsr 1, M), case N band 1 of 1 -> R * B rem M; 0 -> R end.
isqrt(N) -> isqrt(N, N).
isqrt(N, X) -> case (X + N div X) div 2 of Y when Y < X -> isqrt(N, Y); _ -> X end.
digits(0, A) -> A;
digits(N, A) -> digits(N div 10, [N rem 10 | A]).
undigits(L) -> lists:foldl(fun(D, A) -> A * 10 + D end, 0, L).
mean(L) -> mean(L, 0, 0).
mean([], S, N) -> S / N;
mean([H | T], S, N) -> mean(T, S + H, N + 1).
newton(_, X, 60) -> X;
newton(A, X, N) -> newton(A, (X + A / X) / 2, N + 1).
lcg(_, 0, A) -> A;
lcg(S, N, A) -> T = (S * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF, lcg(T, N - 1, A bxor (T bsr 33)).
xorshift(X, 0) -> X;
xorshift(X, N) -> A = X bxor (X bsl 13) band 16#FFFFFFFFFFFFFFFF, B = A bxor (A bsr 7), xorshift(B bxor (B bsl 17) band 16#FFFFFFFFFFFFFFFF, N - 1).
down(X, Step, N) when X > 0 -> down(X - Step, Step, N + 1);
down(X, _, N) -> {X, N}.
shift_out(0, A) -> lists:sum(A);
shift_out(X, A) -> shift_out(X bsr 7, [X band 127 | A]).
shift_in(0, A) -> A;
shift_in(N, A) -> shift_in(N - 1, A bsl 1 bor (N band 1)).
negate(0, _, A) -> A;
negate(N, X, A) -> negate(N - 1, -X, [X, abs(X) | A]).
mixed(0, I, F, A) -> [I, F | A];
mixed(N, I, F, A) when N rem 3 =:= 0 -> mixed(N - 1, F, I, [I == F | A]);
mixed(N, I, F, A) -> mixed(N - 1, I * 3, F * 3, A).
crossing(_, 0) -> [];
crossing(X, N) -> [{X, X < 1 bsl 59, X =:= X + 0, -X, X - 1} | crossing(X + 1, N - 1)].
bits(0, N) -> N;
bits(-1, N) -> {minus, N};
bits(X, N) -> bits(X bsr 1, N + 1).
popcount(0) -> 0;
popcount(N) -> 1 + popcount(N band (N - 1)).
horner(L, X) -> lists:foldl(fun(C, A) -> A * X + C end, 0, L).
