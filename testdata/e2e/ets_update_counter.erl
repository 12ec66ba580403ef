-module(ets_update_counter).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    [counters(Type) || Type <- [set, ordered_set]],
    B = ets:new(b, [bag]), ets:insert(B, {a, 1}), ?T(ets:update_counter(B, a, 1)), ?T(ets:update_element(B, a, {2, 5})), ?T(ets:update_counter(B, a, 1, {a, 1})).

counters(Type) ->
    T = ets:new(t, [Type]),
    ets:insert(T, {k, 10, 20, a, 1 bsl 59, 1.5}),
    Ops = [1, -5, 0, {2, 3}, {3, -100}, {2, 1, 12, 0}, {2, 5, 12, 0}, {2, -50, 0, 7}, {2, -1, 0, 99}, [{2, 1}, {3, 1}, {2, 1}], [], [{2, 1, 5, 1}, {3, 7}], {5, 1 bsl 59}, {5, 1 bsl 100}, {5, -(1 bsl 101)}, [{2, 0}],
           {4, 1}, {6, 1}, {1, 1}, {0, 1}, {7, 1}, {a, 1}, {2, a}, {2, 1.0}, a, 1.0, {2}, {2, 1, 2}, {2, 1, a, 1}, {2, 1, 1, a}, [a], [{2, 1} | x], [{2, 1}, {4, 1}], {-1, 2}, {2, 1, 2, 3, 4}],
    [io:format("~w ~tp ~w~n", [Op, show_outcome(fun() -> ets:update_counter(T, k, Op) end), ets:lookup(T, k)]) || Op <- Ops],
    ?T(ets:update_counter(T, none, 1)), ?T(ets:update_counter(nothing_here, k, 1)),
    [io:format("~w ~w ~tp ~w~n", [Op, D, show_outcome(fun() -> ets:update_counter(T, Key, Op, D) end), ets:lookup(T, Key)])
     || {Key, Op, D} <- [{n1, 1, {x, 5}}, {n1, 1, {x, 5}}, {n2, [{2, 1}, {3, 2}], {n2, 0, 0}}, {n3, {3, 1}, {n3, 1}}, {n4, 1, {a, b}}, {n5, 1, a}, {n7, 1, {only}}, {k, 1, bad}, {n8, a, {n8, 1}}, {n9, [], {n9, 1}}]],
    Es = [{2, new}, [{2, x}, {3, y}], [], {1, k}, {0, x}, {9, x}, {a, x}, [{2, z}, {9, z}], a, [{2, p} | q], {2}, {2, {deep, [term]}}, [{2, a}, {2, b}], {1 bsl 70, a}],
    [io:format("~w ~tp ~w~n", [E, show_outcome(fun() -> ets:update_element(T, k, E) end), ets:lookup(T, k)]) || E <- Es],
    ?T(ets:update_element(T, none, {2, x})), ?T(ets:update_element(T, none, {1, x})), ?T(ets:update_element(T, none, [])), ?T(ets:update_element(nothing_here, k, {2, x})),
    ets:insert(T, {1, 0}), ?T(ets:update_counter(T, 1.0, 1)), ?T(ets:lookup(T, 1)), ?T(ets:update_element(T, 1.0, {2, q})), ?T(ets:lookup(T, 1)).
