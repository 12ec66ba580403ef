%% Patterns: variables that are bound already or twice in a pattern, aliases, numbers that are equal but not the same, matches
%% in matches, and what a failed match says.
-module(match_binding).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Values = [1, 1.0, 0.0, -0.0, 0, a, [], [1], [1.0], {1, 1}, {1, 1.0}, {1.0, 1.0}, {a, {a, b}, b}, [a, a], [a | a], #{k => 1}, #{1 => 1}, #{1.0 => 1}, <<1>>, <<1, 1>>, 1 bsl 64, (1 bsl 64) + 0.0, "ab", {}],
    [io:format("~0tp ~0tp~n", [V, [twice(V), nested(V), alias(V), literal(V), show_outcome(fun() -> one(V) end), bound(V, 1), bound(V, 1.0), bound(V, a)]]) || V <- Values],
    [io:format("~0tp ~0tp: ~0tp~n", [A, B, {same(A, B), equal(A, B), head(A, B), in_list(A, [B]), in_map(A, #{k => B}), in_bin(A, B), select(A, B)}]) || A <- [1, 1.0, 0.0, -0.0, a, <<1>>, [1], {1.0}], B <- [1, 1.0, 0.0, -0.0, a, <<1>>, [1], {1}]],
    ?T(begin X = 1, {X, Y} = id({1, 2}), {Y, X, Z} = id({2, 1, 3}), [X, Y, Z] = id([1, 2, 3]), {X, Y, Z} end),
    ?T(begin X2 = id(1), X2 = id(2) end), ?T(begin X3 = id(1), {_, X3} = id({1, 1.0}) end), ?T({A1, B1} = {B1, A1} = id({x, x})),
    ?T(begin {A2, _} = {_, B2} = id({x, y}), {A2, B2} end), ?T(begin [A3 | T3] = [_, B3 | _] = id([p, q, r]), {A3, B3, T3} end),
    ?T(begin (A4 = {B4, _}) = id({1, 2}), {A4, B4} end), ?T(begin {A5 = [B5 | _], C5 = #{k := D5}} = id({[1, 2], #{k => v}}), {A5, B5, C5, D5} end),
    ?T(begin {_, _} = id({1, 2, 3}) end), ?T(begin [] = id([1]) end), ?T(begin "abc" ++ R6 = id("abcdef"), R6 end), ?T(begin "abc" ++ _ = id("abd") end),
    ?T(begin <<A7, B7:A7/binary, _/binary>> = id(<<2, "abcd">>), {A7, B7} end), ?T(begin <<A8, _:A8/binary>> = id(<<9, "abcd">>) end),
    ?T(begin #{a := #{b := [C9 | _]}} = id(#{a => #{b => "xyz"}}), C9 end), ?T(begin #{a := #{b := c}} = id(#{a => #{b => d}}) end), ?T(begin K = id(k), #{K := V10} = id(#{k => 5}), V10 end),
    ?T(begin 3 = id(1) + id(2) end), ?T(begin 1 + 2 = id(3) end), ?T(begin -1 = id(-1) end), ?T(begin 16#FFFFFFFFFFFFFFFFFF = id((1 bsl 72) - 1) end), ?T(begin $a = id(97) end), ?T(begin 1.5 = id(1.5) end), ?T(begin 0.0 = id(-0.0) end), ?T(begin 2 bsl 3 bor 1 = id(17) end),
    ?T([X11 || {X11, X11} <- [{1, 2}, {3, 3}, {1, 1.0}, {2.0, 2.0}, a]]), ?T([Y12 || X12 <- [1, 2], {X12, Y12} <- [{1, a}, {2, b}]]),
    ?T(case id({1, 2}) of {X13, X13} -> same; {X13, Y13} -> {X13, Y13} end),
    ?T((fun(X14, X14) -> same; (X14, Y14) -> {X14, Y14} end)(1, 1.0)), ?T((fun({X15, Y15}, [Y15, X15 | _]) -> X15 end)({1, 2}, [2, 1])), ?T((fun({X16, Y16}, [Y16, X16 | _]) -> X16 end)({1, 2}, [1, 2])).

id(X) -> X.
twice({X, X}) -> {pair, X};
twice([X, X]) -> {list, X};
twice([X | X]) -> {cell, X};
twice(<<X, X>>) -> {bytes, X};
twice(#{k := X} = X) -> {map, X};
twice(_) -> no.
nested({X, {X, Y}, Y}) -> {X, Y};
nested({X, Y} = {Y, X}) -> {swap, X};
nested(_) -> no.
alias({A, _} = T) -> {A, T};
alias([H | T] = L) when H =:= hd(L) -> {H, T, L};
alias(M = #{}) -> {map, M};
alias(<<B, _/bits>> = W) -> {B, W};
alias(X = Y) -> {X, Y}.
literal(1) -> one;
literal(1.0) -> float_one;
literal(0.0) -> float_zero;
literal(18446744073709551616) -> big;
literal({1, 1.0}) -> pair;
literal([1.0]) -> list;
literal("ab") -> string;
literal(#{1 := 1}) -> int_key;
literal(#{1.0 := 1}) -> float_key;
literal(_) -> no.
one(X) -> {X, 1} = {1, X}, X.
bound(V, B) -> case V of B -> same; {B, B} -> pair; [B] -> list; #{B := _} -> key; _ when V == B -> equal; _ -> no end.
same(A, B) -> case A of B -> true; _ -> false end.
equal(A, B) when A == B -> true;
equal(_, _) -> false.
head(A, A) -> true;
head(_, _) -> false.
in_list(A, [A]) -> true;
in_list(_, _) -> false.
in_map(A, #{k := A}) -> true;
in_map(_, _) -> false.
in_bin(A, B) -> case B of <<A>> -> true; <<A:8/bits>> -> bits; _ -> false end.
select(A, B) -> Y = A, receive B -> ok; _ -> ok after 0 -> case {A, B} of {Y, Y} -> both; {Y, _} -> left end end.
