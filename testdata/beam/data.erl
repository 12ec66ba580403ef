%% Terms: tuples, records, lists, maps, binaries in construction and matching.
-module(data).
-export([records/1, maps/2, build/3, match/1, utf/1, sizes/2, comprehension/1, strings/1, swap/2, literals/0, loop/2, bytes/2,
         part/3, rematch/1]).

-record(r, {a, b = 2, c, d}).

records(R = #r{a = 1}) -> R#r{b = x, d = records(R#r{c = 1, a = 2})};
records(#r{c = C, d = D}) -> {C, D};
records(T) -> erlang:setelement(2, T, {T, [T]}).

maps(#{a := X, "b" := Y} = M, K) -> M#{a := Y, c => X, K => 1};
maps(#{k := _}, _) -> #{};
maps(M, K) when is_map_key(K, M) -> #{K := V} = M, V;
maps(_, K) -> #{K => 1, b => #{x => y}}.

build(X, Y, Z) ->
    A = <<X:8, Y:16/little-signed, Z/float, 1:3, "text", X/utf8, Y/utf16, Z/utf32-little>>,
    B = <<A/binary, X:Y, Z:X/binary, Y/bitstring>>,
    <<B/bitstring, (X + 1):7/native, 3.0:32/float>>.

match(<<A:8, B:16/little-signed, C/binary>>) -> {A, B, C};
match(<<"abc", R:13, _/bitstring>>) -> R;
match(<<1:4, X:4/binary, 0:4, _:3/binary>>) -> X;
match(<<F/float, G:32/float-little, _:7, B/bitstring>>) -> {F, G, B};
match(<<_:1, R/bitstring>>) when bit_size(R) > 3 -> match(R);
match(<<>>) -> empty.

utf(<<C/utf8, R/binary>>) -> [C | utf(R)];
utf(<<_/utf16, C/utf16-little, R/binary>>) -> [C | utf(R)];
utf(<<_/utf32, _/utf8, _/utf16, C/utf32, R/binary>>) -> [C | utf(R)];
utf(<<>>) -> [].

sizes(<<S, B:S/binary, T:S/binary-unit:3, _:S, I:S/signed-little, R/binary>>, U) -> {B, T, I, R, U};
sizes(<<X:300, _/binary>>, _) -> X.

comprehension(L) ->
    A = [X || {X, _} <- L, X > 1],
    B = << <<X:4>> || X <- A >>,
    C = [X || <<X:4>> <= B],
    << <<X>> || <<X:4>> <= B, X < hd(C) >>.

strings(S) -> S ++ "tail" ++ [$\n, 1000, $"].

swap(A, B) -> swap(B, A).

literals() ->
    {1.0e100, -0.0, 1.5e-7, 100.0, 1.0e22, 123456.789, 12345678901234567890123456789012345678901234567890,
     -1, 2047, 2048, 1 bsl 62, -(1 bsl 63), 1 bsl 64, 16#FFFFFFFFFFFFFFFF,
     <<0, 255>>, <<"latin1 ", 233>>, <<5:3>>, {a, [b | c]}, #{1 => 2, 1.0 => 3, [] => {}}}.

loop(N, Acc) when N > 0, N < 1 bsl 59 -> loop(N - 1, Acc + N * 2);
loop(_, Acc) -> Acc.

bytes(X, Y) ->
    A = <<X:8, "ab", Y:16/little>>,
    <<A:5/binary, X/float, 0:32>>.

part(B, S, L) when binary_part(B, S, L) =:= <<"abc">> -> B.

rematch(B) when is_binary(B) ->
    case B of
        <<0, R/binary>> -> rematch(R);
        <<_, R/binary>> -> {R, byte_size(B)};
        <<>> -> none
    end.
