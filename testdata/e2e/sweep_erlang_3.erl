%% Functions of module erlang with three arguments and more.
-module(sweep_erlang_3).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    Values = [0, 1, 2, -1, 1 bsl 64, a, [a | b], {a, 1}, <<1, 2, 255>>],
    [sweep(erlang, F, 3, Values) || F <- functions(erlang, 3, without())],
    Few = [0, a, [], self(), infinity],
    [sweep(erlang, F, 3, Few) || F <- [raise, process_flag, check_process_code, monitor]],
    [sweep(erlang, F, 4, Few) || F <- [send_after, start_timer]].

without() ->
    [apply, dist_ctrl_set_opt, dmonitor_node, error, hibernate, monitor, monitor_node, port_call, port_command, port_control, process_flag, raise, send, send_nosuspend,
     setnode, spawn, spawn_link, spawn_monitor, spawn_opt, spawn_request, start_timer, send_after, trace, trace_pattern, check_process_code, decode_packet].
