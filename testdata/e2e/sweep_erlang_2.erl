%% Functions of module erlang with two arguments: terms of every kind against terms of every kind.
-module(sweep_erlang_2).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    Values = [0, 1, -3, 1 bsl 64, 1.5, true, [a | b], "12", {a, 1}, #{a => 1}, <<1, 2, 255>>, <<5:3>>, utf8, []],
    [sweep(erlang, F, 2, Values) || F <- functions(erlang, 2, without())].

without() ->
    [apply, delay_trap, dist_ctrl_get_opt, dist_ctrl_input_handler, dist_ctrl_put_data, dist_get_stat, error, exit, exit_signal, finish_after_on_load, group_leader,
     halt, load_module, load_nif, localtime_to_universaltime, monitor, monitor_node, nif_error, nodes, open_port, port_call, port_command, port_connect,
     port_info, port_set_data, prepare_loading, process_display, seq_trace, seq_trace_print, set_cookie, setnode, spawn, spawn_link, spawn_monitor, spawn_opt,
     spawn_request, suspend_process, system_flag, system_monitor, system_profile, trace_info, trace_pattern, '!', send, send_nosuspend, check_process_code,
     put, cancel_timer, read_timer, process_flag, process_info, term_to_binary, term_to_iovec, binary_to_term, garbage_collect, demonitor, get_module_info, register].
