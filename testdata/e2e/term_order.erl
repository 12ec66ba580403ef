-module(term_order).
-export([main/0]).

main() ->
    P = self(), R = make_ref(), F = fun main/0,
    Ts = [{1, "one"}, 3, 2.5, a, 'B', [], [1], "ab", [1 | 2], {}, {a}, {a, b}, #{}, #{a => 1}, #{b => 0}, <<>>, <<1>>, <<1:3>>, "", 1 bsl 70, -1.5, -(1 bsl 70), [a, b], [a | b], {1.0}, {1}, #{1 => a}, #{1.0 => a}, true, undefined, [[]], [{}], [#{}], 3.0, <<"zz">>],
    [io:format("~w~n", [T]) || T <- lists:sort(Ts)], io:format("~w~n", [[rank(T) || T <- lists:sort(Ts ++ [P, R, F])]]), io:format("~w~n", [[lists:foldl(fun(B, N) -> if A < B -> N + 1; true -> N end end, 0, Ts) || A <- Ts]]), io:format("~w~n", [[{A == B, A =:= B} || A <- [1, 1.0, {1}, {1.0}, [1], [1.0]], B <- [1, 1.0, {1}, {1.0}]]]), io:format("~w~n", [[P == P, R =:= R, P == R, F == fun main/0, P < R, R < F]]), io:format("~w ~w~n", [lists:max(Ts), lists:min(Ts)]), io:format("~w~n", [deep(1000) =:= deep(1000)]), io:format("~w~n", [deep(1000) < deep(1001)]), io:format("~w~n", [lists:usort([a, 1, a, 1.0, 1])]), io:format("~w~n", [[#{a => 1, b => 2} < #{a => 1, c => 0}, #{a => 2} > #{a => 1}, #{1 => x} < #{2 => a}, #{a => 1} == #{a => 1.0}]]).

rank(T) when is_number(T) -> n; rank(T) when is_atom(T) -> a; rank(T) when is_reference(T) -> r; rank(T) when is_function(T) -> f; rank(T) when is_pid(T) -> p; rank(T) when is_tuple(T) -> t; rank(T) when is_map(T) -> m; rank([]) -> nil; rank(T) when is_list(T) -> l; rank(T) when is_bitstring(T) -> b.

deep(0) -> []; deep(N) -> {N, [deep(N - 1)]}.
