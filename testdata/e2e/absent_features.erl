%% What a system answers that has no tracing, no monitoring of the system and no other nodes.
-module(absent_features).
-export([main/0]).

main() ->
    [io:format("~p ~p~n", [K, erlang:system_info(K)])
     || K <- [cpu_quota, delayed_node_table_gc, multi_scheduling_blockers, normal_multi_scheduling_blockers, outstanding_system_requests_limit, scheduler_bind_type, time_offset,
              update_cpu_info]],
    true = lists:member({erlang, self, 0}, erlang:system_info(snifs)),
    [io:format("~p ~p~n", [K, process_info(P, K)]) || K <- [last_calls, trace, magic_ref], P <- [self(), spawn(fun() -> receive x -> x end end)]],

    Self = self(),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> erlang:nodes(known, #{}) end, fun() -> erlang:nodes(hidden, #{}) end, fun() -> erlang:nodes([this, visible], #{connection_id => true}) end,
              fun() -> erlang:nodes([], #{}) end, fun() -> erlang:nodes(this, #{connection_id => true, node_type => true}) end, fun() -> erlang:nodes(this, #{connection_id => false}) end,
              fun() -> erlang:nodes(foo, #{}) end, fun() -> erlang:nodes([known | this], #{}) end, fun() -> erlang:nodes(known, #{foo => true}) end, fun() -> erlang:nodes(known, #{node_type => 1}) end,
              fun() -> erlang:nodes(known, []) end, fun() -> error_logger:warning_map() end,
              fun() -> erlang:system_monitor() end, fun() -> erlang:system_monitor(undefined) end,
              fun() -> erlang:system_monitor(Self, [{long_gc, 100}, busy_port, busy_dist_port, {large_heap, 5}, {long_schedule, 3}]) end,
              fun() -> {Self, O} = erlang:system_monitor(), O end, fun() -> {Self, O} = erlang:system_monitor({Self, [busy_port]}), length(O) end,
              fun() -> {Self, O} = erlang:system_monitor(Self, []), O end, fun() -> erlang:system_monitor() end,
              fun() -> erlang:system_monitor(Self, [foo]) end, fun() -> erlang:system_monitor(Self, [{long_gc, -1}]) end, fun() -> erlang:system_monitor(Self, [{long_gc, a}]) end,
              fun() -> erlang:system_monitor(Self, [busy_port | a]) end, fun() -> erlang:system_monitor(Self, busy_port) end, fun() -> erlang:system_monitor(a, [busy_port]) end,
              fun() -> erlang:system_monitor(a) end, fun() -> erlang:system_monitor({a, []}) end,
              fun() -> erlang:system_profile() end, fun() -> erlang:system_profile(undefined, []) end,
              fun() -> R = erlang:trace_delivered(Self), receive {trace_delivered, P, R} -> P =:= Self end end, fun() -> erlang:trace_delivered(a) end,
              fun() -> {erlang:dt_get_tag(), erlang:dt_get_tag_data(), erlang:dt_put_tag(undefined)} end,
              fun() -> {erlang:dt_prepend_vm_tag_data(<<"a">>), erlang:dt_append_vm_tag_data(<<"b">>), erlang:dt_spread_tag(true), erlang:dt_restore_tag(true)} end]].
