-module(bits_match_size).
-export([main/0]).

main() ->
    p(hdr(<<4:4, 5:4, 0, 20:16, "payload!">>)), p(fields(<<3, 5:3, 17:5, 9:9, 0:2>>)), p(expr(<<4, "abcdefgh">>)), p(unit(<<2, 1, 2, 3, 4, 5>>)),
    p([dyn(<<16#ABCDEF:24>>, N) || N <- [0, 1, 4, 8, 12, 23, 24, 25, -1, a]]),
    p([dyn_signed(<<16#ABCDEF:24>>, N) || N <- [1, 4, 8, 23, 24, 25]]),
    p([dyn_little(<<16#ABCDEF:24>>, N) || N <- [1, 4, 8, 12, 16, 20, 24]]),
    p([skip(<<1, 2, 3, 4>>, N) || N <- [0, 1, 3, 4, 5]]), p([skip_bits(<<16#F0, 1>>, N) || N <- [0, 4, 7, 16, 17]]),
    p(tlv(<<1, 0, 2:32, "hi", 2, 0, 0:32, 3, 0, 1:32, "x">>)), p(big(<<1:1000>>, 1000)), p(big(<<-1:333, 0:3>>, 333)),
    p(same(<<7, 7>>)), p(same(<<7, 8>>)), p(bound(7, <<7, 1>>)), p(bound(7, <<8, 1>>)),
    p(all(<<1:2, 2:2, 3:2, 0:2>>, 2)), p(all(<<1:8, 2:8>>, 8)), p(guarded(<<10, 20, 30>>)), p(guarded(<<1, 20, 30>>)).

hdr(<<V:4, H:4, _, L:16, B/binary>>) -> {V, H, L, B}.
fields(<<N, A:N, B:(8 - N), C:(N * N), _/bits>>) -> {N, A, B, C}.
expr(<<N, B:(N div 2)/binary, R:(N - 1)/binary, _/binary>>) -> {B, R}.
unit(<<N, X:N/unit:8, Y:N/binary-unit:8, R/bits>>) -> {X, Y, R}.
dyn(B, N) -> case B of <<X:N, R/bits>> -> {X, R}; _ -> no end.
dyn_signed(B, N) -> case B of <<X:N/signed, _/bits>> -> X; _ -> no end.
dyn_little(B, N) -> case B of <<X:N/little, _/bits>> -> X; _ -> no end.
skip(B, N) -> case B of <<_:N/binary, R/binary>> -> R; _ -> no end.
skip_bits(B, N) -> case B of <<_:N, R/bits>> -> R; _ -> no end.
tlv(<<T:16/little, L:32, V:L/binary, R/binary>>) -> [{T, V} | tlv(R)];
tlv(<<>>) -> [].
big(B, N) -> <<X:N, _/bits>> = B, X rem 1000003.
same(<<X, X>>) -> {same, X}; same(<<X, Y>>) -> {X, Y}.
bound(X, B) -> case B of <<X, R>> -> {yes, R}; _ -> no end.
all(B, N) -> [X || <<X:N>> <= B].
guarded(<<X, Y, Z>>) when X + Y =:= Z, X > 5 -> sum; guarded(<<X, _/binary>>) when X < 5 -> small; guarded(_) -> none.

p(X) -> io:format("~w~n", [X]).
