-module(control_guards).
-export([main/0]).

main() ->
    Vs = [0, 1, -5, 2.5, a, true, false, "abc", [], [1 | 2], {}, {1, 2}, <<1, 2>>, <<1:3>>, #{}, #{a => 1}, self(), make_ref(), fun main/0, 1 bsl 80],
    io:format("~w~n", [[types(V) || V <- Vs]]),
    io:format("~w~n", [[logic(V) || V <- Vs]]),
    io:format("~w~n", [[sizes(V) || V <- Vs]]),
    io:format("~w~n", [[failing(V) || V <- Vs]]),
    io:format("~w~n", [[compare(A, B) || A <- [0, 1, a, "b", {1}, 2.0], B <- [1, a, {1}]]]),
    io:format("~w~n", [[iff(V) || V <- Vs]]),
    io:format("~w~n", [[bools(A, B) || A <- [true, false, x], B <- [true, false, x]]]),
    io:format("~w~n", [[in(V) || V <- Vs]]).

types(V) ->
    [N || {N, T} <- [{a, is_atom(V)}, {b, is_binary(V)}, {bs, is_bitstring(V)}, {bo, is_boolean(V)}, {f, is_float(V)}, {fu, is_function(V)},
                     {i, is_integer(V)}, {l, is_list(V)}, {m, is_map(V)}, {n, is_number(V)}, {p, is_pid(V)}, {po, is_port(V)}, {r, is_reference(V)}, {t, is_tuple(V)}], T].

logic(V) when is_integer(V), V > 0; is_float(V) -> pos;
logic(V) when is_atom(V) andalso (V =:= true orelse V =:= false) -> bool;
logic(V) when not is_tuple(V), not is_list(V), not is_map(V) -> scalar;
logic(V) when is_list(V) orelse is_tuple(V) -> compound;
logic(_) -> map.

sizes(V) when tuple_size(V) > 0 -> {t, tuple_size(V)};
sizes(V) when byte_size(V) >= 1 -> {b, bit_size(V)};
sizes(V) when length(V) > 0 -> {l, length(V)};
sizes(V) when map_size(V) > 0 -> {m, map_size(V)};
sizes(V) when size(V) =:= 0 -> empty;
sizes(_) -> none.

failing(V) when hd(V) =:= $a -> a_string;
failing(V) when element(2, V) =:= 2 -> second;
failing(V) when V + 1 > 3 -> big;
failing(V) when abs(V) > 3 -> far;
failing(V) when node(V) =:= node() -> has_node;
failing(V) when is_function(V, 0) -> nullary;
failing(_) -> fell_through.

compare(A, B) when A < B -> lt;
compare(A, B) when A =:= B -> same;
compare(A, B) when A == B -> equal;
compare(A, B) when A > B -> gt.

iff(V) -> if is_list(V), V =/= [] -> list; is_tuple(V) -> tuple; V =:= a; V =:= true -> atom; V == 0 -> zero; true -> other end.

bools(A, B) when A, B -> both;
bools(A, B) when A and not B -> first;
bools(A, B) when A xor B -> xored;
bools(A, _) when not A -> not_first;
bools(A, B) when A orelse B -> some;
bools(_, _) -> none.

in(V) when V =:= 0 orelse V =:= 1 orelse V =:= a orelse V =:= [] -> listed;
in(_) -> unlisted.
