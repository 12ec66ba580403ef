-module(bits_sub).
-export([main/0]).

%% Slices that share one large binary, at byte and bit offsets, compared, hashed, copied and sent.
main() ->
    B = list_to_binary([lists:seq(0, 255) || _ <- lists:seq(1, 40)]),
    S = [binary:part(B, I, 5) || I <- [0, 100, 255, 1000]], p(S),
    p([lists:nth(1, S) =:= binary:part(B, 256, 5), lists:nth(1, S) < lists:nth(2, S)]),
    <<_:3, Odd:40/bits, _/bits>> = B, p(Odd), p(binary_to_list(Odd)), p(Odd =:= <<0, 8, 16, 24, 32>>),
    <<_:5, Bits:77/bits, Rest/bits>> = B, p(Bits), p(bit_size(Rest)), p(<<Bits/bits, 1:3>>),
    p(erlang:phash2(Odd) =:= erlang:phash2(<<0, 8, 16, 24, 32>>)), p(#{Odd => 1} =:= #{<<0, 8, 16, 24, 32>> => 1}),
    p(binary:copy(Odd, 3)), p(byte_size(binary:copy(B))), p(binary:referenced_byte_size(binary:copy(lists:nth(2, S)))),
    Self = self(),
    Pid = spawn(fun() -> receive {Bin, Small} -> Self ! {binary:part(Bin, 300, 3), <<Small/bits, 9:4>>} end end),
    Pid ! {B, Bits}, receive M -> p(M) end,
    p([<<1:7>> < <<2:7>>, <<1:1>> < <<1:2>>, <<255>> > <<1:1>>, <<1, 2>> < <<1, 2, 0:1>>]),
    p(lists:sort([<<2:3>>, <<1:3>>, <<>>, <<1>>, <<0, 0>>, <<1:1>>])),
    p(split(B, 1000)), p(bitstring_to_list(<<1, 2, 3:3>>)), p(list_to_bitstring([<<1:1>>, <<3:7>>, 255, [<<5:3>>]])),
    p(walk(B, 0, 0)), p(term_to_binary(<<1, 2:3>>)), p(binary_to_term(term_to_binary({Odd, Bits})) =:= {Odd, Bits}),
    p(iolist_to_binary([lists:nth(3, S), [1, [Odd], "abc" | <<"tail">>]])).

split(B, N) -> {A, C} = split_binary(B, N), {byte_size(A), byte_size(C), binary:first(C), binary:last(A)}.

walk(<<A, _:16, R/binary>>, N, Sum) -> walk(R, N + 1, Sum + A);
walk(R, N, Sum) -> {R, N, Sum}.

p(X) -> io:format("~w~n", [X]).
