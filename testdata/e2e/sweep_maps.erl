%% Functions of module maps: wrong and right arguments in every place, iterators among them.
-module(sweep_maps).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    Iterator = maps:iterator(#{a => 1}),
    Common = [#{}, #{a => 1}, #{1 => b, 1.0 => c}, [], [a], [a | b], [{a, 1}, {a, 2}], [{a}], a, 1, Iterator, none, {a, 1, none}],
    Funs = [fun(X) -> {true, X} end, fun(K, V) -> {K, V} end, fun(_, _) -> true end, fun(_, V) -> {true, V} end, fun(K, V, Acc) -> [{K, V} | Acc] end,
            fun(_, A, B) -> {A, B} end, fun(_) -> x end],
    [sweep(maps, F, A, Common ++ Funs) || A <- [1, 2], F <- functions(maps, A, [])],
    [sweep(maps, F, 3, [#{}, #{a => 1, b => 2}, [a, b], a, b, 1, maps:iterator(#{a => 1})] ++ Funs) || F <- functions(maps, 3, [])],
    [sweep(maps, F, 4, [#{}, #{a => 1}, a, 1, fun(V) -> [V] end, fun(A, B) -> {A, B} end]) || F <- functions(maps, 4, [])].
