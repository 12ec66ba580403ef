%% Matches that go on for many rounds: yields and collections come in the middle of them, with the context in an
%% argument, in a frame, behind calls and handlers.
-module(bits_loops).
-export([main/0]).

main() ->
    B = data(40000),
    p(sum(B, 0)), p(wide(B, 0, [])), p(bits(B, 0)), p(phase(<<1:3, B/binary>>)),
    p(erlang:phash2(words(B))), p(framed(B, 0)), p(mutual(B, 0, 0)), p(caught(B, 0)), p(nested(B, B, 0)),
    p(erlang:phash2(collect(B, []))), p(erlang:phash2(tails(B, []))), p(utf(unicode:characters_to_binary(chars(3000)), 0, 0)),
    p(utf16(unicode:characters_to_binary(chars(3000), utf8, utf16), 0)),
    p(utf32(unicode:characters_to_binary(chars(3000), utf8, {utf32, little}), 0)),
    p(floats(<<<<(X / 3):64/float>> || X <- lists:seq(1, 5000)>>, 0.0)),
    p(halves(<<<<(X / 7):32/float-little>> || X <- lists:seq(1, 5000)>>, 0)),
    p(sized(<<<<(X rem 7), 0:(X rem 7)/unit:8, X:16>> || X <- lists:seq(1, 5000)>>, 0)),
    p(keyword(binary:copy(<<"if then else elsewhere while ">>, 700), #{})),
    p(waits(B, 0)), p(position(B, 0)), p(twice(B, B, 0)), p(big(B, 0)), p(signed(B, 0)),
    p([short(sub(B, N)) || N <- lists:seq(0, 12)]),
    p(fails(fun() -> strict(B, 0) end)), p(fails(fun() -> strict(<<1:7>>, 0) end)), p(fails(fun() -> strict(x, 0) end)),
    p(fails(fun() -> broken(sub(B, 30), 0) end)), p(holes(B, 0)), p(garbage(B, 0, [])).

p(X) -> io:format("~0p~n", [X]).
fails(F) -> try F() catch C:R:S -> {_, Name, Args, _} = hd(S), {C, R, Name, Args} end.
data(N) -> << <<((X * X + X div 7) band 255)>> || X <- lists:seq(1, N) >>.
chars(N) -> [case X rem 4 of 0 -> $a + X rem 26; 1 -> 16#E0 + X rem 30; 2 -> 16#4E00 + X; 3 -> 16#1F600 + X rem 60 end
             || X <- lists:seq(1, N)].
sub(B, N) -> binary:part(B, 0, N).

sum(<<X, R/binary>>, S) -> sum(R, S + X);
sum(<<>>, S) -> S.

wide(<<A:8, B:16/little, C:8/signed, D:32, E:24/signed-little, R/binary>>, S, Acc) ->
    wide(R, (S + A * B - C + D + E) band 16#FFFFFFF, if A < 3 -> [E | Acc]; true -> Acc end);
wide(<<R/binary>>, S, Acc) -> {S, length(Acc), erlang:phash2(Acc), R}.

%% Positions that are not at bytes.
bits(<<A:3, B:1, C:13/signed, D:7, E:32, F:30/little, R/bits>>, S) -> bits(R, (S * 3 + A + B + C + D + E + F) band 16#FFFFFF);
bits(R, S) -> {S, R}.

phase(<<_:3, R/bits>>) -> {sum(R, 0), wide(R, 0, []), keyword(R, #{})}.

words(<<L:4, H:4, R/binary>>) when L > 7 -> [H | words(R)];
words(<<_, R/binary>>) -> words(R);
words(<<>>) -> [].

%% The context waits in a frame.
framed(<<X, R/binary>>, N) when N < 20000 -> Y = framed(R, N + 1), (Y bxor X) + 1;
framed(R, _) -> byte_size(R).

mutual(<<0:1, X:7, R/binary>>, A, B) -> other(R, A + X, B);
mutual(<<1:1, R/bits>>, A, B) -> other(R, A, B + 1);
mutual(R, A, B) -> {A, B, bit_size(R)}.
other(<<X:7, R/bits>>, A, B) when X > 64 -> mutual(R, A, B + X);
other(<<_, R/bits>>, A, B) -> mutual(R, B, A);
other(R, A, B) -> {A, B, R}.

%% A handler in every round; what is matched goes on behind it.
caught(<<X, R/binary>>, S) ->
    Y = try risky(X) catch throw:T -> T; error:badarith -> -1 end,
    caught(R, S + Y);
caught(<<>>, S) -> S.
risky(X) when X band 7 =:= 0 -> throw(X div 2);
risky(X) when X band 15 =:= 5 -> X div (X - X);
risky(X) -> X.

nested(<<X:16, R/binary>>, B, S) when X rem 64 =:= 0 -> nested(R, B, S + inner(B, X, 20));
nested(<<_:16, R/binary>>, B, S) -> nested(R, B, S);
nested(<<>>, _, S) -> S.
inner(<<Y, R/binary>>, X, N) when N > 0 -> if Y < X -> inner(R, X, N - 1); true -> Y end;
inner(R, _, _) -> byte_size(R).

collect(<<N:8, Part:3/binary, R/binary>>, Acc) when N band 3 =:= 0 -> collect(R, [Part | Acc]);
collect(<<N:8, Part:70/binary, R/binary>>, Acc) when N band 3 =:= 1 -> collect(R, [Part | Acc]);
collect(<<_, Part:5/bits, _:3, R/binary>>, Acc) -> collect(R, [Part | Acc]);
collect(R, Acc) -> [R | Acc].

tails(<<$\n, R/binary>>, Acc) -> tails(R, [R | Acc]);
tails(<<_, R/binary>>, Acc) -> tails(R, Acc);
tails(<<>>, Acc) -> Acc.

utf(<<C/utf8, R/binary>>, N, S) -> utf(R, N + 1, S bxor C);
utf(<<>>, N, S) -> {N, S}.
utf16(<<C/utf16, R/binary>>, S) -> utf16(R, S + C);
utf16(<<>>, S) -> S.
utf32(<<C/utf32-little, R/binary>>, S) -> utf32(R, S + C);
utf32(<<>>, S) -> S.

floats(<<F/float, R/binary>>, S) -> floats(R, S + F);
floats(<<>>, S) -> S.
halves(<<F:32/float-little, R/binary>>, N) when F < 300.0 -> halves(R, N + 1);
halves(<<_:32, R/binary>>, N) -> halves(R, N);
halves(<<>>, N) -> N.

sized(<<N, _:N/binary, X:(N + 10 - N + 6), R/binary>>, S) -> sized(R, S + X + N);
sized(<<>>, S) -> S.

keyword(<<"elsewhere", R/bits>>, M) -> keyword(R, count(elsewhere, M));
keyword(<<"else", R/bits>>, M) -> keyword(R, count('else', M));
keyword(<<"if", R/bits>>, M) -> keyword(R, count('if', M));
keyword(<<"while ", R/bits>>, M) -> keyword(R, count(while, M));
keyword(<<_, R/bits>>, M) -> keyword(R, M);
keyword(R, M) -> {R, lists:sort(maps:to_list(M))}.
count(K, M) -> maps:update_with(K, fun(N) -> N + 1 end, 1, M).

%% A receive in the middle.
waits(<<X, R/binary>>, S) when X > 250 ->
    self() ! {msg, X},
    receive {msg, Y} -> waits(R, S + Y) after 100 -> timeout end;
waits(<<_, R/binary>>, S) -> waits(R, S);
waits(<<>>, S) -> S.

%% Several clauses that go back to a place in the middle.
position(<<N, R/binary>>, S) ->
    case R of
        <<X:16, 255, T/binary>> -> position(T, S + X);
        <<X:5, 7:3, T/binary>> when X > N -> position(T, S + X);
        <<_:N/unit:2, T/bits>> when bit_size(T) rem 8 =:= 0 -> position(T, S + N);
        <<_:3, T/bits>> when N > 1000 -> position(T, S);
        <<_, T/binary>> -> position(T, S - 1);
        <<>> -> S
    end;
position(<<>>, S) -> {done, S}.

%% Two contexts, one of them of what the other was started with.
twice(<<X, R/binary>>, <<Y, Q/binary>> = B, S) ->
    if X =:= Y -> twice(R, Q, S + 1);
       X < Y -> twice(R, B, S + 2);
       true -> twice(R, Q, S + X)
    end;
twice(<<>>, B, S) -> {S, byte_size(B)};
twice(R, <<>>, S) -> {S, byte_size(R)}.

big(<<X:72, Y:61/little, Z:59/signed, R/binary>>, S) -> big(R, (S + X + Y * 3 - Z) band 16#FFFFFFFFFFFFFFFFFFFF);
big(R, S) -> {S, R}.
signed(<<A:27/signed, B:28/signed, C:29, D:28/signed-little, E:32/signed, R/bits>>, S) -> signed(R, S + A - B + C - D + E);
signed(R, S) -> {S, bit_size(R)}.

short(<<A:16, B:32/little, R/binary>>) -> {A, B, short(R)};
short(<<A:24, "x", R/binary>>) -> {A, R};
short(<<A:2/binary, R/bits>>) -> {A, R};
short(<<A/signed>>) -> A;
short(<<>>) -> empty.

strict(<<X, R/binary>>, S) -> strict(R, S + X).
broken(<<X:16, _:1, R/bits>>, S) -> broken(R, S + X);
broken(<<X:15, _:1>>, S) -> X + S.

%% Skips only, constant and not.
holes(<<_:17, N:7, _:N, _:3, X:5, R/bits>>, S) -> holes(R, S + X);
holes(R, S) -> {S, bit_size(R)}.

%% Much garbage, so that the bytes' holder moves while the match goes on.
garbage(<<X, R/binary>>, N, Keep) ->
    L = [X, X + 1, {X, N} | if N rem 100 =:= 0 -> []; true -> Keep end],
    small(<<X, N:16, (N * X):32>>, N, L), garbage(R, N + 1, L);
garbage(<<>>, N, Keep) -> {N, length(Keep)}.
small(<<A, B:16, _/binary>> = Whole, N, [A | _]) when B =:= N band 16#FFFF -> small2(Whole, 7);
small(_, _, _) -> exit(wrong).
small2(<<_, R/binary>>, N) -> erlang:garbage_collect(if N =:= 0 -> self(); true -> self() end), small3(R, N - 1);
small2(<<>>, 0) -> ok.
small3(<<_, R/binary>>, N) -> small2(R, N - 1);
small3(<<>>, 0) -> ok.
