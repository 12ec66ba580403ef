%% atomics, counters, persistent_term, references, unique integers, process information.
-module(shared_counters).
-export([main/0]).

main() ->
    A = atomics:new(3, [{signed, true}]), atomics:put(A, 1, 5), p(atomics:add_get(A, 1, -7)), p(atomics:get(A, 1)), p(atomics:exchange(A, 2, 9)), p(atomics:compare_exchange(A, 2, 9, 10)), p(atomics:compare_exchange(A, 2, 9, 11)), p(atomics:sub_get(A, 3, 1)), atomics:add(A, 3, 1 bsl 62), p(atomics:get(A, 3)), p(maps:with([size, max, min], atomics:info(A))),
    U = atomics:new(1, [{signed, false}]), atomics:sub(U, 1, 1), p(atomics:get(U, 1)), p(atomics:add_get(U, 1, 2)), C = counters:new(2, []), counters:add(C, 1, 10), counters:sub(C, 1, 3), counters:put(C, 2, -1), p([counters:get(C, I) || I <- [1, 2]]), p(maps:get(size, counters:info(C))), W = counters:new(1, [write_concurrency]), counters:add(W, 1, 1), p(counters:get(W, 1)),
    S = self(), [spawn(fun() -> [atomics:add(A, 1, 1) || _ <- lists:seq(1, 100)], S ! done end) || _ <- lists:seq(1, 10)], [receive done -> ok end || _ <- lists:seq(1, 10)], p(atomics:get(A, 1)),
    persistent_term:put({?MODULE, k}, #{big => lists:seq(1, 10)}), p(persistent_term:get({?MODULE, k})), p(persistent_term:get(nokey, default)), p(persistent_term:erase({?MODULE, k})), p(persistent_term:erase({?MODULE, k})), p(catch_reason(fun() -> persistent_term:get(nokey) end)),
    R1 = make_ref(), R2 = make_ref(), p([R1 =:= R1, R1 =:= R2, is_reference(R1), R1 < R2]), p(lists:sort([R2, R1]) =:= [R1, R2]), p([is_integer(erlang:unique_integer()), erlang:unique_integer([positive]) > 0, erlang:unique_integer([monotonic]) < erlang:unique_integer([monotonic])]),
    put(a, 1), p(process_info(self(), [registered_name, trap_exit, message_queue_len, links, monitors, dictionary, priority])), S ! x, p(process_info(self(), message_queue_len)), p(process_info(self(), messages)), receive x -> ok end, P = spawn(fun() -> register(info_one, self()), S ! up, receive stop -> ok end end), receive up -> ok end, p(process_info(P, registered_name)), p(process_info(P, status)), p(process_info(P, current_function)), P ! stop, p(is_list(processes())), p(catch_reason(fun() -> process_info(self(), bad_item) end)), p(catch_reason(fun() -> atomics:get(A, 4) end)), p(catch_reason(fun() -> atomics:new(0, []) end)), p(catch_reason(fun() -> counters:add(C, 1, x) end)), p(catch_reason(fun() -> atomics:put(A, 1, 1 bsl 70) end)).

p(X) -> io:format("~w~n", [X]).
catch_reason(F) -> try F() catch C:R -> {C, R} end.
