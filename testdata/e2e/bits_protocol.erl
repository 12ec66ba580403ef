%% Parsers and writers of packed formats: mixed sizes and ends, lengths that lead, checksums, bit streams.
-module(bits_protocol).
-export([main/0]).

main() ->
    Ip = ip(#{ttl => 64, proto => 17, src => {10, 0, 0, 1}, dst => {192, 168, 1, 200}, data => <<"payload">>}),
    p(Ip), p(parse_ip(Ip)), p(checksum(<<69, 0, 0, 115, 0, 0, 64, 0, 64, 17, 0, 0, 192, 168, 0, 1, 192, 168, 0, 199>>)),
    Tlv = tlv([{1, <<"a">>}, {2, 300}, {3, [{1, <<"in">>}, {2, 7}]}, {4, -5}]), p(Tlv), p(untlv(Tlv)),
    p([varint(N) || N <- [0, 1, 127, 128, 300, 16384, 1 bsl 40]]), p([unvarint(varint(N)) || N <- [0, 127, 128, 300, 1 bsl 40]]),
    p(bits(<<16#A5, 16#3C>>)), p(pack([1, 0, 1, 1, 0, 0, 1, 0, 1, 1])), p(huffman("abracadabra")),
    p(utf16(<<"h", 233/utf8, 128512/utf8>>)), p(base16(<<1, 171, 255>>)), p(crc(<<"123456789">>)), p(adler(<<"Wikipedia">>)),
    p(bmp(3, 2)), p(rle(<<"aaabccddddd">>)), p(unrle(rle(<<"aaabccddddd">>))), p(floats()), p(fields(<<2#101_01_1_0010_110111:16>>)),
    p([catch_reason(fun() -> parse_ip(B) end) || B <- [<<>>, <<69>>, binary:part(Ip, 0, 19)]]), p(nested(<<3, 2, 1, 5, 1, 6, 0>>)).

p(X) -> io:format("~w~n", [X]).
catch_reason(F) -> try F() catch _:R -> R end.
ip(#{ttl := T, proto := P, src := {A, B, C, D}, dst := {E, F, G, H}, data := Data}) ->
    Len = 20 + byte_size(Data),
    Head = fun(Sum) -> <<4:4, 5:4, 0, Len:16, 1:16, 2:3, 0:13, T, P, Sum:16, A, B, C, D, E, F, G, H>> end,
    <<(Head(checksum(Head(0))))/binary, Data/binary>>.
parse_ip(<<4:4, Ihl:4, _, Len:16, Id:16, Flags:3, Off:13, Ttl, P, Sum:16, Src:4/binary, Dst:4/binary, R/binary>> = All) ->
    Options = (Ihl - 5) * 4, Rest = Len - Ihl * 4,
    <<_:Options/binary, Data:Rest/binary, _/binary>> = R,
    Hl = Ihl * 4, <<H:Hl/binary, _/binary>> = All,
    {Id, Flags, Off, Ttl, P, Sum, binary_to_list(Src), binary_to_list(Dst), Data, checksum(H)}.
checksum(B) -> checksum(B, 0).
checksum(<<W:16, R/binary>>, S) -> checksum(R, S + W);
checksum(<<W>>, S) -> checksum(<<>>, S + W bsl 8);
checksum(<<>>, S) when S > 65535 -> checksum(<<>>, (S band 65535) + (S bsr 16));
checksum(<<>>, S) -> bnot S band 65535.
tlv(L) -> << <<(tlv1(T, V))/binary>> || {T, V} <- L >>.
tlv1(T, V) when is_binary(V) -> <<T, 0:2, (byte_size(V)):14, V/binary>>;
tlv1(T, V) when is_integer(V) -> <<T, 1:2, 4:14, V:32/signed-little>>;
tlv1(T, V) -> B = tlv(V), <<T, 2:2, (byte_size(B)):14, B/binary>>.
untlv(<<T, K:2, L:14, V:L/binary, R/binary>>) -> [{T, value(K, V)} | untlv(R)];
untlv(<<>>) -> [].
value(0, V) -> V;
value(1, <<V:32/signed-little>>) -> V;
value(2, V) -> untlv(V).
varint(N) when N < 128 -> <<N>>;
varint(N) -> <<1:1, N:7, (varint(N bsr 7))/binary>>.
unvarint(B) -> unvarint(B, 0, 0).
unvarint(<<1:1, N:7, R/binary>>, S, A) -> unvarint(R, S + 7, A bor (N bsl S));
unvarint(<<0:1, N:7>>, S, A) -> A bor (N bsl S).
bits(B) -> [X || <<X:1>> <= B].
pack(L) -> << <<X:1>> || X <- L >>.
huffman(S) ->
    Codes = #{$a => <<0:1>>, $b => <<2#10:2>>, $r => <<2#110:3>>, $c => <<2#1110:4>>, $d => <<2#1111:4>>},
    Enc = << <<(maps:get(C, Codes))/bitstring>> || C <- S >>,
    {bit_size(Enc), Enc, unhuff(Enc)}.
unhuff(<<0:1, R/bits>>) -> [$a | unhuff(R)];
unhuff(<<2#10:2, R/bits>>) -> [$b | unhuff(R)];
unhuff(<<2#110:3, R/bits>>) -> [$r | unhuff(R)];
unhuff(<<2#1110:4, R/bits>>) -> [$c | unhuff(R)];
unhuff(<<2#1111:4, R/bits>>) -> [$d | unhuff(R)];
unhuff(<<>>) -> [].
utf16(B) -> {<< <<C/utf16>> || <<C/utf8>> <= B >>, << <<C/utf32-little>> || <<C/utf8>> <= B >>, [C || <<C/utf8>> <= B]}.
base16(B) -> << <<(hex(N))>> || <<N:4>> <= B >>.
hex(N) when N < 10 -> $0 + N;
hex(N) -> $A + N - 10.
crc(B) -> crc(B, 16#FFFFFFFF) bxor 16#FFFFFFFF.
crc(<<>>, C) -> C;
crc(<<X, R/binary>>, C) -> crc(R, crc8(C bxor X, 8)).
crc8(C, 0) -> C;
crc8(C, N) when C band 1 =:= 1 -> crc8((C bsr 1) bxor 16#EDB88320, N - 1);
crc8(C, N) -> crc8(C bsr 1, N - 1).
adler(B) -> adler(B, 1, 0).
adler(<<X, R/binary>>, A, S) -> A1 = (A + X) rem 65521, adler(R, A1, (S + A1) rem 65521);
adler(<<>>, A, S) -> (S bsl 16) bor A.
bmp(W, H) ->
    Row = fun(Y) -> Pad = (4 - (W * 3) rem 4) rem 4, Px = << <<(X * 10), Y, 255>> || X <- lists:seq(1, W) >>, <<Px/binary, 0:Pad/unit:8>> end,
    Data = << <<(Row(Y))/binary>> || Y <- lists:seq(1, H) >>,
    <<"BM", (54 + byte_size(Data)):32/little, 0:32, 54:32/little, 40:32/little, W:32/little, H:32/little, 1:16/little, 24:16/little, 0:192, Data/binary>>.
rle(<<>>) -> <<>>;
rle(<<C, R/binary>>) -> rle(R, C, 1, <<>>).
rle(<<C, R/binary>>, C, N, A) -> rle(R, C, N + 1, A);
rle(<<D, R/binary>>, C, N, A) -> rle(R, D, 1, <<A/binary, N, C>>);
rle(<<>>, C, N, A) -> <<A/binary, N, C>>.
unrle(B) -> << <<(binary:copy(<<C>>, N))/binary>> || <<N, C>> <= B >>.
floats() -> B = <<1.5:32/float, -2.25:64/float-little, 0.1:16/float>>, <<X:32/float, Y:64/float-little, Z:16/float>> = B, {B, X, Y, Z}.
fields(<<A:3, B:2/signed, C:1, D:4/little, E:6/signed>>) -> {A, B, C, D, E}.
nested(<<N, R/binary>>) when N > 2 -> <<S:(N - 1), T:(8 - (N - 1)), Q/bits>> = R, {S, T, nested(Q)};
nested(B) -> [X || <<X:4, _:4>> <= B].
