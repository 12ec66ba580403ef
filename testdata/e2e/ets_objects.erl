-module(ets_objects).
-export([main/0]).
-include("shared/show.hrl").

main() -> [types(Type) || Type <- [set, ordered_set, bag, duplicate_bag]].

types(Type) ->
    io:format("== ~w~n", [Type]),
    T = ets:new(t, [Type]),
    S = fun() -> lists:sort(ets:tab2list(T)) end,
    ?T(ets:insert(T, {1, a})), ?T(ets:insert(T, {1.0, b})), ?T(ets:insert(T, {1, a})), ?T(ets:insert(T, {1, c})), ?T(ets:insert(T, [{2, x}, {2, y}, {2, x}])), ?T(ets:insert(T, [])), ?T(S()),
    ?T(ets:insert(T, {})), ?T(ets:insert(T, a)), ?T(ets:insert(T, [{3, x}, a])), ?T(ets:insert(T, [{3, x} | b])), ?T(ets:member(T, 3)),
    ?T(ets:insert_new(T, {1, z})), ?T(ets:insert_new(T, {5, z})), ?T(ets:insert_new(T, [{6, z}, {1, z}])), ?T(ets:insert_new(T, [{6, z}, {7, z}, {7, q}])), ?T(ets:insert_new(T, {})), ?T(ets:insert_new(T, a)), ?T(ets:insert_new(T, [])), ?T(S()),
    ?T(ets:lookup(T, 1)), ?T(ets:lookup(T, 1.0)), ?T(ets:lookup(T, 2)), ?T(ets:lookup(T, none)), ?T(ets:lookup_element(T, 1, 2)), ?T(ets:lookup_element(T, 1, 3)), ?T(ets:lookup_element(T, none, 2)), ?T(ets:lookup_element(T, 1, 0)), ?T(ets:lookup_element(T, 1, a)),
    ?T(ets:member(T, 1)), ?T(ets:member(T, none)), ?T(ets:take(T, 2)), ?T(ets:take(T, 2)), ?T(ets:delete_object(T, {1, c})), ?T(ets:delete_object(T, {1, nothing})), ?T(ets:delete_object(T, {})), ?T(ets:delete_object(T, a)), ?T(S()),
    ?T(ets:delete(T, 5)), ?T(ets:delete(T, none)), ?T(ets:info(T, size)), ?T(ets:delete_all_objects(T)), ?T(ets:info(T, size)), ?T(S()),
    ets:insert(T, [{I, I rem 3} || I <- lists:seq(1, 20)]),
    ?T(lists:sort(ets:match_object(T, {'_', 1}))), ?T(ets:match_delete(T, {'_', 1})), ?T(ets:match_delete(T, {'_', none})), ?T(ets:match_delete(T, bad)), ?T(ets:info(T, size)),
    ?T(ets:select_delete(T, [{{'$1', '_'}, [{'>', '$1', 10}], [true]}])), ?T(ets:select_delete(T, [{{'$1', '_'}, [], [false]}])), ?T(ets:select_delete(T, bad)), ?T(S()),
    ?T(ets:foldl(fun({K, _}, A) -> A + K end, 0, T)), ?T(ets:foldr(fun({K, _}, A) -> A + K end, 0, T)), ?T(ets:match_delete(T, '_')), ?T(ets:tab2list(T)), ?T(ets:first(T)), ?T(ets:last(T)), ?T(ets:next(T, 1)), ?T(ets:prev(T, 1)),
    K = ets:new(k, [Type, {keypos, 2}]), ?T(ets:insert(K, {a})), ?T(ets:insert(K, {a, 1})), ?T(ets:insert(K, [{b, 1, x}, {c}])), ?T(ets:lookup(K, 1)), ?T(ets:lookup(K, a)), ?T(ets:delete_object(K, {a})), ?T(ets:insert_new(K, {z})).
