-module(bits_match_int).
-export([main/0]).

main() ->
    B = <<16#12, 16#F4, 16#56, 16#89, 16#9A, 16#BC, 16#DE, 16#F0, 16#01, 16#23>>,
    <<A1, A2:16, A3:16/little, A4:24/signed, _/binary>> = B, p([A1, A2, A3, A4]),
    <<B1:4, B2:12, B3:3, B4:13/little, B5:7/signed, _/bits>> = B, p([B1, B2, B3, B4, B5]),
    <<C1:32, C2:32/little-signed, _:16>> = B, p([C1, C2]),
    <<D1:64, _/bits>> = B, p(D1), <<D2:64/little, _/bits>> = B, p(D2), <<D3:64/signed-little, _/bits>> = B, p(D3),
    <<E1:80>> = B, p(E1), <<E2:80/little-signed>> = B, p(E2), <<E3:79, _:1>> = B, p(E3), <<_:5, E4:70, _:5>> = B, p(E4),
    p([begin <<X:N, _/bits>> = B, X end || N <- lists:seq(0, 80, 7)]),
    p([begin <<_:N, X:9, _/bits>> = B, X end || N <- lists:seq(0, 71, 5)]),
    p([begin <<_:N, X:11/signed-little, _/bits>> = B, X end || N <- lists:seq(0, 69, 5)]),
    p([f(X) || X <- [<<>>, <<1>>, <<1, 2>>, <<0:16, 5>>, <<255, 254>>, <<1:1>>, <<7:7>>, <<3:9>>, x]]),
    p([tag(X) || X <- [<<0, 5, "hello">>, <<1, 2, 3>>, <<2, 1:4, 2:4>>, <<9>>, <<>>, <<0, 200, "short">>]]),
    p(sum(list_to_binary(lists:seq(1, 200)), 0)), p(sum16(list_to_binary(lists:seq(1, 200)), 0)), p(bitsof(<<16#A5, 3:3>>)),
    p([X || <<X:3>> <= <<16#FACE:16>>]), p([{X, Y} || <<X:4, Y:12/little>> <= <<1, 2, 3, 4, 5, 6>>]),
    p(varint(<<16#AC, 16#02, 16#7F>>, 0, 0)).

f(<<>>) -> empty;
f(<<1>>) -> one;
f(<<X:16>>) when X > 60000 -> {large, X};
f(<<X:16>>) -> {word, X};
f(<<0:16, X>>) -> {zero, X};
f(<<1:1>>) -> bit;
f(<<X:7>>) -> {seven, X};
f(<<_:9>>) -> nine;
f(_) -> other.

tag(<<0, L, S:L/binary, R/binary>>) -> {str, S, R};
tag(<<1, X, Y>>) -> {pair, X, Y};
tag(<<2, X:4, Y:4>>) -> {nibbles, X, Y};
tag(<<T, _/binary>>) -> {unknown, T};
tag(<<>>) -> none.

sum(<<X, R/binary>>, S) -> sum(R, S + X);
sum(<<>>, S) -> S.

sum16(<<X:16, R/binary>>, S) -> sum16(R, S + X);
sum16(_, S) -> S.

bitsof(<<B:1, R/bits>>) -> [B | bitsof(R)];
bitsof(<<>>) -> [].

varint(<<1:1, X:7, R/binary>>, Shift, Acc) -> varint(R, Shift + 7, Acc bor (X bsl Shift));
varint(<<0:1, X:7, R/binary>>, Shift, Acc) -> {Acc bor (X bsl Shift), R}.

p(X) -> io:format("~w~n", [X]).
