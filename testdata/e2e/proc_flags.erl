-module(proc_flags).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Flags = [{trap_exit, true}, {trap_exit, false}, {trap_exit, 1}, {error_handler, error_handler}, {error_handler, 1}, {min_heap_size, 1000}, {min_heap_size, -1}, {min_heap_size, a}, {min_bin_vheap_size, 100000}, {min_bin_vheap_size, x}, {fullsweep_after, 10}, {fullsweep_after, 0}, {fullsweep_after, -1}, {fullsweep_after, 65536},
             {max_heap_size, 0}, {max_heap_size, 1000000}, {max_heap_size, 1}, {max_heap_size, #{size => 500000, kill => false, error_logger => false}}, {max_heap_size, #{size => 0}}, {max_heap_size, #{kill => true}}, {max_heap_size, -5}, {max_heap_size, x}, {max_heap_size, #{size => 0, x => y}}, {message_queue_data, off_heap}, {message_queue_data, on_heap}, {message_queue_data, mixed},
             {priority, low}, {priority, normal}, {priority, high}, {priority, normal}, {priority, max}, {priority, normal}, {priority, bad}, {save_calls, 10}, {save_calls, 0}, {save_calls, 10001}, {save_calls, -1}, {sensitive, true}, {sensitive, false}, {sensitive, x}, {monitor_nodes, true}, {monitor_nodes, false}, {nothing, 1}, {1, 2}, {fullsweep_after, 1 bsl 70}],
    [io:format("~p ~tp~n", [F, show_outcome(fun() -> process_flag(K, V) end)]) || {K, V} = F <- Flags],
    P = spawn(fun() -> receive stop -> ok end end),
    calls(erlang, process_flag, [[P, save_calls, 5], [P, save_calls, 0], [P, trap_exit, true], [P, nothing, 1], [a, save_calls, 1], [P, save_calls, a]]),
    Items = [backtrace, catchlevel, current_function, current_location, current_stacktrace, dictionary, error_handler, fullsweep_after, garbage_collection, garbage_collection_info, group_leader, heap_size, initial_call, links, last_calls, memory, message_queue_data, message_queue_len, messages, min_heap_size, min_bin_vheap_size, monitored_by, monitors, parent, priority, reductions, registered_name, sequential_trace_token, stack_size, status, suspending, total_heap_size, trace, trap_exit, binary, bad, max_heap_size],
    [io:format("~p ~tp~n", [I, kind(I, show_outcome(fun() -> process_info(P, I) end))]) || I <- Items],
    ?T([K || {K, _} <- process_info(P)]), ?T(process_info(P, [status, links, bad])), ?T(process_info(P, [])), ?T(process_info(P, [registered_name, status, trap_exit, trap_exit])), ?T(process_info(P, a)), ?T(process_info(a)), ?T(process_info(a, status)), ?T(process_info(P, [a | b])),
    put(k, v), self() ! m1, self() ! m2, ?T(process_info(self(), dictionary)), ?T(process_info(self(), messages)), ?T(process_info(self(), message_queue_len)), ?T(process_info(self(), status)), ?T({process_info(self(), current_function)}), ?T(process_info(P, current_function)), ?T(process_info(P, initial_call)), ?T(process_info(self(), parent) =/= []),
    link(P), monitor(process, P), ?T(process_info(P, links) =:= {links, [self()]}), ?T(process_info(P, monitored_by) =:= {monitored_by, [self()]}), ?T(process_info(self(), monitors) =:= {monitors, [{process, P}]}), P ! stop, receive {'DOWN', _, _, _, _} -> ok end, ?T(process_info(P, status)), ?T(process_info(P)), ?T(process_info(P, [status])), ?T(is_process_alive(P)),
    ?T(lists:member(self(), processes())), ?T(erlang:system_info(process_count) =:= length(processes())), calls(erlang, group_leader, [[a, self()], [self(), a], [none, none]]), ?T(group_leader(group_leader(), self())), calls(erlang, garbage_collect, [[P], [a]]), calls(erlang, garbage_collect, [[self(), []], [self(), [{type, minor}]], [self(), [{type, x}]], [self(), a], [P, []]]).

kind(I, {I, V}) when I =:= status; I =:= trap_exit; I =:= links; I =:= messages; I =:= message_queue_len; I =:= message_queue_data; I =:= dictionary; I =:= error_handler; I =:= priority; I =:= registered_name; I =:= monitors; I =:= monitored_by; I =:= trace; I =:= suspending; I =:= sequential_trace_token; I =:= current_function; I =:= initial_call; I =:= catchlevel; I =:= fullsweep_after; I =:= last_calls; I =:= binary; I =:= max_heap_size; I =:= current_stacktrace; I =:= current_location -> {I, V};
kind(_, {K, V}) -> {K, if is_integer(V) -> integer; is_list(V) -> list; is_binary(V) -> binary; true -> V end};
kind(_, Other) -> Other.
