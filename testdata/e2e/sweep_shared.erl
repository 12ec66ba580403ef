%% Modules persistent_term, counters and atomics: wrong and right arguments in every place.
-module(sweep_shared).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    Signed = atomics:new(3, []),
    Unsigned = atomics:new(2, [{signed, false}]),
    Counter = counters:new(2, []),
    Values = [0, 1, 2, 3, 4, -1, (1 bsl 63) - 1, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 63), -(1 bsl 63) - 1, a, 1.0, [], Signed, Unsigned, Counter, make_ref(), [{signed, true}], [{signed, a}], [{signed, true} | x], [write_concurrency], [atomics, a]],
    [sweep(M, F, A, Values) || M <- [atomics, counters], A <- [1, 2], F <- functions(M, A, [info])],
    [[io:format("~w ~w~n", [M, maps:remove(memory, M:info(R))]) || R <- Rs] || {M, Rs} <- [{atomics, [Signed, Unsigned]}, {counters, [Counter]}]],
    calls(atomics, info, [[Counter], [make_ref()], [a]]), calls(counters, info, [[Signed], [make_ref()], [a]]),
    Refs = [Signed, Unsigned, Counter, make_ref(), a],
    [[[io:format("~w:~w ~w ~w ~w ~0tp~n", [M, F, index(R, Refs), I, V, show_outcome(fun() -> {apply(M, F, [R, I, V]), M:get(R, I)} end)])
       || R <- Refs, I <- [0, 1, 2, 3, a], V <- [1, (1 bsl 63) - 1, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64, -(1 bsl 63), -1, x]] || F <- functions(M, 3, [])] || M <- [atomics, counters]],
    [[io:format("cas ~w ~w ~w ~0tp~n", [index(R, Refs), E, D, show_outcome(fun() -> atomics:put(R, 1, 5), {atomics:compare_exchange(R, 1, E, D), atomics:get(R, 1)} end)])
      || E <- [5, 6, 1 bsl 64, -1, a], D <- [7, -7, (1 bsl 64) - 1, a]] || R <- Refs],
    [sweep(persistent_term, F, A, [a, [], {1, 2}, 1.0]) || {F, A} <- [{put, 2}, {get, 2}, {get, 1}, {erase, 1}]],
    sweep(persistent_term, get, 1, [a, 1]),
    ?T(maps:get(count, persistent_term:info()) >= 0).

index(R, Refs) -> length(lists:takewhile(fun(X) -> X =/= R end, Refs)).
