-module(big_div).
-export([main/0]).

main() ->
    A = pow(10, 60) + 12345678901234567890,
    Ds = [1, 3, -3, 10, 4294967295, 4294967296, 4294967297, pow(2, 64), pow(10, 25) + 7, -pow(10, 40), A - 1, A, A + 1, pow(10, 70)],
    [io:format("~w~n  ~w~n  ~w~n", [D, A div D, A rem D]) || D <- Ds],
    [io:format("~w~n  ~w~n  ~w~n", [D, -A div D, -A rem D]) || D <- Ds],
    io:format("~w~n", [powmod(3, pow(10, 30), pow(10, 20) + 39)]),
    io:format("~w~n", [isqrt(pow(10, 80))]),
    io:format("~w~n", [egcd(pow(2, 127) - 1, pow(3, 60))]),
    io:format("~w~n", [is_prime(pow(2, 61) - 1)]).

pow(_, 0) -> 1;
pow(B, N) -> B * pow(B, N - 1).

powmod(_, 0, _) -> 1;
powmod(B, E, M) when E band 1 =:= 0 -> powmod(B * B rem M, E bsr 1, M);
powmod(B, E, M) -> B * powmod(B, E - 1, M) rem M.

isqrt(N) -> isqrt(N, N).
isqrt(N, X) ->
    case (X + N div X) div 2 of
        Y when Y >= X -> X;
        Y -> isqrt(N, Y)
    end.

egcd(A, 0) -> {A, 1, 0};
egcd(A, B) ->
    {G, X, Y} = egcd(B, A rem B),
    {G, Y, X - (A div B) * Y}.

is_prime(N) -> lists:all(fun(B) -> powmod(B, N - 1, N) =:= 1 end, [2, 3, 5, 7, 11]).
