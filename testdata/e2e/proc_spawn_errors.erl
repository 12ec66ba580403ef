-module(proc_spawn_errors).
-export([main/0, f/1]).
-include("shared/show.hrl").

f(_) -> ok.

main() ->
    process_flag(trap_exit, true),
    calls(erlang, spawn, [[a], [fun f/1], [{?MODULE, f}], [1]]),
    calls(erlang, spawn, [[?MODULE, f, a], [?MODULE, f, [1 | 2]], [1, f, []], [?MODULE, 1, []], [?MODULE, f, [ok]]]),
    calls(erlang, spawn_link, [[a], [fun f/1]]), calls(erlang, spawn_monitor, [[a], [fun f/1]]), calls(erlang, spawn_monitor, [[?MODULE, f, a], [1, 2, 3]]),
    calls(erlang, spawn, [[node(), a], [a, fun() -> ok end]]), calls(erlang, spawn, [[1, ?MODULE, f, [1]], [node(), ?MODULE, f, [1]]]),
    calls(erlang, spawn_opt, [[fun() -> ok end, O] || O <- [[], [link], [monitor], [{priority, high}], [{priority, bad}], [{min_heap_size, 100}], [{min_heap_size, -1}], [{fullsweep_after, 0}], [{fullsweep_after, -1}], [{min_bin_vheap_size, 10}],
        [{message_queue_data, off_heap}], [{message_queue_data, x}], [{max_heap_size, 100000}], [{max_heap_size, -1}], [{max_heap_size, #{size => 0}}], [{max_heap_size, #{size => 1}}], [{max_heap_size, #{}}], [{max_heap_size, a}], [bad], bad, [link | x], [{monitor, [{alias, demonitor}]}], [{monitor, [bad]}], [{scheduler, 1}], [{async_dist, true}], [{max_heap_size, #{size => 100000, kill => a}}]]]),
    calls(erlang, spawn_opt, [[a, []], [1, a]]), calls(erlang, spawn_opt, [[?MODULE, f, [1], []], [?MODULE, f, a, []], [?MODULE, f, [1], bad], [1, f, [], []], [?MODULE, f, [1], [monitor]]]),
    calls(erlang, spawn_request, [[a], [fun f/1]]), calls(erlang, spawn_request, [[a, []], [fun() -> ok end, bad], [fun() -> ok end, [{reply, bad}]], [fun() -> ok end, [bad]]]), calls(erlang, spawn_request_abandon, [[a], [make_ref()]]),
    P = spawn_link(fun f/1), ?T(receive {'EXIT', P, R} -> show_reason(R) after 1000 -> none end),
    P2 = spawn_link(?MODULE, nothing, [1, 2]), ?T(receive {'EXIT', P2, R2} -> show_reason(R2) after 1000 -> none end),
    P3 = spawn_link(no_module_here, nothing, []), ?T(receive {'EXIT', P3, R3} -> show_reason(R3) after 1000 -> none end),
    P4 = spawn_link(fun() -> throw(up) end), ?T(receive {'EXIT', P4, R4} -> show_reason(R4) after 1000 -> none end),
    P5 = spawn_link(fun() -> exit({a, b}) end), ?T(receive {'EXIT', P5, R5} -> R5 after 1000 -> none end),
    P6 = spawn_link(?MODULE, f, []), ?T(receive {'EXIT', P6, R6} -> show_reason(R6) after 1000 -> none end),
    P7 = spawn_link(erlang, hd, [[]]), ?T(receive {'EXIT', P7, R7} -> show_reason(R7) after 1000 -> none end),
    P8 = spawn_link(erlang, exit, [bye]), ?T(receive {'EXIT', P8, R8} -> R8 after 1000 -> none end),
    P9 = spawn_link(fun() -> erlang:error(own, [1, 2]) end), ?T(receive {'EXIT', P9, R9} -> show_reason(R9) after 1000 -> none end).

show_reason({R, [{M, F, A, _} | Rest]}) -> {R, M, F, show_term(A), length(Rest)};
show_reason(R) -> R.
