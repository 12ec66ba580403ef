-module(ets_ms_guards).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Objects = [{1, 2}, {1.5, a}, {abc, "text"}, {[1, 2], <<"bin">>}, {{x, y}, #{k => v}}, {self(), make_ref()}, {fun lists:map/2, true}, {-7, 1 bsl 70}, {<<1:3>>, false}, {[], {}}],
    Unary = [is_atom, is_float, is_integer, is_list, is_number, is_pid, is_port, is_reference, is_tuple, is_map, is_binary, is_function, 'not', abs, hd, length, node, round, size, tl, trunc, '+', '-', 'bnot', bit_size, byte_size, is_bitstring, is_boolean, tuple_size, map_size, float, ceil, floor],
    [io:format("~w ~tp~n", [F, [show_outcome(fun() -> ets:test_ms({O}, [{{'$1'}, [], [{F, '$1'}]}]) end) || {A, B} <- Objects, O <- [A, B]]]) || F <- Unary],
    [io:format("guard ~w ~tp~n", [F, [show_outcome(fun() -> ets:test_ms({O}, [{{'$1'}, [{F, '$1'}], [yes]}, {'_', [], [no]}]) end) || {A, B} <- Objects, O <- [A, B]]]) || F <- Unary],
    Binary = ['>', '>=', '<', '=<', '=:=', '==', '=/=', '/=', '+', '-', '*', 'div', 'rem', 'band', 'bor', 'bxor', 'bsl', 'bsr', 'and', 'or', 'xor', 'andalso', 'orelse', '/', max, min],
    [io:format("~w ~tp~n", [F, [show_outcome(fun() -> ets:test_ms({A, B}, [{{'$1', '$2'}, [], [{F, '$1', '$2'}]}]) end) || {A, B} <- [{7, 2}, {1.5, 2}, {a, b}, {true, false}, {false, x}, {true, x}, {7, 0}, {1 bsl 70, 3}, {[], {}}]]]) || F <- Binary],
    E = fun(Body) -> show_outcome(fun() -> ets:test_ms({5, {a, b}, #{k => v}, [1, 2]}, [{{'$1', '$2', '$3', '$4'}, [], [Body]}]) end) end,
    [io:format("~tp ~tp~n", [B, E(B)]) || B <- [{element, 1, '$2'}, {element, 3, '$2'}, {element, a, '$2'}, {map_get, k, '$3'}, {map_get, x, '$3'}, {is_map_key, k, '$3'}, {is_record, '$2', a, 2}, {is_record, '$2', a}, {is_record, {{a, 1}}, {const, a}, 2}, '$_', '$$', '$5', '$99', {const, '$1'}, {const, {x, y}},
        {{'$1', {{x}}}}, {{}}, ['$1', '$4'], ['$1' | '$4'], #{a => '$1'}, #{'$1' => x}, {self}, {'andalso', true, true, '$1'}, {'orelse', false, 1}, {'and', true, true, false}, {'or', false, false, true}, {bad, 1}, {x, y, z}, {element}, 1, 1.5, "str", <<"b">>, a, [], {node}, {size, '$3'}, {binary_part, 1, 2, 3}, {is_function, a, 1}, {size, '$2'}]],
    [io:format("~tp ~tp~n", [M, show_outcome(fun() -> ets:test_ms({1, 2}, M) end)]) || M <- [[], a, [a], [{}], [{a, b}], [{'_', [], []}], [{'_', [], [a, b]}], [{'_', a, [b]}], [{'_', [], b}], [{'$1', [], ['$1']}], [{'$_', [], ['$_']}], [{{'$1', '$1'}, [], [same]}, {{'$1', '$2'}, [], [other]}], [{{'$2', '$1'}, [], ['$$']}],
        [{{1}, [], [x]}, {{'_', 2}, [], [y]}], [{'_', [], ['$1']}], [{{'$100000000', '_'}, [], ['$100000000']}], [{{'$01', '_'}, [], ['$1']}], [{{1, '_', '_'}, [], [a]}], [{'_', [true, 1], [a]}], [{'_', [true, {'==', 1, 1.0}], [a]}], [{'_', [], [{throw, a}]}], [{'_', [], [{message, a}]}], [{'_', [], [{return_trace}]}], [{'_', [{get_tcw}], [a]}]]],
    ?T(ets:test_ms(a, [{'_', [], ['$_']}])), ?T(ets:test_ms([1], [{'_', [], ['$_']}])).
