-module(bits_match_binary).
-export([main/0]).

main() ->
    B = <<"The quick brown fox">>,
    <<A:3/binary, " ", C/binary>> = B, p({A, C}), <<_:4/binary, D:5/bytes, _/bytes>> = B, p(D),
    N = id(9), <<E:N/binary, F/binary>> = B, p({E, F}), <<G:12/bits, H/bits>> = <<1, 2, 3>>, p({G, H}),
    <<I:2/binary-unit:4, _/bits>> = B, p(I), <<_:3, J/bitstring>> = <<16#FF, 1>>, p({J, bit_size(J), byte_size(J)}),
    p(split(B, $\s, [])), p(lines(<<"a\nbb\n\nccc">>)), p(packets(<<3, "abc", 0, 2, "de", 9, "cut">>)),
    p([g(X) || X <- [<<>>, <<"ab">>, <<"abc">>, <<1:4>>, <<1, 1:4>>, "ab"]]),
    p([h(X) || X <- [<<"key=value">>, <<"=">>, <<"nothing">>, <<"a=b=c">>]]),
    <<K:2/binary, L/binary>> = C, <<M:1/binary, _/binary>> = L, p({K, M, byte_size(L)}),
    p(prefix(<<"http://x">>)), p(prefix(<<"https://y">>)), p(prefix(<<"ftp">>)),
    p(u(<<1, 2, 3, 4, 5>>)), p(u(<<1, 2, 3, 4>>)), p(ctx(<<"aabbc">>, 0)), p(both(<<"xyz">>)),
    p(rev(<<"abcdef">>, <<>>)), p(nested(<<2, <<"ab">>/binary, 1, <<"c">>/binary>>)),
    [io:format("~p~n", [try F1() catch Cl:R -> {Cl, R} end])
     || F1 <- [fun() -> <<X:4/binary>> = id(<<"abc">>), X end, fun() -> <<X>> = id(x), X end, fun() -> <<"a", R1/binary>> = id(<<"bc">>), R1 end,
               fun() -> Sz = id(-1), <<X:Sz/binary, _/bits>> = id(<<1>>), X end, fun() -> Sz = id(a), <<X:Sz, _/bits>> = id(<<1>>), X end]].

split(<<C, R/binary>>, C, Acc) -> [list_to_binary(lists:reverse(Acc)) | split(R, C, [])];
split(<<X, R/binary>>, C, Acc) -> split(R, C, [X | Acc]);
split(<<>>, _, Acc) -> [list_to_binary(lists:reverse(Acc))].

lines(B) -> lines(B, 0, B).
lines(All, N, B) ->
    case B of
        <<L:N/binary, "\n", R/binary>> -> [L | lines(R, 0, R)];
        <<_:N/binary>> -> [B];
        _ -> lines(All, N + 1, B)
    end.

packets(<<L, P:L/binary, R/binary>>) -> [P | packets(R)];
packets(R) -> {rest, R}.

g(<<>>) -> empty; g(<<B:3/binary>>) -> {three, B}; g(<<B/binary>>) -> {bytes, B}; g(<<X, B/bits>>) -> {bits, X, B}; g(<<B/bits>>) -> {odd, B}; g(_) -> no.

h(B) -> h(B, 0).
h(B, N) -> case B of <<K:N/binary, $=, V/binary>> -> {K, V}; <<_:N/binary, _, _/binary>> -> h(B, N + 1); _ -> none end.

prefix(<<"http://", R/binary>>) -> {http, R}; prefix(<<"https://", R/binary>>) -> {https, R}; prefix(B) -> B.
u(<<_:16, X/binary-unit:24>>) -> {u24, X}; u(<<X/binary-unit:16>>) -> {u16, X}; u(_) -> no.
ctx(<<C, C, R/binary>>, N) -> ctx(R, N + 1); ctx(R, N) -> {R, N}.
both(<<A, R/binary>> = All) -> {A, R, All}.
rev(<<X, R/binary>>, A) -> rev(R, <<X, A/binary>>); rev(<<>>, A) -> A.
nested(<<L, X:L/binary, M, Y:M/binary>>) -> {X, Y}.

p(X) -> io:format("~p~n", [X]).
id(X) -> X.
