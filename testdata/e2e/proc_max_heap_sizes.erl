%% Who dies of max_heap_size: limits well below and well above what a process needs in OTP, whose blocks count; the report of it.
-module(proc_max_heap_sizes).
-export([main/0, log/2]).
-include("shared/show.hrl").

grow(L, 0) -> L;
grow(L, N) -> grow([N | L], N - 1).
churn(0, L) -> L;
churn(N, L) -> churn(N - 1, [N | lists:sublist(L, 20)]).
garbage(0) -> ok;
garbage(N) -> lists:seq(1, 1000), garbage(N - 1).
tree(0) -> leaf;
tree(N) -> {tree(N - 1), N, tree(N - 1)}.

run(F, Max) ->
    {P, R} = spawn_opt(fun() -> F(), exit(done) end, [monitor, {max_heap_size, #{size => Max, error_logger => false}}]),
    receive {'DOWN', R, process, P, Why} -> Why after 20000 -> stuck end.

%% Needs is what erl lets live.
both(Name, F, Needs) -> io:format("~p ~p: ~p ~p~n", [Name, Needs, run(F, max(233, Needs div 2)), run(F, 2 * Needs)]).

main() ->
    [both({list, N}, fun() -> length(grow([], N)) end, Needs) || {N, Needs} <- [{300, 1225}, {1000, 5790}, {3000, 15157}, {10000, 39686}, {30000, 150261}, {100000, 833046}, {300000, 2180924}]],
    both(churn, fun() -> churn(20000, []) end, 829), both(garbage, fun() -> garbage(1000) end, 15137),
    [both({live, N}, fun() -> L = lists:seq(1, N), garbage(1000), length(L) end, Needs) || {N, Needs} <- [{1000, 15127}, {10000, 103797}, {100000, 833026}]],
    both(tree, fun() -> tree(14), ok end, 900000), both(map, fun() -> maps:size(maps:from_list([{I, I} || I <- lists:seq(1, 3000)])) end, 80000), both(binary, fun() -> length(binary_to_term(term_to_binary(lists:seq(1, 10000)))) end, 39642), both(message, fun() -> self() ! lists:seq(1, 10000), receive L -> length(L) end end, 63000), both(dictionary, fun() -> [put(I, lists:seq(1, 100)) || I <- lists:seq(1, 300)] end, 150000),
    flags(), reports().

flags() ->
    {P, R} = spawn_monitor(fun() -> L = grow([], 20000), process_flag(max_heap_size, #{size => 1000000, error_logger => false}), garbage(100), exit({lives, length(L)}) end), ?T(receive {'DOWN', R, process, P, W} -> W end),
    {P2, R2} = spawn_monitor(fun() -> L = grow([], 20000), process_flag(max_heap_size, #{size => 3000, error_logger => false}), garbage(1000), exit({lives, length(L)}) end), ?T(receive {'DOWN', R2, process, P2, W2} -> W2 end),
    {P3, R3} = spawn_opt(fun() -> process_flag(max_heap_size, 0), exit({lives, length(grow([], 100000))}) end, [monitor, {max_heap_size, 20000}]), ?T(receive {'DOWN', R3, process, P3, W3} -> W3 end),
    {P4, R4} = spawn_opt(fun() -> receive go -> ok end, exit({lives, process_info(self(), message_queue_len)}) end, [monitor, {message_queue_data, off_heap}, {max_heap_size, #{size => 50000, error_logger => false}}]), [P4 ! lists:seq(1, 100) || _ <- lists:seq(1, 100)], P4 ! go, ?T(receive {'DOWN', R4, process, P4, W4} -> W4 end), ?T([S || S <- lists:sublist(erlang:system_info(heap_sizes), 26)]).

%% As OTP words it. Sizes of blocks are nearly the same, a word is half as large here.
log(#{msg := {Format, Arguments}, meta := #{pid := P}}, #{config := Main}) -> Main ! {logged, P, Format, Arguments}, ok;
log(_, _) -> ok.

reports() ->
    ok = logger:add_handler(mine, ?MODULE, #{config => self()}), ok = logger:remove_handler(default),
    {P, R} = spawn_opt(fun() -> grow([], 100000) end, [monitor, {max_heap_size, 100000}]), receive {'DOWN', R, process, P, W} -> ?T(W) end,
    receive {logged, P, Format, [_, _, Total | _]} -> io:format("~s~n~p~n", [Format, abs(Total - 103796) < 100]) after 5000 -> nothing end,
    {P2, R2} = spawn_opt(fun() -> grow([], 30000) end, [monitor, {max_heap_size, #{size => 100000, kill => false}}]), receive {'DOWN', R2, process, P2, W2} -> ?T(W2) end,
    receive {logged, P2, _, [_, Max, _, Kill, Log, Queue, Info]} -> io:format("~p~n", [{Max, Kill, Log, Queue, [K || {K, _} <- Info]}]) after 5000 -> nothing end.
