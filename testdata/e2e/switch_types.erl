%% Clauses that select by value and type: atoms, numbers of all sizes, floats, strings, binaries, tuples by arity and tag.
-module(switch_types).
-export([main/0]).

main() ->
    Vs = [a, b, zz, true, false, [], 0, 1, -1, 255, 1000000, 1 bsl 40, -(1 bsl 40), 1 bsl 64, (1 bsl 64) + 1, 0.0, -0.0, 1.0, 1.5, 1.0e300, "", "a", "ab", "abc", "xyz", [1], [1, 2], [a | b], <<>>, <<"a">>, <<"ab">>, <<1:1>>, {}, {a}, {b}, {a, 1}, {a, 2}, {b, 1}, {a, {b, {c, 1}}}, {1, 2, 3}, {x, y, z, w}, #{}, #{a => 1}, self(), fun main/0],
    [io:format("~w ~w ~w ~w ~w ~w ~w~n", [value(V), type(V), tagged(V), str(V), bin(V), order(V), mixed(V, V)]) || V <- Vs],
    io:format("~w~n", [[weekday(D) || D <- lists:seq(-1, 8)]]), io:format("~w~n", [[sparse(D) || D <- [0, 5, 10, 1000, 1001, 65536, 1 bsl 27, 1 bsl 28, 1 bsl 31, 1 bsl 32, 1 bsl 62, -1, -(1 bsl 27), 3.0]]]), io:format("~w~n", [[http(M) || M <- ["GET", "PUT", "POST", "PATCH", "DELETE", "GETX", "", "P"]]]), io:format("~w~n", [[op(O, 7, 3) || O <- ['+', '-', '*', 'div', 'rem', 'band', 'bor', 'bxor', '<', '>', '=:=', nope]]]), io:format("~w~n", [[two(A, B) || A <- [a, b, 1], B <- [a, b, 1]]]), io:format("~w~n", [[float_case(F) || F <- [0.0, -0.0, 1.0, 1, 2.5, 1.0e10, 3]]]).

value(a) -> 1; value(b) -> 2; value([]) -> 3; value(0) -> 4; value(1) -> 5; value(-1) -> 6; value(255) -> 7; value(1000000) -> 8; value(1099511627776) -> 9; value(-1099511627776) -> 10; value(18446744073709551616) -> 11; value(1.0) -> 12; value(1.5) -> 13; value(1.0e300) -> 14; value("abc") -> 15; value(<<"ab">>) -> 16; value({}) -> 17; value({a, 1}) -> 18; value(true) -> 19; value(_) -> none.
type(X) when is_boolean(X) -> bool; type(X) when is_atom(X) -> atom; type(X) when is_integer(X), X band 1 =:= 0 -> even; type(X) when is_integer(X) -> odd; type(X) when is_float(X) -> float; type(X) when is_list(X), length(X) > 2 -> long; type(X) when is_list(X) -> list; type(X) when is_binary(X) -> binary; type(X) when is_bitstring(X) -> bits; type(X) when is_tuple(X), tuple_size(X) > 2 -> wide; type(X) when is_tuple(X) -> tuple; type(X) when is_map(X) -> map; type(X) when is_pid(X) -> pid; type(X) when is_function(X, 0) -> fun0; type(_) -> other.
tagged({a}) -> a1; tagged({b}) -> b1; tagged({a, N}) when is_integer(N) -> {a2, N}; tagged({a, {b, {c, N}}}) -> {nest, N}; tagged({T, _}) -> {t2, T}; tagged({_, _, _}) -> t3; tagged(T) when is_tuple(T) -> tuple_size(T); tagged([H | T]) when is_atom(T) -> {improper, H}; tagged([_]) -> one; tagged([_, _ | _]) -> more; tagged(_) -> no.
str("") -> empty; str("a" ++ T) -> {a, T}; str([$x, Y | _]) -> {x, Y}; str([C]) when C < 10 -> small; str(_) -> no.
bin(<<>>) -> empty; bin(<<"a">>) -> a; bin(<<"a", R/binary>>) -> {a, R}; bin(<<X:1>>) -> {bit, X}; bin(_) -> no.
order(X) when X < a -> below; order(X) when X =:= a -> a; order(X) when X < {} -> between; order(X) when X >= [], X < <<>> -> list; order(_) -> above.
mixed(1, 1.0) -> never; mixed(1.0, _) -> float; mixed(X, X) when X == 1 -> one; mixed(X, Y) when X =:= Y, X == 0 -> zero; mixed(_, _) -> same.
weekday(1) -> mon; weekday(2) -> tue; weekday(3) -> wed; weekday(4) -> thu; weekday(5) -> fri; weekday(6) -> sat; weekday(7) -> sun; weekday(_) -> none.
sparse(0) -> z; sparse(10) -> ten; sparse(1000) -> k; sparse(65536) -> w; sparse(134217728) -> s; sparse(268435456) -> t; sparse(2147483648) -> i; sparse(4294967296) -> j; sparse(4611686018427387904) -> l; sparse(-1) -> m; sparse(-134217728) -> n; sparse(_) -> o.
http("GET") -> get; http("PUT") -> put; http("POST") -> post; http("PATCH") -> patch; http("DELETE") -> delete; http(_) -> unknown.
op('+', A, B) -> A + B; op('-', A, B) -> A - B; op('*', A, B) -> A * B; op('div', A, B) -> A div B; op('rem', A, B) -> A rem B; op('band', A, B) -> A band B; op('bor', A, B) -> A bor B; op('bxor', A, B) -> A bxor B; op('<', A, B) -> A < B; op('>', A, B) -> A > B; op('=:=', A, B) -> A =:= B; op(_, _, _) -> undefined.
two(a, a) -> 1; two(a, b) -> 2; two(b, a) -> 3; two(X, X) -> {same, X}; two(a, _) -> 4; two(_, a) -> 5; two(_, _) -> 6.
float_case(1.0) -> one; float_case(2.5) -> two_half; float_case(1.0e10) -> large; float_case(X) when X == 0 -> zero; float_case(_) -> other.
