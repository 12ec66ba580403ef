%% Codes on bits: Hamming, Gray, Golomb, UTF-7 like armour, parity stripes, bit reversal, population counts.
-module(prog_bits_codes).
-export([main/0]).

main() ->
    io:format("~w~n", [[{N, gray(N), ungray(gray(N)) =:= N} || N <- lists:seq(0, 9)]]),
    io:format("~w~n", [[hamming(<<N:4>>) || N <- [0, 1, 9, 15]]]),
    io:format("~w~n", [lists:usort([correct(flip(hamming(<<N:4>>), I)) =:= <<N:4>> || N <- lists:seq(0, 15), I <- lists:seq(0, 6)])]),
    Numbers = [0, 1, 2, 3, 10, 100, 7, 0],
    Coded = << <<(golomb(N, 3))/bitstring>> || N <- Numbers >>,
    io:format("~w ~w~n", [bit_size(Coded), ungolomb(Coded, 3) =:= Numbers]),
    io:format("~w~n", [stripe([<<"abcdef">>, <<"ghijkl">>, <<"mnopqr">>])]),
    io:format("~w~n", [[reverse(<<N:S>>) || {N, S} <- [{1, 8}, {16#F0, 8}, {5, 3}, {1, 1}]]]),
    io:format("~w~n", [[population(N) || N <- [0, 255, 1 bsl 70 - 1, 16#AAAA]]]),
    io:format("~w~n", [varint([0, 127, 128, 300, 1 bsl 40])]).

gray(N) -> N bxor (N bsr 1).
ungray(0) -> 0;
ungray(N) -> N bxor ungray(N bsr 1).

hamming(<<A:1, B:1, C:1, D:1>>) -> <<(A bxor B bxor D):1, (A bxor C bxor D):1, A:1, (B bxor C bxor D):1, B:1, C:1, D:1>>.
flip(B, I) -> <<H:I/bitstring, X:1, T/bitstring>> = B, <<H/bitstring, (1 - X):1, T/bitstring>>.
correct(<<P1:1, P2:1, A:1, P3:1, B:1, C:1, D:1>> = W) ->
    case (P1 bxor A bxor B bxor D) + 2 * (P2 bxor A bxor C bxor D) + 4 * (P3 bxor B bxor C bxor D) of
        0 -> <<A:1, B:1, C:1, D:1>>;
        I -> correct(flip(W, I - 1))
    end.

golomb(N, K) -> Q = N bsr K, <<((1 bsl Q) - 1):Q, 0:1, N:K>>.
ungolomb(<<>>, _) -> [];
ungolomb(B, K) -> {Q, R} = ones(B, 0), <<Low:K, T/bitstring>> = R, [(Q bsl K) bor Low | ungolomb(T, K)].
ones(<<1:1, T/bitstring>>, N) -> ones(T, N + 1);
ones(<<0:1, T/bitstring>>, N) -> {N, T}.

stripe(Disks) ->
    Parity = lists:foldl(fun(D, P) -> crypto_xor(D, P) end, <<0:48>>, Disks),
    [crypto_xor(crypto_xor(Parity, A), B) || {A, B} <- [{lists:nth(2, Disks), lists:nth(3, Disks)}]].
crypto_xor(A, B) -> N = bit_size(A), <<X:N>> = A, <<Y:N>> = B, <<(X bxor Y):N>>.

reverse(<<B:1, R/bitstring>>) -> <<(reverse(R))/bitstring, B:1>>;
reverse(<<>>) -> <<>>.

population(0) -> 0;
population(N) -> 1 + population(N band (N - 1)).

varint(Ns) -> B = << <<(encode(N))/binary>> || N <- Ns >>, {byte_size(B), decode(B, 0, 0) =:= Ns}.
encode(N) when N < 128 -> <<N>>;
encode(N) -> <<1:1, (N band 127):7, (encode(N bsr 7))/binary>>.
decode(<<>>, 0, 0) -> [];
decode(<<0:1, N:7, R/binary>>, S, A) -> [A bor (N bsl S) | decode(R, 0, 0)];
decode(<<1:1, N:7, R/binary>>, S, A) -> decode(R, S + 7, A bor (N bsl S)).
