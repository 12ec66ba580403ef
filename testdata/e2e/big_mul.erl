-module(big_mul).
-export([main/0]).

main() ->
    io:format("~w~n", [fact(100)]),
    io:format("~w~n", [fact(50) * -fact(50)]),
    X = fact(400),
    io:format("~w digits, hash ~w~n", [length(integer_to_list(X)), erlang:phash2(X)]),
    %% Large enough for every multiplication algorithm of a library to take its turn.
    Y = pow(7, 5000),
    Z = pow(3, 7000),
    io:format("~w ~w~n", [erlang:phash2(Y * Z), erlang:phash2(Y * Y)]),
    true = (Y * Z) div Z =:= Y,
    0 = (Y * Z) rem Y,
    true = (Y + Z) * (Y - Z) =:= Y * Y - Z * Z,
    io:format("~w~n", [(Y * Z) rem 1000000007]),
    io:format("~w~n", [0 * X]).

fact(0) -> 1;
fact(N) -> N * fact(N - 1).

pow(_, 0) -> 1;
pow(B, N) when N band 1 =:= 0 -> pow(B * B, N bsr 1);
pow(B, N) -> B * pow(B, N - 1).
