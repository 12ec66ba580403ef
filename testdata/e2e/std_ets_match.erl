-module(std_ets_match).
-export([main/0]).

main() ->
    T = ets:new(m, []), ets:insert(T, [{alice, 30, [admin]}, {bob, 25, []}, {carol, 35, [admin, dev]}, {dave, 25, [dev]}, {erin, 41, {x, y}}]), s(ets:match(T, {'$1', 25, '_'})), s(ets:match(T, {'$2', '$1', '_'})), s(ets:match_object(T, {'_', 25, '_'})), s(ets:match(T, {'$1', '_', ['$2' | '_']})), s(ets:match(T, {'$1', '$2', {x, '_'}})), s(ets:select(T, [{{'$1', '$2', '_'}, [{'>=', '$2', 30}], [{{'$1', '$2'}}]}])),
    s(ets:select(T, [{{'$1', '$2', '$3'}, [{'andalso', {'>', '$2', 20}, {'<', '$2', 36}}, {is_list, '$3'}, {'=/=', '$3', []}], [{{'$1', {length, '$3'}, {'+', '$2', 1}}}]}])), s(ets:select(T, [{{'$1', 25, '_'}, [], ['$_']}, {{'$1', 41, '_'}, [], [[old, '$1']]}])), s(ets:select(T, [{{'$1', '_', '_'}, [{'orelse', {'=:=', '$1', bob}, {'=:=', '$1', {const, erin}}}], ['$1']}])), p(ets:select_count(T, [{{'_', '$1', '_'}, [{'==', {'rem', '$1', 5}, 0}], [true]}])), p(ets:select_replace(T, [{{'$1', 25, '$2'}, [], [{{'$1', 26, '$2'}}]}])), s(ets:match(T, {'$1', 26, '_'})), p(ets:match_delete(T, {'_', 26, '_'})), p(ets:info(T, size)), MS = ets:fun2ms(fun({N, A, _}) when A > 31 -> {N, A * 2} end), p(MS), s(ets:select(T, MS)), s(lists:append(pages(ets:match(T, {'$1', '_', '_'}, 2)))), s(ets:match_spec_run([{a, 1}, {b, 2}], ets:match_spec_compile([{{'$1', '$2'}, [{'>', '$2', 1}], ['$1']}]))), p(ets:test_ms({a, 5}, [{{a, '$1'}, [], ['$1']}])), p(catch ets:select(T, bad)).

-include_lib("stdlib/include/ms_transform.hrl").

pages('$end_of_table') -> [];
pages({L, C}) -> [L | pages(ets:match(C))].

s(L) -> p(lists:sort(L)).
p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
