%% Every item of process_info/2, of another process and of the caller; options of timers, sends and errors that say what is wrong.
-module(proc_info_items).
-export([main/0]).
-include("shared/show.hrl").

show(Name, F) -> show_call(io_lib:format("~0tp", [Name]), F).

main() ->
    Other = spawn(fun() ->
        register(items, self()),
        put(key, value),
        process_flag(trap_exit, true),
        receive stop -> ok end
    end),
    Ref = monitor(process, Other),
    link(Other),
    Other ! first,
    Other ! second,
    show_settle(),
    [show(I, fun() -> process_info(Other, I) end) ||
        I <- [registered_name, dictionary, messages, message_queue_len, links, monitored_by, monitors, trap_exit, priority,
              error_handler, current_function, initial_call, status, suspending, catchlevel, message_queue_data,
              sequential_trace_token, garbage_collection, last_calls, min_heap_size, min_bin_vheap_size, fullsweep_after, parent,
              [status, priority, registered_name], [], no_such_item, [status, no_such_item]]],
    show(changed, fun() ->
        Pid = spawn_opt(fun() -> receive stop -> ok end end, [{min_heap_size, 5000}, {fullsweep_after, 7},
                                                              {max_heap_size, #{size => 100000000, kill => false}}]),
        Info = process_info(Pid, garbage_collection),
        Pid ! stop,
        Info
    end),
    show(keys, fun() -> [K || {K, _} <- process_info(Other)] end),
    [show(show_term(Arguments), fun() -> apply(erlang, process_info, Arguments) end) ||
        Arguments <- [[self(), no_such_item], [no_pid], [no_pid, status]]],
    demonitor(Ref, [flush]),
    unlink(Other),
    exit(Other, kill),
    timers(),
    sends().

%% error_info's cause says that it is the time.
timers() ->
    [try apply(erlang, F, [Time, To, message]) of
         Timer -> io:format("~p ~0p ~0p: ~p~n", [F, Time, To, is_reference(Timer)]), erlang:cancel_timer(Timer)
     catch
         error:Reason:Stack -> io:format("~p ~0p ~0p: ~p ~0p~n", [F, Time, To, Reason, element(4, hd(Stack))])
     end || F <- [start_timer, send_after], Time <- [-1, what, 1.0, 1 bsl 64, 100000], To <- [self_or_nobody, "no destination"]].

sends() ->
    show(noconnect, fun() -> erlang:send({name, 'no@where'}, hello, [noconnect]) end),
    show(noconnect_nosuspend, fun() -> erlang:send({name, 'no@where'}, hello, [nosuspend, noconnect]) end),
    show(own_node, fun() -> erlang:send({name, node()}, hello, [noconnect]) end),
    show(self, fun() -> erlang:send(self(), hello, [noconnect]) end),
    show(signal, fun() -> os:set_signal(sigwhat, ignore) end),
    show(signal_option, fun() -> os:set_signal(sigusr1, what) end).
