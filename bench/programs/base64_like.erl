%% Bytes to base64 and back, 48 kB: parts of bytes are read, small binaries are appended.
-module(base64_like).
-include("bench.hrl").
run() ->
    Data = << <<(X * X band 255)>> || X <- lists:seq(1, 48000) >>,
    Text = encode(Data, <<>>),
    Data = decode(Text, <<>>),
    Text.

encode(<<A:6, B:6, C:6, D:6, R/binary>>, Acc) ->
    encode(R, <<Acc/binary, (char(A)), (char(B)), (char(C)), (char(D))>>);
encode(<<>>, Acc) -> Acc.

char(X) when X < 26 -> X + $A;
char(X) when X < 52 -> X - 26 + $a;
char(X) when X < 62 -> X - 52 + $0;
char(62) -> $+;
char(63) -> $/.

decode(<<A, B, C, D, R/binary>>, Acc) ->
    decode(R, <<Acc/binary, (value(A)):6, (value(B)):6, (value(C)):6, (value(D)):6>>);
decode(<<>>, Acc) -> Acc.

value(X) when X >= $a -> X - $a + 26;
value(X) when X >= $A -> X - $A;
value(X) when X >= $0 -> X - $0 + 52;
value($+) -> 62;
value($/) -> 63.
