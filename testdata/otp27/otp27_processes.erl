%% Labels of processes, asynchronous distribution, native functions that an older release has not.
-module(otp27_processes).
-export([main/0]).

main() ->
    S = self(),
    show(label, fun() -> {process_info(S, label), proc_lib:set_label({my, label}), process_info(S, label), process_info(S, [label, priority]), proc_lib:get_label(S)} end),
    show(other, fun() -> P = spawn(fun() -> proc_lib:set_label("its"), receive after infinity -> ok end end), receive after 20 -> ok end, {process_info(P, label), exit(P, kill)} end),
    show(by_hand, fun() -> put('$process_label', x), {process_info(S, label), erase('$process_label'), process_info(S, label)} end),
    show(async, fun() -> [process_flag(async_dist, true), process_flag(async_dist, false), process_info(S, async_dist), erlang:system_info(async_dist)] end),
    show(async, fun() -> spawn_opt(fun() -> S ! process_info(self(), async_dist) end, [{async_dist, true}]), receive X -> X end end),
    show(async, fun() -> process_flag(async_dist, 1) end),
    show(async, fun() -> spawn_opt(fun() -> ok end, [{async_dist, x}]) end),
    show(exported, fun() -> [erlang:function_exported(M, F, A) || {M, F, A} <- [{ets, update_element, 4}, {ets, first_lookup, 1}, {ets, lookup_element, 4}]] end),
    show(negated, fun() -> [[-X || X <- id([0.0, 1.0, -0.0])], -id(0.0)] end),
    show(specification, fun() -> ets:test_ms({1.5, true, {a, b}}, [{{'$1', '$2', '$3'}, [{is_boolean, '$2'}], [[{ceil, '$1'}, {floor, '$1'}, {min, '$1', 1}, {max, '$1', 1}, {tuple_size, '$3'}, {is_bitstring, '$1'}]]}]) end),
    show(pattern, fun() -> binary:match(<<>>, <<>>) end),
    show(pattern, fun() -> binary:split(<<>>, []) end),
    show(packet, fun() -> erlang:decode_packet(raw, <<1, 2:3>>, []) end),
    show(bits, fun() -> binary_to_term(<<131, 77, 0, 0, 0, 0, 0>>) end).

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).
id(X) -> X.
