-module(bif_system_info).
-export([main/0]).
-include("shared/show.hrl").

kind(T) when is_integer(T) -> integer;
kind(T) when is_binary(T) -> binary;
kind([]) -> [];
kind(T) when is_list(T) -> list;
kind({error, _, _} = T) -> T;
kind(T) when is_tuple(T), tuple_size(T) > 1 -> {kind(element(1, T)), tuple_size(T)};
kind(T) -> T.

main() ->
    [io:format("~w ~tp~n", [I, show_outcome(fun() -> kind(erlang:system_info(I)) end)]) || I <- [process_limit, process_count, atom_count, atom_limit, ets_count, ets_limit, port_count, port_limit, schedulers, schedulers_online, logical_processors, version, otp_release, machine, wordsize_bad, system_version, system_architecture, compat_rel, creation, delayed_node_table_gc, dirty_cpu_schedulers, dirty_io_schedulers, dist, end_time, start_time, fullsweep_after, garbage_collection, heap_sizes, heap_type, info, loaded, max_heap_size, message_queue_data, min_heap_size, min_bin_vheap_size, modified_timing_level, nif_version, driver_version, os_monotonic_time_source, os_system_time_source, procs, scheduler_bind_type, scheduler_id, thread_pool_size, threads, time_correction, time_offset, time_warp_mode, tolerant_timeofday, trace_control_word, update_cpu_info, emu_type, emu_flavor, nothing_like_it]],
    ?T(erlang:system_info({wordsize, x})), ?T(erlang:system_info(1)), ?T(erlang:system_info("a")), ?T(erlang:system_info({bad, 1})),
    [io:format("~w ~tp~n", [I, show_outcome(fun() -> kind(erlang:statistics(I)) end)]) || I <- [context_switches, exact_reductions, garbage_collection, io, reductions, run_queue, run_queue_lengths, total_run_queue_lengths, runtime, wall_clock, active_tasks, total_active_tasks, nothing]],
    [io:format("~w ~tp~n", [I, show_outcome(fun() -> kind(erlang:memory(I)) end)]) || I <- [total, processes, processes_used, system, atom, atom_used, binary, code, ets, nothing, [total, ets], [bad], a]], ?T([K || {K, _} <- erlang:memory()]),
    ?T(erlang:system_flag(bad, 1)), ?T(erlang:system_flag(fullsweep_after, -1)), ?T(erlang:system_flag(min_heap_size, a)), ?T(erlang:node()), ?T(erlang:nodes()), ?T(erlang:nodes(bad)), ?T(erlang:is_alive()), ?T(erlang:node(self())), ?T(erlang:get_cookie()), ?T(erlang:node(a)), ?T(erlang:date() =:= element(1, erlang:localtime()) orelse midnight), ?T(tuple_size(erlang:time())), ?T(erlang:localtime_to_universaltime(a)), ?T(erlang:universaltime_to_localtime({{2020, 13, 1}, {0, 0, 0}})), ?T(erlang:localtime_to_universaltime({{2020, 1, 1}, {0, 0, 0}}, x)),
    ?T(erlang:loaded() =/= []), ?T(lists:member(lists, erlang:loaded())), ?T(erlang:module_loaded(lists)), ?T(erlang:module_loaded("a")), ?T(erlang:pre_loaded() =/= []), ?T(erlang:display_string(a)), ?T(erlang:bump_reductions(-1)), ?T(erlang:bump_reductions(a)), ?T(erlang:bump_reductions(1)), ?T(erlang:get_module_info(lists, module)), ?T(erlang:check_old_code(lists)), ?T(erlang:check_old_code(1)), ?T(erlang:halt(-1)), ?T(erlang:halt(a)), ?T(erlang:halt(0, [bad])), ?T(erlang:halt(0, x)), ?T(erlang:list_to_pid("<0.1.0>") =:= list_to_pid("<0.1.0>")), calls(erlang, list_to_pid, [["<0.1>"], [""], [a], ["<0.1.0"]]), calls(erlang, list_to_ref, [["#Ref<0.1.2.3>"], ["x"], [a]]), calls(erlang, list_to_port, [["#Port<0.5>"], ["x"]]), calls(erlang, ref_to_list, [[a]]), calls(erlang, pid_to_list, [[a]]), calls(erlang, port_to_list, [[a]]), calls(erlang, fun_info, [[a]]).
