%% The host's integers have 256 bits: beyond is an error, and no result. (OTP goes on.)
-module(integer_limits).
-export([start/0]).

start() ->
    {256, _} = grow(id(1), 0), {128, _} = square(id(2), 1), {255, _} = back(id(4), 2),
    no = part(id(<<0:512>>)),
    ok.

%% The types say that these are integers.
grow(X, N) when is_integer(X) ->
    try X bsl 1 of Y -> grow(Y, N + 1) catch error:R -> {N + 1, R} end.
square(X, N) when is_integer(X) ->
    try X * X of Y -> square(Y, 2 * N) catch error:R -> {N, R} end.
back(X, N) when is_integer(X) ->
    try X bsr id(-1) of Y -> back(Y, N + 1) catch error:R -> {N, R} end.

part(<<X:512>>) -> X;
part(_) -> no.

id(X) -> X.
