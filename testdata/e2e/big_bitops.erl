-module(big_bitops).
-export([main/0]).

main() ->
    A = 16#0123456789ABCDEF0123456789ABCDEF,
    B = 16#FFFF0000FFFF0000FFFF0000FFFF0000FFFF,
    [io:format("~.16B ~.16B ~.16B~n", [X band Y, X bor Y, X bxor Y])
     || X <- [A, -A, A + 1], Y <- [B, -B, 255, -256, 0, -1]],
    [io:format("~w~n", [bnot X]) || X <- [A, -A, B, -B]],
    [io:format("~.16B ~.16B~n", [X bsl N, X bsr N]) || X <- [A, -A], N <- [1, 4, 31, 32, 33, 64, 127, 200]],
    io:format("~w~n", [reverse_bits(A, 128, 0)]),
    io:format("~w~n", [[(A bsr (8 * I)) band 255 || I <- lists:seq(0, 15)]]),
    io:format("~w~n", [A bxor A]),
    io:format("~w~n", [(A bsl 64) bsr 64 =:= A]).

reverse_bits(_, 0, Acc) -> Acc;
reverse_bits(N, K, Acc) -> reverse_bits(N bsr 1, K - 1, (Acc bsl 1) bor (N band 1)).
