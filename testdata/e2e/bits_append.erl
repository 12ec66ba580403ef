%% Growing binaries: appending in loops, to one binary twice, to parts of others, to what is not on a byte border.
-module(bits_append).
-export([main/0]).

main() ->
    p(byte_size(grow(1000, <<>>))), p(erlang:phash2(grow(3000, <<>>))), p(bitgrow(21, <<>>)), p(bit_size(bitgrow(500, <<>>))),
    A = grow(3, <<"start">>), B = <<A/binary, "left">>, C = <<A/binary, "right">>, p({A, B, C}),
    D = <<B/binary, C/binary>>, E = <<D/binary, D/binary>>, p({byte_size(E), erlang:crc32(E)}),
    <<_:3/binary, Sub:4/binary, _/binary>> = D, F = <<Sub/binary, "+">>, G = <<Sub/binary, "-">>, p({Sub, F, G, D}),
    <<_:5, Bits:17/bits, _/bits>> = D, p([<<Bits/bits, 1:1>>, <<Bits/bits, 0:7>>, <<Bits/bits, Bits/bits>>, <<2:3, Bits/bits>>]),
    p(tree(4)), p(both(10, <<>>, <<>>)), p(share(6, <<"x">>)), p(lists:foldl(fun(X, Acc) -> <<X, Acc/binary>> end, <<>>, "reverse me")),
    p(messages(5)), p(binary:referenced_byte_size(binary:copy(A)) =:= byte_size(A)), p(large(1 bsl 16)), p(iolist_to_binary([A, [B | C], 0, <<>>])),
    p([catch_reason(X) || X <- [1 bsl 4, atom, 1.5, [1]]]), p(interleave(<<"abc">>, <<"123">>)), p(split_join(<<"a,b,,c">>)), p(utf(<<>>, 250)).

p(X) -> io:format("~w~n", [X]).
grow(0, Acc) -> Acc;
grow(N, Acc) -> grow(N - 1, <<Acc/binary, N:16>>).
bitgrow(0, Acc) -> Acc;
bitgrow(N, Acc) -> bitgrow(N - 1, <<Acc/bits, N:(1 + N rem 5)>>).
tree(0) -> <<"l">>;
tree(N) -> <<"(", (tree(N - 1))/binary, N, (tree(N - 2 + N rem 2))/binary, ")">>.
both(0, A, B) -> {A, B};
both(N, A, B) when N rem 2 =:= 0 -> both(N - 1, <<A/binary, N>>, B);
both(N, A, B) -> both(N - 1, A, <<B/binary, N, A/binary>>).
share(0, B) -> [B];
share(N, B) -> X = <<B/binary, N>>, [X | share(N - 1, case N rem 2 of 0 -> X; 1 -> B end)].
messages(N) ->
    S = self(),
    spawn(fun() -> lists:foldl(fun(I, B) -> B1 = <<B/binary, I>>, S ! {I, B1}, B1 end, <<"m">>, lists:seq(1, N)), S ! done end),
    loop().
loop() -> receive done -> []; {I, B} -> [{I, <<B/binary, "!">>} | loop()] end.
large(N) -> B = binary:copy(<<"0123456789abcdef">>, N div 16), C = <<B/binary, B/binary, 7>>, {byte_size(C), binary:at(C, N), binary:last(C), erlang:adler32(C)}.
catch_reason(X) -> try <<1, X/binary>> catch _:R -> R end.
interleave(<<A, R/binary>>, <<B, S/binary>>) -> <<A, B, (interleave(R, S))/binary>>;
interleave(<<>>, <<>>) -> <<>>.
split_join(B) -> L = binary:split(B, <<",">>, [global]), {L, << <<X/binary, $;>> || X <- L >>}.
utf(B, N) when N > 262 -> B;
utf(B, N) -> utf(<<B/binary, N/utf8>>, N + 1).
