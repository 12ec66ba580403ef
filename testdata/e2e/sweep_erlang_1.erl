%% Functions of module erlang with one argument: terms of every kind. Left out are those that end processes, wait, or tell of
%% the moment or the machine.
-module(sweep_erlang_1).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    Values = [0, -1, 255, 1 bsl 64, -(1 bsl 64), 1.5, -0.0, 1.0e300, a, '', true, undefined, [], [0], [1, 2 | 3], "12", "1.5e3", [256], [$a, <<"b">>, [$c]],
              {}, {a}, {a, 1, 2.0}, #{}, #{a => 1}, <<>>, <<"12">>, <<"1.5e3">>, <<255, 254>>, <<5:3>>, <<"true">>, "true", [1.5], [{a, 1}], second, <<131, 97, 5>>,
              [process], <<16#E2, 16#82, 16#AC>>, "#Ref<0.1.2.3>", "<0.x.0>", {{2024, 2, 30}, {1, 1, 1}}, {{2024, 2, 29}, {23, 59, 60}}],
    [sweep(erlang, F, 1, Values) || F <- functions(erlang, 1, without())].

without() ->
    [alloc_info, alloc_sizes, bump_reductions, call_on_load_function, cancel_timer, delete_module, disconnect_node, display, display_string, dist_ctrl_get_data,
     dist_ctrl_get_data_notification, dist_get_stat, dt_append_vm_tag_data, dt_get_tag_data, dt_prepend_vm_tag_data, dt_put_tag, dt_restore_tag, dt_spread_tag,
     exit, error, throw, nif_error, finish_loading, format_cpu_topology, gather_gc_info_result, get_cookie, halt, has_prepared_code_on_load, loaded, memory,
     monotonic_time, system_time, time_offset, unique_integer, nodes, port_close, port_get_data, port_info, purge_module, seq_trace_info, seq_trace_print,
     set_cookie, set_cpu_topology, spawn, spawn_link, spawn_monitor, spawn_request, statistics, system_info, system_monitor, trace_delivered, alias, garbage_collect,
     process_info, universaltime_to_localtime, localtime_to_universaltime, get_keys, md5_init, get].
