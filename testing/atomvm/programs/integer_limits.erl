%% The host's integers have 256 bits: beyond is an error, and no result. (OTP goes on.)
-module(integer_limits).
-export([start/0, flip/1, 'xor'/2, 'and'/2, 'or'/2, guard/2]).

start() ->
    {256, _} = grow(id(1), 0), {128, _} = square(id(2), 1), {255, _} = back(id(4), 2),
    no = part(id(<<0:512>>)),
    least(id(1 bsl id(255) - 1) * 2 + 1),
    ok.

%% -2^256 is the one result of an operation on bits that has more of them than its operands. OTP's compiler drops a `try`
%% around what cannot fail on OTP, so it is in another function.
least(All) ->
    Min = -All, Or = 2 - All,
    error = try_call(flip, [All]), error = try_call('xor', [All, -1]), error = try_call('and', [Min, 1 - All]),
    error = try_call(guard, [All, -1]),
    Min = try_call(flip, [All - 1]), Min = try_call('xor', [All - 1, -1]), Min = try_call('and', [Min, -1]),
    Or = try_call('or', [Min, 1 - All]), All = try_call(guard, [All - 1, 1]).
try_call(F, Arguments) -> try apply(?MODULE, F, Arguments) catch error:_ -> error end.
flip(X) when is_integer(X) -> bnot X.
'xor'(X, Y) when is_integer(X), is_integer(Y) -> X bxor Y.
'and'(X, Y) when is_integer(X), is_integer(Y) -> X band Y.
'or'(X, Y) when is_integer(X), is_integer(Y) -> X bor Y.
guard(X, Y) when is_integer(X), is_integer(Y), X bxor Y =/= 0 -> X bxor Y.

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
