-module(control_case).
-export([main/0]).

main() ->
    Vs = [a, b, c, d, z, 1, 2, 3, 100, 1000, -1, 1 bsl 64, 1.0, 2.0, "a", "ab", [], [x], {}, {a}, {a, 1}, {b, 1}, {a, b, c}, <<"x">>, <<>>, #{}, fun main/0],
    io:format("~w~n", [[atoms(V) || V <- Vs]]),
    io:format("~w~n", [[ints(V) || V <- Vs]]),
    io:format("~w~n", [[mixed(V) || V <- Vs]]),
    io:format("~w~n", [[tuples(V) || V <- Vs]]),
    io:format("~w~n", [[types(V) || V <- Vs]]),
    io:format("~w~n", [[strings(V) || V <- ["", "a", "ab", "abc", "abd", "b", "hello", "help", x]]]),
    io:format("~w~n", [[bins(V) || V <- [<<>>, <<"GET">>, <<"PUT">>, <<"POST">>, <<"G">>, x]]]),
    io:format("~w~n", [[dense(N) || N <- lists:seq(-1, 20)]]),
    io:format("~w~n", [[sparse(N) || N <- [0, 1, 10, 100, 1000, 10000, 100000, 1 bsl 40, 7]]]),
    io:format("~w~n", [[two(X, Y) || X <- [0, 1, a], Y <- [0, 1, a]]]),
    io:format("~w~n", [[alias(V) || V <- [{ok, {x, 1}}, {ok, [1]}, {ok, z}]]]),
    io:format("~w~n", [[days(D) || D <- [mon, tue, wed, thu, fri, sat, sun, x]]]).

atoms(a) -> 1; atoms(b) -> 2; atoms(c) -> 3; atoms(d) -> 4; atoms(_) -> 0.
ints(1) -> one; ints(2) -> two; ints(3) -> three; ints(100) -> hundred; ints(18446744073709551616) -> huge; ints(-1) -> minus; ints(_) -> no.
mixed(a) -> a; mixed(1) -> int; mixed(1.0) -> float; mixed([]) -> nil; mixed({}) -> unit; mixed("a") -> str; mixed(<<>>) -> bin; mixed(_) -> no.
tuples({}) -> 0; tuples({a}) -> 1; tuples({a, N}) -> {a, N}; tuples({X, 1}) -> {1, X}; tuples({_, _, _}) -> 3; tuples(_) -> no.
types(X) when is_atom(X) -> atom; types(X) when is_integer(X) -> int; types(X) when is_float(X) -> float; types(X) when is_list(X) -> list;
types(X) when is_tuple(X) -> tuple; types(X) when is_binary(X) -> bin; types(X) when is_map(X) -> map; types(X) when is_function(X, 0) -> func.
strings("") -> empty; strings("a") -> a; strings("ab" ++ [C]) -> C; strings("ab") -> ab; strings("hel" ++ T) -> length(T); strings([_ | _]) -> other; strings(_) -> none.
bins(<<"GET">>) -> get; bins(<<"PUT">>) -> put; bins(<<"P", R/binary>>) -> byte_size(R); bins(<<_>>) -> one; bins(<<>>) -> empty; bins(_) -> none.

dense(N) ->
    case N of
        0 -> a; 1 -> b; 2 -> c; 3 -> d; 4 -> e; 5 -> f; 6 -> g; 7 -> h; 8 -> i; 9 -> j; 10 -> k;
        X when X < 0 -> neg;
        X when X > 15 -> X;
        _ -> mid
    end.

sparse(N) -> case N of 0 -> z; 1 -> a; 10 -> b; 100 -> c; 1000 -> d; 10000 -> e; 100000 -> f; 1099511627776 -> g; _ -> none end.

two(0, 0) -> zz; two(0, Y) -> {z, Y}; two(X, 0) -> {X, z}; two(X, X) -> same; two(_, _) -> differ.
alias({ok, {x, N} = T}) -> {N, T}; alias({ok, [_ | _] = L} = A) -> {L, A}; alias({ok, _} = A) -> A.
days(D) -> case D of mon -> 1; tue -> 2; wed -> 3; thu -> 4; fri -> 5; S when S =:= sat; S =:= sun -> weekend; _ -> unknown end.
