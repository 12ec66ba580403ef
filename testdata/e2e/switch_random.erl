%% Selections over values of every kind at once, in functions, cases, receives and funs: small and large integers, negative ones, atoms,
%% floats, tuples by size, with gaps, defaults, repeated values and fall-through between kinds.
-module(switch_random).
-export([main/0]).

main() ->
    Values = [0, 1, 2, 3, 5, 7, 9, 10, 99, 100, 101, 255, 256, 1000, 65535, 65536, -1, -2, -100, -128, (1 bsl 27) - 1, 1 bsl 27, -(1 bsl 27), -(1 bsl 27) - 1, 1 bsl 31, 1 bsl 32, 1 bsl 59, -(1 bsl 59), 1 bsl 60, 1 bsl 64, (1 bsl 64) + 1, -(1 bsl 64), 0.0, -0.0, 1.0, 2.5, 1.0e100, a, b, c, d, e, true, false, undefined, ok, error, '', [], [1], "abc", [a | b], {}, {a}, {b}, {a, 1}, {a, 2}, {b, 1}, {a, 1, 2}, {1, a}, {1, 2, 3, 4}, {{a}}, <<>>, <<1>>, <<"abc">>, <<1:3>>, #{}, #{a => 1}, #{a => 2}, #{b => 1}],
    Fs = [{ints, fun ints/1}, {sparse, fun sparse/1}, {edges, fun edges/1}, {atoms, fun atoms/1}, {mixed, fun mixed/1}, {tuples, fun tuples/1}, {floats, fun floats/1}, {lists_, fun lists_/1}, {binaries, fun binaries/1}, {maps_, fun maps_/1}, {nested, fun nested/1}, {guarded, fun guarded/1}, {ranges, fun ranges/1}, {in_case, fun in_case/1}, {in_receive, fun in_receive/1}, {in_fun, in_fun()}, {bools, fun bools/1}, {values, fun values/1}],
    [io:format("~w~n  ~0tp~n", [Name, [F(V) || V <- Values]]) || {Name, F} <- Fs],
    io:format("~0tp~n", [[{V, W} || V <- lists:sublist(Values, 12), W <- lists:sublist(Values, 37, 12), two(V, W) =/= none, two(W, V) =/= none]]),
    io:format("~w~n", [lists:foldl(fun(X, S) -> (S * 31 + machine(S rem 23, X)) rem 1000003 end, 7, [X rem 29 || X <- lists:seq(1, 20000)])]).

ints(0) -> zero; ints(1) -> one; ints(2) -> two; ints(3) -> three; ints(4) -> four; ints(5) -> five; ints(7) -> seven; ints(9) -> nine; ints(10) -> ten; ints(_) -> no.
sparse(-100) -> a; sparse(5) -> b; sparse(100) -> c; sparse(1000) -> d; sparse(65535) -> e; sparse(65536) -> f; sparse(1 bsl 31) -> g; sparse(1 bsl 32) -> h; sparse(-1) -> i; sparse(_) -> no.
edges((1 bsl 27) - 1) -> max27; edges(134217728) -> over27; edges(-134217728) -> min27; edges(-134217729) -> under27; edges(576460752303423488) -> b59; edges(-576460752303423488) -> m59; edges(1 bsl 60) -> b60; edges(18446744073709551616) -> b64; edges(18446744073709551617) -> b64p; edges(-18446744073709551616) -> m64; edges(0) -> z; edges(_) -> no.
atoms(a) -> 1; atoms(b) -> 2; atoms(c) -> 3; atoms(true) -> 4; atoms(false) -> 5; atoms('') -> 6; atoms(ok) -> 7; atoms(undefined) -> 8; atoms(zzz) -> 9; atoms(yyy) -> 10; atoms(_) -> no.
mixed(0) -> int; mixed(a) -> atom; mixed(0.0) -> float; mixed([]) -> nil; mixed({}) -> unit; mixed(<<>>) -> bin; mixed(1) -> int1; mixed(b) -> atom_b; mixed(2.5) -> float2; mixed("abc") -> string; mixed({a}) -> tup; mixed(1 bsl 64) -> big; mixed(#{a := 1}) -> map1; mixed(#{}) -> map; mixed(_) -> no.
tuples({}) -> 0; tuples({a}) -> a; tuples({X}) -> {one, X}; tuples({a, 1}) -> a1; tuples({a, X}) -> {a, X}; tuples({b, _}) -> b; tuples({_, _}) -> two; tuples({a, _, 2}) -> a2; tuples({_, _, _}) -> three; tuples({1, _, _, X}) -> {four, X}; tuples(T) when is_tuple(T) -> more; tuples(_) -> no.
floats(0.0) -> zero; floats(1.0) -> one; floats(2.5) -> two_and_half; floats(1.0e100) -> googol; floats(X) when is_float(X) -> other; floats(X) when X == 1 -> int_one; floats(_) -> no.
lists_([]) -> nil; lists_([1]) -> one; lists_([1 | _]) -> one_more; lists_("abc") -> abc; lists_([a | b]) -> improper; lists_([_, _ | _]) -> long; lists_(_) -> no.
binaries(<<>>) -> empty; binaries(<<1>>) -> one; binaries(<<"abc">>) -> abc; binaries(<<"ab", _/binary>>) -> ab; binaries(<<1:3>>) -> three_bits; binaries(<<_:3, _/bits>>) -> more; binaries(_) -> no.
maps_(#{a := 1}) -> a1; maps_(#{a := X}) -> {a, X}; maps_(#{b := _}) -> b; maps_(M) when map_size(M) =:= 0 -> empty; maps_(_) -> no.
nested({a, 1}) -> x; nested({{a}}) -> y; nested([a | b]) -> z; nested({1, a}) -> w; nested([X]) when X =:= 1 -> v; nested({A, B}) when A =:= b, B =:= 1 -> u; nested(#{a := 2}) -> t; nested(_) -> no.
guarded(X) when X =:= 1; X =:= a -> first; guarded(X) when is_integer(X), X > 100, X < 1000 -> hundreds; guarded(X) when is_integer(X), X > 0 -> positive; guarded(1.0) -> float; guarded(X) when is_atom(X) -> {atom, X}; guarded(X) when X > {} -> later; guarded(X) when is_number(X), X < 0 -> negative; guarded(_) -> no.
ranges(X) when is_integer(X), X >= 0, X =< 9 -> digit; ranges(X) when is_integer(X), X >= -128, X =< 127 -> byte; ranges(X) when is_integer(X), X >= -32768, X =< 32767 -> short; ranges(X) when is_integer(X), X >= -(1 bsl 31), X < 1 bsl 31 -> int; ranges(X) when is_integer(X), X >= -(1 bsl 63), X < 1 bsl 63 -> long; ranges(X) when is_integer(X) -> big; ranges(_) -> no.
in_case(X) -> Y = case X of 1 -> a; 2 -> b; 3 -> c; a -> 1; b -> 2; 1.0 -> f; _ -> X end, case Y of a -> {1, X}; b -> {2, X}; c -> 3; 1 -> {a, X}; 2 -> two; f -> float; [] -> nil; _ -> no end.
in_receive(X) -> self() ! X, receive 0 -> zero; 1 -> one; a -> a; 0.0 -> fzero; {a, Y} -> Y; [] -> nil; <<1>> -> bin; 18446744073709551616 -> big; -1 -> minus; Z when is_map(Z) -> map; "abc" -> str; _ -> no end.
in_fun() -> fun (0) -> z; (256) -> b; (-128) -> m; (true) -> t; ({a, _, _}) -> tr; (2.5) -> f; ([_]) -> l; (<<_:3>>) -> bits; (#{b := V}) -> V; (1152921504606846976) -> big; (_) -> no end.
bools(true) -> t; bools(X) when X; not X -> f; bools(X) when X =:= undefined orelse X =:= '' -> u; bools(X) when is_boolean(X) -> never; bools(_) -> no.
values(X) -> {if X =:= 0 -> 0; X == 0 -> 0.5; X == 1 -> 1; true -> 2 end, X =:= a orelse X =:= b orelse X =:= 5, X =:= 5 andalso 1 bsl X, lists:member(X, [1, 1.0, a, {}])}.
two(0, a) -> 1; two(a, 0) -> 2; two(1, a) -> 3; two(1, _) -> 4; two(_, 1) -> 5; two(5, b) -> 6; two(b, 5) -> 7; two(X, b) when X > 50 -> 8; two(b, X) when X > 90 -> 9; two(_, _) -> none.
machine(S, X) ->
    case S of
        0 -> X; 1 -> X + 1; 2 -> X * 2; 3 when X > 10 -> X - 3; 3 -> 33; 4 -> X band 7; 5 -> case X of 0 -> 50; 1 -> 51; 2 -> 52; 11 -> 53; 28 -> 54; _ -> X end;
        6 -> X bor 64; 7 -> X div 3; 8 -> X rem 5; 9 -> -X; 10 when X < 5; X > 25 -> 100; 10 -> 101; 11 -> if X > 20 -> 1; X > 10 -> 2; true -> 3 end; 13 -> X bsl 3; 14 -> X bsr 1; 17 -> element(1 + X rem 3, {7, 8, 9}); 22 -> machine(X rem 22, X); _ when X =:= S -> 1000; _ -> S
    end.
