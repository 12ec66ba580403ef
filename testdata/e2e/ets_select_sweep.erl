%% Match specifications against tables of every type: every guard function, wrong specifications, results in order, limits,
%% and what select, match, select_count, select_delete, select_replace say of the same.
-module(ets_select_sweep).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Objects = [{1, a, 1.0}, {2, b, [x]}, {3, a, {t, 1}}, {4.0, c, #{k => 1}}, {x, y}, {"s", <<"bin">>, -5}, {{p, 1}, [], 10}, {[l], true, false}, {5, 1 bsl 70, self}],
    Tables = [begin T = ets:new(t, [Type, public]), ets:insert(T, Objects), {Type, T} end || Type <- [set, ordered_set, bag, duplicate_bag]],
    Guards = [[], [true], [false], [{'>', '$1', 2}], [{'<', '$1', 3}, {'=:=', '$2', a}], [{'orelse', {'==', '$1', 4}, {'==', '$1', 1}}], [{is_integer, '$1'}], [{is_atom, '$2'}], [{is_float, '$3'}], [{is_list, '$3'}], [{is_tuple, '$3'}], [{is_map, '$3'}], [{is_binary, '$2'}],
              [{'not', {is_integer, '$1'}}], [{'>', {'+', '$1', 1}, 3}], [{'=:=', {'rem', '$1', 2}, 1}], [{'=:=', {element, 1, '$3'}, t}], [{'=:=', {hd, '$3'}, x}], [{'>', {length, '$3'}, 0}], [{'=:=', {size, '$3'}, 2}], [{'=:=', {map_size, '$3'}, 1}], [{is_map_key, k, '$3'}], [{'=:=', {map_get, k, '$3'}, 1}], [{'and', {is_integer, '$1'}, '$2'}],
              [{'xor', {is_atom, '$2'}, {is_integer, '$1'}}], [{'=:=', '$2', {const, a}}], [{'=:=', '$3', {{t, 1}}}], [{'=:=', '$_', {{1, a, 1.0}}}], [{'>', {abs, '$3'}, 4}], [{'=:=', {'div', 10, '$1'}, 5}], [{'=:=', {'bsl', '$1', 2}, 4}], [{'=:=', {'band', '$1', 1}, 1}], [{'/=', '$1', '$3'}], [{is_record, '$3', t}], [{is_record, '$3', t, 2}], [{is_function, '$1'}], ['$2'], [{'=:=', {self}, {self}}], [{'=:=', {node}, {node}}],
              [{bad, '$1'}], [bad], [{'>', '$1'}], ['$9'], [{'==', {round, '$1'}, 4}], [{'==', {float, '$1'}, 4.0}], [{'=:=', {trunc, '$3'}, 1}], [{'=:=', {byte_size, '$2'}, 3}], [{'=:=', {bit_size, '$2'}, 24}], [{'=:=', {binary_part, '$2', 0, 1}, <<"b">>}], [{'>', '$1', '$$'}], [{'=:=', {tl, '$3'}, []}], [{'>=', '$1', x}], [{'=<', '$1', {const, [l]}}], [{is_number, '$3'}], [{is_boolean, '$2'}], [{is_pid, '$1'}]],
    [io:format("~0tp~n  ~0tp~n", [G, [show_outcome(fun() -> sorted(Type, ets:select(T, [{{'$1', '$2', '$3'}, G, ['$1']}])) end) || {Type, T} <- Tables]]) || G <- Guards],
    Bodies = [['$_'], ['$$'], ['$1', '$2'], [{{'$2', '$1'}}], [['$1' | '$2']], [{const, '$1'}], [{{}}], [[]], [{element, 2, '$_'}], [{'+', '$1', 1}], [{hd, '$1'}], [#{a => '$1'}], [{'=:=', '$1', 1}], [{bad, 1}], [], ['$4'], [{{a, {const, b}, {{c}}}}], ["text"], [{map_size, #{}}], [{self}], [{node}], [{'orelse', false, '$2'}], [x]],
    {_, Set} = hd(Tables), {_, Ordered} = lists:nth(2, Tables),
    [io:format("~0tp~n  ~0tp~n", [B, show_outcome(fun() -> shown(ets:select(Ordered, [{{'$1', '$2', '_'}, [], B}])) end)]) || B <- Bodies],
    Patterns = ['_', '$1', {'$1', '$1', '_'}, {'_', '$2'}, {'$1', a, '_'}, {{p, '$1'}, '_', '$2'}, {[l | '_'], '_', '_'}, {"s", '_', '_'}, {4, '_', '_'}, {4.0, '_', '_'}, {'_', '_', #{k => '$1'}}, {'_', '_', #{}}, {'$0', '_', '$100'}, a, 1, {}, {'_', '_', '_', '_'}, {1, '$3', '$2'}, {'_', <<"bin">>, '$1'}, {'$1', '$2', {t, '$1'}}, #{}, [], {'$a', '_', '_'}, {'$01', '_', '_'}],
    [io:format("~0tp~n  ~0tp~n", [P, [[show_outcome(fun() -> sorted(Type, ets:match(T, P)) end), show_outcome(fun() -> length(ets:match_object(T, P)) end), show_outcome(fun() -> ets:select_count(T, [{P, [], [true]}]) end)] || {Type, T} <- Tables]]) || P <- Patterns],
    ?T(ets:select(Ordered, [{{'$1', a, '_'}, [], ['$1']}, {{'$1', '_'}, [], [{{two, '$1'}}]}, {'$1', [{is_tuple, '$1'}], [{size, '$1'}]}])), ?T(ets:select(Set, [])), ?T(ets:select(Set, a)), ?T(ets:select(Set, [a])), ?T(ets:select(Set, [{a, b}])), ?T(ets:select(Set, [{'_', [], x}])), ?T(ets:select(Set, [{'_', x, ['$_']}])), ?T(ets:select(none, [{'_', [], []}])), ?T(ets:select_count(Set, [{'_', [], [1]}])), ?T(ets:select_reverse(Ordered, [{{'$1', '_', '_'}, [{is_number, '$1'}], ['$1']}])),
    ?T(limits(Ordered, [{{'$1', '_', '_'}, [], ['$1']}], 3)), ?T(limits(Ordered, [{{'$1', '_', '_'}, [{is_atom, '$1'}], ['$1']}], 3)), ?T(ets:select(Ordered, [{'_', [], ['$_']}], 0)), ?T(ets:select(Ordered, [{'_', [], ['$_']}], -1)), ?T(ets:select(Ordered, [{'_', [], ['$_']}], a)), ?T(element(1, ets:select(Ordered, [{{'$1', '_', '_'}, [], ['$1']}], 100))), ?T(ets:select(bad)), ?T(ets:select('$end_of_table')),
    [begin ?T({Type, ets:select_replace(T, [{{'$1', '$2', '$3'}, [{is_integer, '$3'}], [{{'$1', {{'$2'}}, {'+', '$3', 1}}}]}])}), ?T({Type, ets:select_replace(T, [{{'$1', '$2', '$3'}, [], [{{x, '$2', '$3'}}]}])}), ?T({Type, ets:select_delete(T, [{{'$1', a, '_'}, [], [true]}, {{'_', '_'}, [], [1]}])}), ?T({Type, ets:match_delete(T, {'_', c, '_'})}), ?T({Type, ets:delete_object(T, {[l], true, false})}), ?T({Type, lists:sort(ets:tab2list(T))}), ?T({Type, ets:select_delete(T, [{'_', [], [true]}])}), ?T(ets:info(T, size)) end || {Type, T} <- Tables],
    ?T(ets:test_ms({1, 2}, [{{'$1', '$2'}, [{'<', '$1', '$2'}], [{{'$2', '$1'}}]}])), ?T(ets:test_ms({2, 1}, [{{'$1', '$2'}, [{'<', '$1', '$2'}], [{{'$2', '$1'}}]}])), ?T(ets:test_ms({1, 2}, [{{'$1', '$2'}, [{bad, 1}], ['$1']}])), ?T(ets:test_ms(a, [{'$1', [], ['$1']}])), ?T(ets:test_ms({a}, [{{'$1'}, [{'=:=', {'+', '$1', 1}, 2}], [x]}])), ?T(ets:match_spec_run([{1}, {a}, x, {2}], ets:match_spec_compile([{{'$1'}, [{is_integer, '$1'}], ['$1']}]))), ?T(ets:match_spec_compile([{{'$1'}, [{nope}], ['$1']}])), ?T(ets:match_spec_run([a | b], ets:match_spec_compile([{'_', [], [1]}]))), ?T(ets:is_compiled_ms(a)), ?T(ets:is_compiled_ms(ets:match_spec_compile([{'_', [], [1]}]))), ?T(ets:repair_continuation(x, [])).

sorted(ordered_set, L) -> L;
sorted(_, L) when is_list(L) -> lists:sort(L);
sorted(_, X) -> X.
shown(L) when is_list(L) -> [if is_pid(X) -> pid; true -> X end || X <- L];
shown(X) -> X.
limits(T, Spec, N) -> limits(ets:select(T, Spec, N)).
limits('$end_of_table') -> [];
limits({L, C}) -> [L | limits(ets:select(C))].
