%% MD5, SHA-1, CRC-32 and Adler-32 written out, against the BIFs; RC4, TEA, base 32, 58 and 85.
-module(prog_digests).
-export([main/0]).

-define(M, 16#FFFFFFFF).

main() ->
    Texts = [<<>>, <<"a">>, <<"abc">>, binary:copy(<<"0123456789">>, 13), << <<I>> || I <- lists:seq(0, 255) >>],
    io:format("~p~n", [[{hex(md5(T)), md5(T) =:= erlang:md5(T)} || T <- Texts]]),
    io:format("~p~n", [[{hex(sha(T)), sha(T) =:= crypto:hash(sha, T)} || T <- Texts]]),
    io:format("~p~n", [[{crc(T), crc(T) =:= erlang:crc32(T), adler(T) =:= erlang:adler32(T)} || T <- Texts]]),
    io:format("~s ~s~n", [hex(rc4(<<"Key">>, <<"Plaintext">>)), rc4(<<"Key">>, rc4(<<"Key">>, <<"Plaintext">>))]),
    Tea = tea({16#01234567, 16#89ABCDEF}, {1, 2, 3, 4}),
    io:format("~p ~p~n", [Tea, untea(Tea, {1, 2, 3, 4})]),
    io:format("~p~n", [[base32(T) || T <- [<<"f">>, <<"fo">>, <<"foo">>, <<"foob">>, <<"fooba">>, <<"foobar">>]]]),
    io:format("~p~n", [[{base58(T), unbase58(base58(T)) =:= T} || T <- [<<0, 0, 1>>, <<"Hello World!">>, <<255, 255, 255, 255>>]]]),
    io:format("~p~n", [[base85(T) || T <- [<<0, 0, 0, 0>>, <<"Man ">>, <<"Man is distinguished">>]]]).

hex(B) -> [integer_to_list(N, 16) || <<N:4>> <= B].

rol(X, N) -> ((X bsl N) bor (X bsr (32 - N))) band ?M.

pad(T, Endian) ->
    N = bit_size(T), Zeros = (448 - (N + 1) rem 512 + 512) rem 512,
    case Endian of
        little -> <<T/binary, 1:1, 0:Zeros, N:64/little>>;
        big -> <<T/binary, 1:1, 0:Zeros, N:64>>
    end.

md5(T) ->
    K = list_to_tuple([trunc(abs(math:sin(I)) * 4294967296) || I <- lists:seq(1, 64)]),
    {A, B, C, D} = md5_blocks(pad(T, little), {16#67452301, 16#EFCDAB89, 16#98BADCFE, 16#10325476}, K),
    <<A:32/little, B:32/little, C:32/little, D:32/little>>.

md5_blocks(<<>>, H, _) -> H;
md5_blocks(<<Block:64/binary, R/binary>>, {A, B, C, D} = H, K) ->
    W = list_to_tuple([X || <<X:32/little>> <= Block]),
    {A1, B1, C1, D1} = md5_round(0, H, W, K),
    md5_blocks(R, {(A + A1) band ?M, (B + B1) band ?M, (C + C1) band ?M, (D + D1) band ?M}, K).

md5_round(64, H, _, _) -> H;
md5_round(I, {A, B, C, D}, W, K) ->
    {F, G, S} = if I < 16 -> {(B band C) bor ((bnot B) band D), I, {7, 12, 17, 22}};
                   I < 32 -> {(D band B) bor ((bnot D) band C), (5 * I + 1) rem 16, {5, 9, 14, 20}};
                   I < 48 -> {B bxor C bxor D, (3 * I + 5) rem 16, {4, 11, 16, 23}};
                   true -> {C bxor (B bor ((bnot D) band ?M)), 7 * I rem 16, {6, 10, 15, 21}}
                end,
    Sum = (F + A + element(I + 1, K) + element(G + 1, W)) band ?M,
    md5_round(I + 1, {D, (B + rol(Sum, element(I rem 4 + 1, S))) band ?M, B, C}, W, K).

sha(T) -> {A, B, C, D, E} = sha_blocks(pad(T, big), {16#67452301, 16#EFCDAB89, 16#98BADCFE, 16#10325476, 16#C3D2E1F0}), <<A:32, B:32, C:32, D:32, E:32>>.

sha_blocks(<<>>, H) -> H;
sha_blocks(<<Block:64/binary, R/binary>>, {A, B, C, D, E} = H) ->
    W0 = maps:from_list(lists:zip(lists:seq(0, 15), [X || <<X:32>> <= Block])),
    W = lists:foldl(fun(I, M) -> M#{I => rol(maps:get(I - 3, M) bxor maps:get(I - 8, M) bxor maps:get(I - 14, M) bxor maps:get(I - 16, M), 1)} end, W0, lists:seq(16, 79)),
    {A1, B1, C1, D1, E1} = lists:foldl(fun(I, V) -> sha_step(I, V, maps:get(I, W)) end, H, lists:seq(0, 79)),
    sha_blocks(R, {(A + A1) band ?M, (B + B1) band ?M, (C + C1) band ?M, (D + D1) band ?M, (E + E1) band ?M}).

sha_step(I, {A, B, C, D, E}, W) ->
    {F, K} = if I < 20 -> {(B band C) bor ((bnot B) band D), 16#5A827999};
                I < 40 -> {B bxor C bxor D, 16#6ED9EBA1};
                I < 60 -> {(B band C) bor (B band D) bor (C band D), 16#8F1BBCDC};
                true -> {B bxor C bxor D, 16#CA62C1D6}
             end,
    {(rol(A, 5) + (F band ?M) + E + K + W) band ?M, A, rol(B, 30), C, D}.

crc(T) -> crc(T, ?M) bxor ?M.
crc(<<>>, C) -> C;
crc(<<B, R/binary>>, C) -> crc(R, lists:foldl(fun(_, X) -> case X band 1 of 1 -> (X bsr 1) bxor 16#EDB88320; 0 -> X bsr 1 end end, C bxor B, lists:seq(1, 8))).

adler(T) -> {A, B} = lists:foldl(fun(C, {X, Y}) -> X1 = (X + C) rem 65521, {X1, (Y + X1) rem 65521} end, {1, 0}, binary_to_list(T)), B bsl 16 bor A.

rc4(Key, Text) ->
    Bytes = list_to_tuple(binary_to_list(Key)), N = tuple_size(Bytes),
    {S, _} = lists:foldl(fun(I, {A, J}) ->
        J1 = (J + array:get(I, A) + element(I rem N + 1, Bytes)) rem 256, {swap(I, J1, A), J1} end, {array:from_list(lists:seq(0, 255)), 0}, lists:seq(0, 255)),
    rc4(Text, S, 0, 0, <<>>).

rc4(<<>>, _, _, _, Acc) -> Acc;
rc4(<<C, R/binary>>, S, I, J, Acc) ->
    I1 = (I + 1) rem 256, J1 = (J + array:get(I1, S)) rem 256, S1 = swap(I1, J1, S),
    rc4(R, S1, I1, J1, <<Acc/binary, (C bxor array:get((array:get(I1, S1) + array:get(J1, S1)) rem 256, S1))>>).

swap(I, J, A) -> X = array:get(I, A), array:set(J, X, array:set(I, array:get(J, A), A)).

tea({V0, V1}, {K0, K1, K2, K3}) ->
    {A, B, _} = lists:foldl(fun(_, {X, Y, S}) ->
        S1 = (S + 16#9E3779B9) band ?M,
        X1 = (X + (((Y bsl 4) + K0) bxor (Y + S1) bxor ((Y bsr 5) + K1))) band ?M,
        {X1, (Y + (((X1 bsl 4) + K2) bxor (X1 + S1) bxor ((X1 bsr 5) + K3))) band ?M, S1} end, {V0, V1, 0}, lists:seq(1, 32)),
    {A, B}.

untea({V0, V1}, {K0, K1, K2, K3}) ->
    {A, B, _} = lists:foldl(fun(_, {X, Y, S}) ->
        Y1 = (Y - (((X bsl 4) + K2) bxor (X + S) bxor ((X bsr 5) + K3))) band ?M,
        {(X - (((Y1 bsl 4) + K0) bxor (Y1 + S) bxor ((Y1 bsr 5) + K1))) band ?M, Y1, (S - 16#9E3779B9) band ?M} end, {V0, V1, 16#C6EF3720}, lists:seq(1, 32)),
    {A, B}.

base32(B) ->
    Bits = (5 - bit_size(B) rem 5) rem 5,
    Text = [lists:nth(N + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") || <<N:5>> <= <<B/binary, 0:Bits>>],
    Text ++ lists:duplicate((8 - length(Text) rem 8) rem 8, $=).

alphabet() -> "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".

base58(<<0, R/binary>>) -> [$1 | base58(R)];
base58(<<>>) -> [];
base58(B) -> digits(binary:decode_unsigned(B), []).
digits(0, Acc) -> Acc;
digits(N, Acc) -> digits(N div 58, [lists:nth(N rem 58 + 1, alphabet()) | Acc]).

unbase58([$1 | T]) -> <<0, (unbase58(T))/binary>>;
unbase58([]) -> <<>>;
unbase58(L) -> binary:encode_unsigned(lists:foldl(fun(C, N) -> N * 58 + string:chr(alphabet(), C) - 1 end, 0, L)).

base85(B) -> lists:append([case N of 0 -> "z"; _ -> [N div P rem 85 + 33 || P <- [52200625, 614125, 7225, 85, 1]] end || <<N:32>> <= B]).
