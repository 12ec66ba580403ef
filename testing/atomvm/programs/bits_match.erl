%% Taking binaries apart: numbers of every size at every place, parts, texts, places that are kept.
-module(bits_match).
-export([start/0]).

start() ->
    ok = integers(id(<<1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252, 253, 254, 255, 0>>)),
    ok = unaligned(id(<<16#A5, 16#5A, 16#FF, 16#00, 16#81, 16#7E, 16#C3, 16#3C, 16#99>>)),
    ok = large(),
    ok = floats(),
    ok = texts(),
    ok = parts(),
    ok = strings(),
    ok = sizes(),
    ok = contexts(),
    ok = loops(),
    ok = kinds(),
    ok.

integers(<<A:8, B:16, C:24, D:32, E:8/signed, _/binary>> = Bin) ->
    1 = A, 16#0203 = B, 16#040506 = C, 16#070809FA = D, -5 = E,
    <<A1:16/little, B1:32/little, C1:64/little, _/binary>> = Bin,
    16#0201 = A1, 16#06050403 = B1, 16#FEFDFCFBFA090807 = C1,
    C1 = fst64(Bin, 6), 16#FFFEFDFCFBFA0908 = fst64(Bin, 7),
    <<_:9/binary, S:32/signed, T:16/signed-little, U>> = Bin,
    -84148995 = S, -2 = T, 0 = U,
    <<X:40, Y:48/signed, Z:40/little-signed>> = Bin,
    16#0102030405 = X, 16#060708 bsl 24 + 16#09FAFB = Y, 16#00FFFEFDFC = Z,
    ok.

fst64(Bin, N) ->
    <<_:N/binary, V:64/little, _/binary>> = Bin,
    V.

unaligned(<<A:1, B:2, C:5, D:3, E:13, F:7, G:17/signed, H:9/little, I:15/little-signed>>) ->
    1 = A, 1 = B, 5 = C, 2 = D,
    {E, F, G, H, I} = again(id(<<16#A5, 16#5A, 16#FF, 16#00, 16#81, 16#7E, 16#C3, 16#3C, 16#99>>)),
    ok.

%% The same numbers from single bits.
again(Bin) ->
    L = bits(Bin, 0, 72),
    {big(L, 11, 13), big(L, 24, 7), sign(big(L, 31, 17), 17), little(L, 48, 9), sign(little(L, 57, 15), 15)}.

bits(_, N, N) -> [];
bits(Bin, I, N) ->
    <<_:I, B:1, _/bitstring>> = Bin,
    [B | bits(Bin, I + 1, N)].

big(L, From, N) -> number(nth(L, From, N), 0).
number([B | T], A) -> number(T, A * 2 + B);
number([], A) -> A.
nth(_, _, 0) -> [];
nth([H | T], 0, N) -> [H | nth(T, 0, N - 1)];
nth([_ | T], From, N) -> nth(T, From - 1, N).
little(_, _, 0) -> 0;
little(L, From, N) when N < 8 -> big(L, From, N);
little(L, From, N) -> big(L, From, 8) + little(L, From + 8, N - 8) * 256.
sign(V, N) when V >= 1 bsl (N - 1) -> V - (1 bsl N);
sign(V, _) -> V.

large() ->
    Bin = id(<<255, 254, 253, 252, 251, 250, 249, 248, 247, 246, 245, 244, 243, 242, 241, 240,
               1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 128>>),
    <<A:128, B:128/little>> = Bin,
    16#FFFEFDFCFBFAF9F8F7F6F5F4F3F2F1F0 = A,
    16#800F0E0D0C0B0A090807060504030201 = B,
    <<C:72/signed, D:100, _/bitstring>> = Bin,
    true = C =:= 16#FFFEFDFCFBFAF9F8F7 - (1 bsl 72),
    16#F6F5F4F3F2F1F001020304050 = D,
    <<E:256>> = Bin,
    true = E =:= (A bsl 128) + number_of(Bin, 16),
    <<F:256/signed>> = Bin,
    true = F =:= E - (1 bsl 256 - 1) - 1,
    <<_:3, G:65, _/bitstring>> = Bin,
    true = G =:= (A bsr (128 - 68)) band ((1 bsl 65) - 1),
    <<H:64, _/binary>> = Bin,
    16#FFFEFDFCFBFAF9F8 = H,
    <<_:16/binary, _:15/binary, I:8>> = Bin,
    128 = I,
    ok.

number_of(Bin, From) ->
    <<_:From/binary, V:128>> = Bin,
    V.

floats() ->
    <<A:64/float, B:32/float, C:64/float-little, D:32/float-little>> =
        id(<<64, 9, 33, 251, 84, 68, 45, 24, 63, 192, 0, 0, 0, 0, 0, 0, 0, 0, 4, 192, 0, 0, 32, 64>>),
    3.141592653589793 = A, 1.5 = B, -2.5 = C, 2.5 = D,
    %% Not a number, and infinite: no match.
    no = float_of(id(<<127, 240, 0, 0, 0, 0, 0, 0>>)),
    no = float_of(id(<<127, 248, 0, 0, 0, 0, 0, 0>>)),
    0.0 = float_of(id(<<0, 0, 0, 0, 0, 0, 0, 0>>)),
    [0.0, 5.960464477539063e-8, 6.103515625e-5, 1.0, -2.0, 65504.0] =
        halves(id(<<0, 0, 0, 1, 4, 0, 60, 0, 192, 0, 123, 255>>)),
    no = half(id(<<124, 0>>)),
    <<_:1, E:64/float, _:7>> = id(<<32, 4, 144, 253, 170, 34, 22, 140, 0>>),
    3.141592653589793 = E,
    ok.

float_of(<<F/float>>) -> F;
float_of(_) -> no.
half(<<F:16/float>>) -> F;
half(_) -> no.
halves(<<F:16/float, R/binary>>) -> [F | halves(R)];
halves(<<>>) -> [].

texts() ->
    "a\x{e4}\x{20ac}\x{1F600}z" = utf8(id(<<97, 195, 164, 226, 130, 172, 240, 159, 152, 128, 122>>)),
    [bad] = utf8(id(<<195>>)), [bad] = utf8(id(<<192, 128>>)), [bad] = utf8(id(<<224, 128, 128>>)),
    [bad] = utf8(id(<<237, 160, 128>>)), [bad] = utf8(id(<<244, 144, 128, 128>>)),
    [bad] = utf8(id(<<255>>)), [$a, bad] = utf8(id(<<97, 226, 130>>)), [bad] = utf8(id(<<128>>)),
    "a\x{20ac}\x{1F600}" = utf16(id(<<0, 97, 32, 172, 216, 61, 222, 0>>)),
    "a\x{20ac}\x{1F600}" = utf16l(id(<<97, 0, 172, 32, 61, 216, 0, 222>>)),
    [bad] = utf16(id(<<216, 61>>)), [bad] = utf16(id(<<222, 0>>)), [bad] = utf16(id(<<216, 61, 0, 97>>)),
    "a\x{1F600}" = utf32(id(<<0, 0, 0, 97, 0, 1, 246, 0>>)),
    "a\x{1F600}" = utf32l(id(<<97, 0, 0, 0, 0, 246, 1, 0>>)),
    [bad] = utf32(id(<<0, 0, 216, 0>>)), [bad] = utf32(id(<<0, 17, 0, 0>>)),
    %% Inside of bytes.
    <<_:4, A/utf8, B/utf8, _:4>> = id(<<6, 30, 40, 42, 192>>),
    $a = A, 16#E2A2C = B + 16#E2A2C - B,
    3 = skip8(id(<<"a", 195, 164, 226, 130, 172>>), 0),
    2 = skip16(id(<<0, 97, 216, 61, 222, 0>>), 0),
    ok.

utf8(<<C/utf8, R/binary>>) -> [C | utf8(R)];
utf8(<<>>) -> [];
utf8(_) -> [bad].
utf16(<<C/utf16, R/binary>>) -> [C | utf16(R)];
utf16(<<>>) -> [];
utf16(_) -> [bad].
utf16l(<<C/utf16-little, R/binary>>) -> [C | utf16l(R)];
utf16l(<<>>) -> [].
utf32(<<C/utf32, R/binary>>) -> [C | utf32(R)];
utf32(<<>>) -> [];
utf32(_) -> [bad].
utf32l(<<C/utf32-little, R/binary>>) -> [C | utf32l(R)];
utf32l(<<>>) -> [].
skip8(<<_/utf8, R/binary>>, N) -> skip8(R, N + 1);
skip8(<<>>, N) -> N.
skip16(<<_/utf16, R/binary>>, N) -> skip16(R, N + 1);
skip16(<<>>, N) -> N.

parts() ->
    Long = id(list_to_binary(lists_seq(0, 99))),
    <<A:3/binary, B:20/binary, C:40/binary, D/binary>> = Long,
    <<0, 1, 2>> = A, 20 = byte_size(B), <<3, 4, _/binary>> = B, 40 = byte_size(C), 37 = byte_size(D),
    %% Parts of parts.
    <<_:5/binary, E:10/binary, _/binary>> = C,
    <<28, 29, 30, 31, 32, 33, 34, 35, 36, 37>> = E,
    <<F:4/binary, G/binary>> = E, <<28, 29, 30, 31>> = F, <<32, _:4/binary, 37>> = G,
    <<_:100/binary, H/binary>> = Long, <<>> = H,
    no = case Long of <<_:101/binary, _/binary>> -> yes; _ -> no end,
    {I, J} = split(id(<<"key=value">>), 3), <<"key">> = I, <<"=value">> = J,
    <<K:16/bitstring, L/bitstring>> = E, <<28, 29>> = K, 8 = byte_size(L),
    %% No whole bytes where the position is none either.
    no = case E of <<_:1, _/binary>> -> yes; _ -> no end,
    Short = id(<<1, 2, 3>>), <<_, M/binary>> = Short, <<2, 3>> = M,
    ok.

split(Bin, N) ->
    <<A:N/binary, B/binary>> = Bin,
    {A, B}.

lists_seq(N, N) -> [N];
lists_seq(A, B) -> [A | lists_seq(A + 1, B)].

strings() ->
    one = word(id(<<"first">>)), two = word(id(<<"second and more">>)), other = word(id(<<"fi">>)),
    x = word(id(<<"\0x">>)), long = word(id(<<"a text of more than thirty-two bytes, all of it fixed">>)),
    three = odd(id(<<16#5, 16#55>>)), none = odd(id(<<16#6, 16#55>>)),
    ok.

word(<<"first">>) -> one;
word(<<"second", _/binary>>) -> two;
word(<<0, "x">>) -> x;
word(<<"a text of more than thirty-two bytes, all of it", _/binary>>) -> long;
word(_) -> other.

odd(<<_:4, 5:4, 16#55>>) -> three;
odd(_) -> none.

sizes() ->
    {3, <<1, 2, 3>>, <<4>>} = counted(id(<<3, 1, 2, 3, 4>>)),
    short = counted(id(<<3, 1, 2>>)),
    {0, <<>>, <<9>>} = counted(id(<<0, 9>>)),
    5 = bits_of(id(<<3, 16#A0>>)), 0 = bits_of(id(<<0>>)), bad = bits_of(id(<<9, 1>>)),
    no = minus(id(<<1, 2>>), id(-1)), no = minus(id(<<1, 2>>), id(a)), no = minus(id(<<1, 2>>), id(1 bsl 70)),
    {1, 2} = minus(id(<<1, 2>>), 8),
    <<N:32/unit:1, _:2/unit:8, _:1/unit:16>> = id(<<0, 0, 1, 0, 5, 6, 7, 8>>), 256 = N,
    ok.

counted(<<N, B:N/binary, R/binary>>) -> {N, B, R};
counted(_) -> short.
bits_of(<<N, V:N, _/bitstring>>) -> V;
bits_of(_) -> bad.
minus(Bin, N) ->
    case Bin of
        <<V:N, R>> -> {V, R};
        _ -> no
    end.

%% A context goes through calls, clauses and handlers; the places that the match goes back to.
contexts() ->
    [{a, 1}, {b, <<"xy">>}, {c, 2.5}] = records(id(<<1, 0, 1, 2, 2, "xy", 3, 2.5/float>>), []),
    {error, <<7, 7>>} = records(id(<<1, 0, 1, 7, 7>>), []),
    {3, <<2, 1>>} = rest(id(<<3, 2, 1>>)),
    {<<3, 2, 1>>, 3} = both(id(<<3, 2, 1>>)),
    caught = try rest(id(<<>>)) catch error:function_clause -> caught end,
    {<<5>>, 4} = twice(id(<<4, 5>>)),
    ok.

records(<<1, N:16, R/binary>>, A) -> records(R, [{a, N} | A]);
records(<<2, N, B:N/binary, R/binary>>, A) -> records(R, [{b, B} | A]);
records(<<3, F/float, R/binary>>, A) -> records(R, [{c, F} | A]);
records(<<>>, A) -> rev(A, []);
records(Other, _) -> {error, Other}.

rest(<<A, R/binary>>) -> {A, R}.
both(<<A, _/binary>> = B) -> {B, A}.
twice(B) -> <<A, R/binary>> = B, <<_, R/binary>> = id(B), {R, A}.

rev([H | T], A) -> rev(T, [H | A]);
rev([], A) -> A.

loops() ->
    Bin = id(list_to_binary(many(3000, []))),
    6000 = byte_size(Bin) , 3000 = count(Bin, 0),
    Sum = sum(Bin, 0), Sum = sum16(Bin, 0, 0),
    3000 = words(Bin, 0), L = to_list(Bin), 3000 = length(L),
    ok.

%% Binaries are told from everything else.
kinds() ->
    [binary, binary, binary, tuple, other, other, other, other, other, other] =
        [kind(id(X)) || X <- [<<>>, <<1, 2>>, list_to_binary(lists_seq(0, 99)), {a, b, c}, 1.5, 1 bsl 70, #{a => b},
                              fun kind/1, make_ref(), [x]]],
    [true, true, false, false, false] = [is_bitstring(id(X)) || X <- [<<>>, <<1>>, {a}, 1 bsl 40, 2.0]],
    [{a, 1}, {b, 2}] = [large(id(X)) || X <- [134217728, 12345678901234567890123]],
    ok.

kind(B) when is_binary(B) -> binary;
kind({_, _, _}) -> tuple;
kind(_) -> other.

%% Labels by large integers.
large(134217728) -> {a, 1};
large(12345678901234567890123) -> {b, 2};
large(-134217729) -> {c, 3};
large(9223372036854775808) -> {d, 4}.

many(0, A) -> A;
many(N, A) -> many(N - 1, [N band 255, N bsr 8 | A]).
count(<<_:16, R/binary>>, N) -> count(R, N + 1);
count(<<>>, N) -> N.
sum(<<A, R/binary>>, S) -> sum(R, S + A);
sum(<<>>, S) -> S.
sum16(<<A, B, R/binary>>, S, N) -> sum16(R, S + A + B, N + 1);
sum16(<<>>, S, _) -> S.
words(Bin, N) ->
    case Bin of
        <<_:2/binary, R/binary>> -> words(id(R), N + 1);
        <<>> -> N
    end.
to_list(<<A:16/little, R/binary>>) -> [A | to_list(R)];
to_list(<<>>) -> [].

id(X) -> X.
