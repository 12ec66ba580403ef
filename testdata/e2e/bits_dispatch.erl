%% Functions whose clauses take binaries apart: opcodes, prefixes, nested lengths, backing up after half a match, contexts that go on in
%% other functions, tails that are kept, sizes from expressions, and binaries at odd bits.
-module(bits_dispatch).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Inputs = [<<>>, <<0>>, <<1>>, <<1, 5>>, <<1, 0, 200>>, <<2, 3, "abc">>, <<2, 3, "ab">>, <<3, 1.5/float>>, <<3, 0:64>>, <<3, 255, 255, 0:48>>, <<4, 2, 1, 7, 1, 8>>, <<5, "key=value">>, <<5, "novalue">>, <<6, 2#10110011, 9>>, <<7:4, 1:1, 5:3>>, <<255>>, <<"GET / HTTP">>, <<"PUT x">>, <<"POST y">>, <<"GE">>, <<1:1>>, <<1:7, 0:2>>, <<8, "é"/utf8>>, <<8, 195>>, <<9, 1:16/little, 1:16/big>>, <<10, 3:32, "xyz", "rest">>, <<11, 0, 0, 0, 1>>, <<11, -1:32>>, <<12, 1, 2, 3, 4, 5, 6, 7, 8>>],
    [io:format("~0tp ~0tp~n", [I, [show_outcome(fun() -> F(I) end) || F <- [fun op/1, fun prefix/1, fun backup/1, fun guards/1, fun two/1]]]) || I <- Inputs],
    [io:format("~w bits in front: ~0tp~n", [N, [begin <<_:N, R/bits>> = <<0:N, I/bits>>, {op(R), prefix(R), backup(R)} end || I <- lists:sublist(Inputs, 2, 12)]]) || N <- [1, 3, 8, 13]],
    ?T(tokens(<<"let x1 = 42 + (y*3.5) ; \"str\\\"ing\" end">>)), ?T(tokens(<<"">>)), ?T(tokens(<<"#">>)), ?T(tlv(<<1, 3, "abc", 2, 0, 3, 1, 255>>)), ?T(tlv(<<1, 3, "ab">>)), ?T(utf(<<"aé€😀"/utf8>>)), ?T(utf(<<255, "a", 195>>)), ?T(csv(<<"a,b,\"c,d\",\ne,,f\n">>)), ?T(json(<<"{\"a\": [1, -2.5e3, true, null], \"b\": {\"c\": \"x\\ny\\u0041\"}, \"d\": []}">>)), ?T(json(<<"[1, 2">>)), ?T(json(<<"nul">>)), ?T(base64(<<"Man is distinguished">>)), ?T(huff(<<2#0101101110:10>>)), ?T(varint(<<172, 2, 127, 128, 128, 1, 0>>)), ?T(varint(<<128>>)), ?T(le(<<1, 2, 3, 4, 5, 6, 7, 8>>)), ?T(sizes(<<3, 1, 2, 3, 4, 5, 6, 7, 8, 9>>)), ?T(keep(<<"abcdef">>, [])), ?T(captured(<<5, 6, 7>>)), ?T(sent(<<9, "payload">>)), ?T(both(<<1, 2>>, <<1, 3>>)), ?T(both(<<1, 2>>, <<2>>)), ?T(both(<<>>, <<>>)), ?T(rle(<<"aaabbbbcdd">>)), ?T(reverse_bits(<<2#10110001, 2#1:3>>)), ?T(crc(<<"123456789">>)), ?T(count_ones(<<255, 1, 0, 7:3>>)), ?T(split(<<"a--b---c--">>, <<"--">>)), ?T(find(<<"needle in a haystack">>, <<"hay">>, 0)), ?T(find(<<"x">>, <<"hay">>, 0)), ?T(longest(<<0:3, 1:5, 0:9, 1:1>>, 0, 0)).

op(<<>>) -> empty;
op(<<0, R/bits>>) -> {nop, bit_size(R)};
op(<<1, 0, N>>) -> {zero, N};
op(<<1, N, R/binary>>) when N > 3 -> {one, N, R};
op(<<1>>) -> one;
op(<<2, N, S:N/binary, R/binary>>) -> {str, S, R};
op(<<2, N, R/binary>>) -> {short, N, R};
op(<<3, F/float, R/binary>>) -> {float, F, R};
op(<<3, R/binary>>) -> {not_float, R};
op(<<4, N, R/binary>>) -> {list, items(N, R, [])};
op(<<5, R/binary>>) -> {pair, binary:split(R, <<"=">>)};
op(<<6, A:3, B:2, C:3, R/bits>>) -> {fields, A, B, C, R};
op(<<8, C/utf8, R/binary>>) -> {char, C, R};
op(<<9, A:16/little, A:16/big>>) -> {same, A};
op(<<9, A:16/little, B:16/big>>) -> {ends, A, B};
op(<<10, N:32, S:N/binary, R/binary>>) -> {long, S, R};
op(<<11, N:32/signed>>) -> {int, N};
op(<<12, A:24, B:24/little, C:16/signed-native>>) when C =/= 0 -> {mixed, A, B};
op(<<7:4, F:1, V:3>>) -> {nibble, F, V};
op(<<X, _/binary>>) when X > 127 -> high;
op(<<_:1>>) -> bit;
op(_) -> none.
items(0, R, Acc) -> {lists:reverse(Acc), R};
items(N, <<1, X, R/binary>>, Acc) -> items(N - 1, R, [X | Acc]);
items(N, R, Acc) -> {bad, N, R, Acc}.
prefix(<<"GET ", R/binary>>) -> {get, R};
prefix(<<"PUT ", R/binary>>) -> {put, R};
prefix(<<"POST ", R/binary>>) -> {post, R};
prefix(<<"GE", R/binary>>) -> {ge, R};
prefix(<<"G", R/binary>>) -> {g, R};
prefix(<<C, _/binary>>) when C >= $A, C =< $Z -> {letter, C};
prefix(B) -> byte_size(B).
backup(B) -> case B of <<A, B1, C, _/binary>> when A =:= B1, B1 =:= C -> all; <<A, A1:A/binary, R/binary>> -> {len, A1, R}; <<A:16, R/binary>> -> {two, A, R}; <<A:4, R/bits>> -> {nibble, A, R}; R -> {rest, R} end.
guards(<<A, R/binary>>) when byte_size(R) > 5, A > 2 -> long;
guards(<<A, R/binary>> = B) when byte_size(B) =:= A + 1; R =:= <<>> -> exact;
guards(<<A:3, _/bits>> = B) when bit_size(B) rem 8 =/= 0 -> {odd, A};
guards(B) when B > <<1>> -> greater;
guards(_) -> none.
two(B) -> {case B of <<A, _/bits>> -> A; _ -> no end, case B of <<_:4, A1:4, _/bits>> -> A1; _ -> no end, case B of <<_, A2/bits>> -> op(A2); _ -> no end}.
tokens(<<C, R/binary>>) when C =:= $\s -> tokens(R);
tokens(<<C, _/binary>> = B) when C >= $a, C =< $z -> {N, R} = ident(B, 0), <<W:N/binary, _/binary>> = B, [{id, W} | tokens(R)];
tokens(<<C, _/binary>> = B) when C >= $0, C =< $9 -> number(B, <<>>);
tokens(<<$", R/binary>>) -> str(R, <<>>);
tokens(<<C, R/binary>>) when C =:= $+; C =:= $*; C =:= $(; C =:= $); C =:= $;; C =:= $= -> [list_to_atom([C]) | tokens(R)];
tokens(<<>>) -> [];
tokens(R) -> [{bad, R}].
ident(<<C, R/binary>>, N) when C >= $a, C =< $z; C >= $0, C =< $9 -> ident(R, N + 1);
ident(R, N) -> {N, R}.
number(<<C, R/binary>>, A) when C >= $0, C =< $9; C =:= $. -> number(R, <<A/binary, C>>);
number(R, A) -> [{num, A} | tokens(R)].
str(<<$\\, C, R/binary>>, A) -> str(R, <<A/binary, C>>);
str(<<$", R/binary>>, A) -> [{str, A} | tokens(R)];
str(<<C, R/binary>>, A) -> str(R, <<A/binary, C>>).
tlv(<<T, L, V:L/binary, R/binary>>) -> [{T, V} | tlv(R)];
tlv(<<>>) -> [];
tlv(R) -> [{rest, R}].
utf(<<C/utf8, R/binary>>) when C < 128 -> [{ascii, C} | utf(R)];
utf(<<C/utf8, R/binary>>) -> [C | utf(R)];
utf(<<C, R/binary>>) -> [{byte, C} | utf(R)];
utf(<<>>) -> [].
csv(B) -> csv(B, <<>>, [], []).
csv(<<>>, <<>>, [], Rows) -> lists:reverse(Rows);
csv(<<$", R/binary>>, F, Fs, Rows) -> quoted(R, F, Fs, Rows);
csv(<<$,, R/binary>>, F, Fs, Rows) -> csv(R, <<>>, [F | Fs], Rows);
csv(<<$\n, R/binary>>, F, Fs, Rows) -> csv(R, <<>>, [], [lists:reverse([F | Fs]) | Rows]);
csv(<<C, R/binary>>, F, Fs, Rows) -> csv(R, <<F/binary, C>>, Fs, Rows).
quoted(<<$", R/binary>>, F, Fs, Rows) -> csv(R, F, Fs, Rows);
quoted(<<C, R/binary>>, F, Fs, Rows) -> quoted(R, <<F/binary, C>>, Fs, Rows).
json(B) -> {V, R} = value(ws(B)), {V, ws(R)}.
ws(<<C, R/binary>>) when C =:= $\s; C =:= $\n -> ws(R);
ws(B) -> B.
value(<<"true", R/binary>>) -> {true, R};
value(<<"false", R/binary>>) -> {false, R};
value(<<"null", R/binary>>) -> {null, R};
value(<<$", R/binary>>) -> jstr(R, <<>>);
value(<<$[, R/binary>>) -> array(ws(R), []);
value(<<${, R/binary>>) -> object(ws(R), #{});
value(<<C, _/binary>> = B) when C =:= $-; C >= $0, C =< $9 -> jnum(B, []).
array(<<$], R/binary>>, A) -> {lists:reverse(A), R};
array(<<$,, R/binary>>, A) -> array(ws(R), A);
array(B, A) -> {V, R} = value(B), array(ws(R), [V | A]).
object(<<$}, R/binary>>, M) -> {M, R};
object(<<$,, R/binary>>, M) -> object(ws(R), M);
object(<<$", B/binary>>, M) -> {K, R} = jstr(B, <<>>), <<$:, R2/binary>> = ws(R), {V, R3} = value(ws(R2)), object(ws(R3), M#{K => V}).
jstr(<<$", R/binary>>, A) -> {A, R};
jstr(<<$\\, $n, R/binary>>, A) -> jstr(R, <<A/binary, $\n>>);
jstr(<<$\\, $u, H:4/binary, R/binary>>, A) -> jstr(R, <<A/binary, (binary_to_integer(H, 16))/utf8>>);
jstr(<<C/utf8, R/binary>>, A) -> jstr(R, <<A/binary, C/utf8>>).
jnum(<<C, R/binary>>, A) when C >= $0, C =< $9; C =:= $-; C =:= $.; C =:= $e -> jnum(R, [C | A]);
jnum(R, A) -> {lists:reverse(A), R}.
base64(B) -> << <<(element(X + 1, list_to_tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")))>> || <<X:6>> <= <<B/binary, 0:((6 - bit_size(B) rem 6) rem 6)>> >>.
huff(<<0:1, R/bits>>) -> [a | huff(R)];
huff(<<2#10:2, R/bits>>) -> [b | huff(R)];
huff(<<2#110:3, R/bits>>) -> [c | huff(R)];
huff(<<2#111:3, R/bits>>) -> [d | huff(R)];
huff(R) -> [R].
varint(B) -> varint(B, 0, 0).
varint(<<1:1, X:7, R/binary>>, S, A) -> varint(R, S + 7, A bor (X bsl S));
varint(<<0:1, X:7, R/binary>>, S, A) -> [A bor (X bsl S) | varint(R, 0, 0)];
varint(<<>>, 0, 0) -> [];
varint(<<>>, S, A) -> [{cut, S, A}].
le(<<A:16/little, B:24/little-signed, C:3, D:13/big, E/binary>>) -> {A, B, C, D, E}.
sizes(<<N, A:(N * 8), B:(N + 1)/binary, C:(N div 2)/binary-unit:8, R/bits>>) -> {N, A, B, C, R};
sizes(_) -> none.
keep(<<C, R/binary>>, Acc) -> keep(R, [{C, R} | Acc]);
keep(<<>>, Acc) -> Acc.
captured(<<A, R/binary>>) -> F = fun(X) -> <<B, T/binary>> = R, {A, B, T, X} end, [F(1), F(2), R].
sent(<<N, R/binary>>) -> self() ! {N, R}, receive {N, <<C, T/binary>>} -> {C, T, R} end.
both(<<X, A/binary>>, <<X, B/binary>>) -> {same, X, A, B};
both(<<X, _/binary>> = A, <<Y, _/binary>> = B) -> {differ, X, Y, A < B};
both(A, A) -> equal.
rle(<<C, R/binary>>) -> rle(R, C, 1);
rle(<<>>) -> <<>>.
rle(<<C, R/binary>>, C, N) -> rle(R, C, N + 1);
rle(R, C, N) -> <<N, C, (rle(R))/binary>>.
reverse_bits(<<B:1, R/bits>>) -> T = reverse_bits(R), <<T/bits, B:1>>;
reverse_bits(<<>>) -> <<>>.
crc(B) -> crc(B, 16#FFFF).
crc(<<X, R/binary>>, C) -> crc(R, lists:foldl(fun(_, A) when A band 16#8000 =/= 0 -> ((A bsl 1) bxor 16#1021) band 16#FFFF; (_, A) -> (A bsl 1) band 16#FFFF end, C bxor (X bsl 8), lists:seq(1, 8)));
crc(<<>>, C) -> C.
count_ones(<<1:1, R/bits>>) -> 1 + count_ones(R);
count_ones(<<0:1, R/bits>>) -> count_ones(R);
count_ones(<<>>) -> 0.
split(B, S) -> N = byte_size(S), split(B, S, N, <<>>).
split(B, S, N, A) -> case B of <<S:N/binary, R/binary>> -> [A | split(R, S, N, <<>>)]; <<C, R/binary>> -> split(R, S, N, <<A/binary, C>>); <<>> -> [A] end.
find(B, S, N) -> L = byte_size(S), case B of <<_:N/binary, S:L/binary, _/binary>> -> N; <<_:N/binary, _, _/binary>> -> find(B, S, N + 1); _ -> none end.
longest(<<0:1, R/bits>>, N, M) -> longest(R, N + 1, max(N + 1, M));
longest(<<1:1, R/bits>>, _, M) -> longest(R, 0, M);
longest(<<>>, _, M) -> M.
