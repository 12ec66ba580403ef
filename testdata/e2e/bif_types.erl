-module(bif_types).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Terms = [0, 1 bsl 70, 1.5, a, true, [], [1], [1 | 2], {}, {r, 1}, #{}, <<>>, <<1:3>>, <<1>>, self(), make_ref(), fun main/0, fun() -> ok end, "text"],
    Tests = [is_atom, is_binary, is_bitstring, is_boolean, is_float, is_function, is_integer, is_list, is_map, is_number, is_pid, is_port, is_reference, is_tuple],
    [io:format("~w ~w~n", [F, [erlang:F(T) || T <- Terms]]) || F <- Tests],
    calls(erlang, is_function, [[fun main/0, 0], [fun main/0, 1], [fun lists:map/2, 2], [a, 1], [fun main/0, a], [fun main/0, -1], [a, -1], [fun main/0, 1 bsl 70], [a, a]]),
    calls(erlang, is_record, [[{r, 1}, r], [{r}, r], [{x}, r], [a, r], [{r}, 1], [{}, r]]),
    calls(erlang, is_record, [[{r, 1}, r, 2], [{r, 1}, r, 3], [{r}, r, a], [{r}, 1, 1], [a, r, 1], [{}, r, 0], [{r}, r, -1]]),
    calls(erlang, is_map_key, [[a, #{a => 1}], [1, #{1.0 => x}], [a, #{}], [a, a]]),
    calls(erlang, map_get, [[a, #{a => 1}], [b, #{a => 1}], [a, x]]),
    calls(erlang, is_process_alive, [[self()], [a], [make_ref()]]),
    calls(erlang, is_builtin, [[erlang, element, 2], [lists, keyfind, 3], [lists, map, 2], [erlang, nothing, 0], [a, b, 256], [1, b, 0], [a, 1, 0], [a, b, a]]),
    calls(erlang, function_exported, [[?MODULE, main, 0], [?MODULE, none, 0], [erlang, element, 2], [lists, keyfind, 3], [nomodule, f, 0], [1, f, 0], [a, f, a], [a, f, -1]]),
    calls(erlang, fun_info, [[fun lists:map/2, arity], [fun lists:map/2, type], [fun lists:map/2, module], [fun lists:map/2, name], [fun lists:map/2, env], [fun main/0, type], [fun main/0, name],
                             [fun main/0, arity], [fun main/0, bad], [a, arity], [fun main/0, env]]),
    calls(erlang, fun_to_list, [[fun lists:map/2], [fun 'A b':'C d'/3], [a]]),
    calls(erlang, make_fun, [[lists, map, 2], [1, map, 2], [a, 1, 2], [a, b, c], [a, b, -1], [a, b, 256], [a, b, 255]]),
    X = 7,
    F = fun(Y) -> X + Y end,
    ?T(erlang:fun_info(F, env)), ?T(erlang:fun_info(F, arity)), ?T(erlang:fun_info(F, type)), ?T(erlang:fun_info(F, module)), ?T(erlang:fun_info(F, new_index)),
    ?T(erlang:fun_info(F, pid)), ?T([K || {K, _} <- erlang:fun_info(F)]), ?T([K || {K, _} <- erlang:fun_info(fun lists:map/2)]),
    ?T(erlang:fun_info_mfa(F)), ?T(erlang:fun_info(F, index)), ?T(is_binary(element(2, erlang:fun_info(F, new_uniq)))).
