-module(proc_max_heap).
-export([main/0]).
-include("shared/show.hrl").

grow(L, 0) -> length(L);
grow(L, N) -> grow([N | L], N - 1).

run(Option) ->
    {P, R} = spawn_opt(fun() -> exit({done, grow([], 1000000)}) end, [monitor, Option]),
    receive {'DOWN', R, process, P, Why} -> Why after 10000 -> stuck end.

main() ->
    ?T(run({max_heap_size, #{size => 100000, error_logger => false}})), ?T(run({max_heap_size, #{size => 100000, kill => false, error_logger => false}})), ?T(run({max_heap_size, #{size => 50000000, error_logger => false}})), ?T(run({max_heap_size, 0})),
    {P, R} = spawn_monitor(fun() -> process_flag(max_heap_size, #{size => 50000, kill => true, error_logger => false}), grow([], 1000000) end), ?T(receive {'DOWN', R, process, P, Why} -> Why after 10000 -> stuck end),
    {P2, R2} = spawn_opt(fun() -> process_flag(trap_exit, true), grow([], 1000000) end, [monitor, {max_heap_size, #{size => 50000, error_logger => false}}]), ?T(receive {'DOWN', R2, process, P2, Why2} -> Why2 after 10000 -> stuck end),
    process_flag(trap_exit, true), P3 = spawn_opt(fun() -> grow([], 1000000) end, [link, {max_heap_size, #{size => 50000, error_logger => false}}]), ?T(receive {'EXIT', P3, Why3} -> Why3 after 10000 -> stuck end),
    {P4, R4} = spawn_opt(fun() -> receive go -> process_info(self(), message_queue_len) end end, [monitor, {max_heap_size, #{size => 50000, error_logger => false}}, {message_queue_data, on_heap}]), [P4 ! lists:seq(1, 1000) || _ <- lists:seq(1, 200)], P4 ! go, ?T(receive {'DOWN', R4, process, P4, Why4} -> Why4 after 10000 -> stuck end),
    ?T(erlang:system_flag(max_heap_size, #{size => 0})), ?T(erlang:system_info(max_heap_size)).
