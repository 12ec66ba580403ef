%% Reductions in loops that do nothing but call natives; switches over literals; types of what is in a box.
-module(sends).
-export([start/0]).

start() ->
    Self = self(),
    spawn(fun() -> put(x, Self), Self ! go end),
    spin(0),
    receive go -> ok after 0 -> error(no_message) end,
    [zero, big, other, negative, float] = [which(id(X)) || X <- [0, 18446744073709551617, a, -9223372036854775809, 1.5]],
    [tuple, bin, bin, map, func, other] =
        [type(id(X)) || X <- [{}, <<"ab">>, binary(7), #{a => 1}, fun id/1, [a]]],
    ok.

%% Waits for another process, without a receive.
spin(N) ->
    case process_info(self(), message_queue_len) of
        {message_queue_len, 0} when N < 10000000 -> spin(N + 1);
        {message_queue_len, _} -> ok
    end.

which(0) -> zero;
which(18446744073709551617) -> big;
which(-9223372036854775809) -> negative;
which(1.5) -> float;
which(_) -> other.

type(X) when is_tuple(X) -> tuple;
type(X) when is_binary(X) -> bin;
type(X) when is_map(X) -> map;
type(X) when is_function(X, 1) -> func;
type(_) -> other.

binary(0) -> <<"x">>;
binary(N) -> B = binary(N - 1), <<B/binary, B/binary>>.

id(X) -> X.
