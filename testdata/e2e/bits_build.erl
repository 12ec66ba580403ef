%% Binaries that grow by small segments: every size at every position in a byte, accumulators that are shared, the
%% borders between copies and parts, and what a bad segment raises in the middle of it.
-module(bits_build).
-export([main/0]).

main() ->
    [p([grid(S, V) || V <- [0, 1, -1, 165, 16#5A5A5A5, -16#1234567, 16#FEDCBA98, -(1 bsl 40) + 77]]) || S <- lists:seq(0, 35)],
    p(erlang:phash2(bytes(5000, <<>>))), p(erlang:phash2(words(3000, <<>>))), p(erlang:phash2(nibbles(3001, <<>>))),
    p([erlang:phash2(utf(N, <<>>)) || N <- [0, 10, 500]]), p(shared()), p(borders()), p(parts(binary:copy(<<"abc">>, 50))),
    p(erlang:phash2(<< <<X, (X bxor 255):9>> || <<X>> <= binary:copy(<<1, 2, 3, 250>>, 400) >>)),
    p([fails(fun() -> append(A, V, S) end) || {A, V, S} <- bad()]), p(mixed(300, <<1:1>>)), p(units()),
    p(yields(30000, <<"start">>)), p(kept(400, <<>>, [])).

p(X) -> io:format("~0p~n", [X]).
fails(F) -> try F() catch C:R -> {C, R} end.

%% One integer of S bits after 0 to 8 bits, both orders, with something behind it.
grid(S, V) ->
    erlang:phash2([{<<1:O, V:S, 5:3>>, <<0:O, V:S/little, -1:4>>, <<(-1):O, V:S/signed, 0:O>>} || O <- lists:seq(0, 8)]).

bytes(0, Acc) -> Acc;
bytes(N, Acc) -> bytes(N - 1, <<Acc/binary, N, (N bsr 3)>>).
words(0, Acc) -> Acc;
words(N, Acc) -> words(N - 1, <<Acc/binary, N:32, (N * 70001):24/little, (-N):16>>).
nibbles(0, Acc) -> Acc;
nibbles(N, Acc) -> nibbles(N - 1, <<Acc/bits, N:4, N:7, (N bsr 2):1>>).
utf(0, Acc) -> Acc;
utf(N, Acc) -> utf(N - 1, <<Acc/binary, (N rem 128)/utf8, (N * 37)/utf8, (N + 16#10000)/utf8>>).

%% Several continue one binary: only the first may write behind it.
shared() ->
    A = binary:copy(<<"0123456789">>, 10),
    B = <<A/binary, "first">>, C = <<A/binary, "second">>, D = <<B/binary, 1>>, E = <<B/binary, 2, 3>>, F = <<D/bits, 1:3>>,
    G = <<F/bits, 2:5>>, H = <<F/bits, 3:5>>, I = <<D/bits, 6:3>>,
    [binary:part(X, byte_size(X), -8) || X <- [B, C, D, E, G, H]] ++ [bit_size(F), erlang:phash2([F, I]), F =:= I, G =:= H].

borders() ->
    [begin
         A = binary:copy(<<7>>, N), B = <<A/binary, 8>>, C = <<B/binary, 9, 10>>, D = <<B/binary, 11, 12>>,
         {N, byte_size(C), binary:last(C), binary:last(D), binary:at(C, N), erlang:phash2({A, B, C, D})}
     end || N <- [0, 1, 30, 31, 32, 61, 62, 63, 64, 65, 66, 126, 127, 128, 129, 254, 255, 256]].

parts(B) ->
    <<_:10/binary, M:80/binary, _/binary>> = B, <<_:3, U:160/bits, _/bits>> = B,
    [<<M/binary, 1>>, <<M:5/binary, 2>>, <<U/bits, 1:1>>, <<M/binary>> =:= M, <<U:24/bits, M/binary>>, <<M:70/binary, M:3/binary>>,
     <<M/binary, M/binary>>].

bad() ->
    A = binary:copy(<<1>>, 100),
    [{A, x, 8}, {A, 1.5, 8}, {A, 1, -1}, {A, 1, x}, {A, 1, 1 bsl 70}, {y, 1, 8}, {<<1:3>>, 1, 8}, {[], 1, 8}, {A, 300, 8}].
append(A, V, S) -> B = <<A/binary, 1, V:S, 2>>, {byte_size(B), binary:last(B)}.

mixed(0, Acc) -> {bit_size(Acc), erlang:phash2(Acc)};
mixed(N, Acc) ->
    Part = binary:part(<<"abcdefghij">>, 0, N rem 10),
    mixed(N - 1, <<Acc/bits, N:(N rem 13), Part/binary, (N / 4):32/float, Part/bits, $x/utf16, N:40, "lit", (N rem 3):2>>).

units() ->
    B = <<1, 2, 3, 4, 5, 6>>, T = <<1:3, 2:3>>,
    [fails(fun() -> <<B/binary-unit:16, 1>> end), fails(fun() -> <<B/binary-unit:24, 1>> end), fails(fun() -> <<B/binary-unit:32>> end),
     fails(fun() -> <<T/bits, 1:2>> end), fails(fun() -> <<T/binary-unit:3, T/binary-unit:2>> end), fails(fun() -> <<T/binary>> end),
     fails(fun() -> <<B:2/binary-unit:12>> end), fails(fun() -> <<7:3/unit:7>> end), fails(fun() -> <<B:7/binary>> end)].

%% Yields and collections between the appends.
yields(0, Acc) -> {byte_size(Acc), erlang:phash2(Acc)};
yields(N, Acc) when N rem 1000 =:= 0 -> erlang:garbage_collect(), yields(N - 1, <<Acc/binary, N:16>>);
yields(N, Acc) -> yields(N - 1, <<Acc/binary, N>>).

kept(0, Acc, Keep) -> {byte_size(Acc), erlang:phash2(Keep), lists:all(fun(B) -> binary:part(Acc, 0, byte_size(B)) =:= B end, Keep)};
kept(N, Acc, Keep) -> kept(N - 1, <<Acc/binary, N:16>>, [Acc | Keep]).
