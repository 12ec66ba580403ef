-module(proc_timer_options).
-export([main/0]).
-include("shared/show.hrl").

one() -> receive M -> show_term(M) after 400 -> none end.

main() ->
    calls(erlang, start_timer, [[-1, self(), x], [a, self(), x], [1 bsl 70, self(), x], [1, 1, x], [1, {a, b}, x], [0, nobody, x], [1.0, self(), x]]), calls(erlang, send_after, [[-1, self(), x], [a, self(), x], [1, "x", x]]),
    calls(erlang, start_timer, [[0, self(), x, [bad]], [0, self(), x, a], [0, self(), x, [{abs, 'maybe'}]], [0, self(), x, []], [1 bsl 70, self(), x, [{abs, true}]]]), ?T(one()),
    T0 = erlang:monotonic_time(millisecond), R = erlang:start_timer(T0 + 10, self(), absolute, [{abs, true}]), ?T(is_reference(R)), ?T(one()), ?T(erlang:monotonic_time(millisecond) - T0 >= 9),
    erlang:send_after(erlang:monotonic_time(millisecond) - 1, self(), past, [{abs, true}]), ?T(one()), erlang:send_after(2, self(), relative, [{abs, false}]), ?T(one()),
    L = erlang:send_after(100000, self(), never), ?T(erlang:cancel_timer(L, [{info, false}])), ?T(erlang:cancel_timer(L)), ?T(erlang:cancel_timer(L, [])), ?T(erlang:cancel_timer(L, [{async, true}])), ?T(one()), ?T(erlang:cancel_timer(L, [{async, true}, {info, false}])), ?T(one()),
    L2 = erlang:start_timer(100000, self(), never), ?T(is_integer(erlang:read_timer(L2))), ?T(erlang:read_timer(L2, [{async, true}])), ?T(case one() of {read_timer, _, T} -> is_integer(T) end), ?T(erlang:cancel_timer(L2, [{async, true}, {info, true}])), ?T(case one() of {cancel_timer, _, T2} -> is_integer(T2) end),
    calls(erlang, cancel_timer, [[a], [make_ref()], [self()]]), calls(erlang, cancel_timer, [[make_ref(), [bad]], [make_ref(), a], [make_ref(), [{async, x}]], [make_ref(), [{info, x}]], [a, []]]), calls(erlang, read_timer, [[a], [make_ref()]]), calls(erlang, read_timer, [[make_ref(), [bad]], [make_ref(), [{async, x}]], [make_ref(), [{async, false}]], [a, []]]),
    Me = self(), L3 = erlang:send_after(100000, Me, never), spawn(fun() -> Me ! {from_other, is_integer(erlang:cancel_timer(L3))} end), ?T(one()), ?T(erlang:read_timer(L3)),
    D = spawn(fun() -> ok end), receive after 5 -> ok end, L4 = erlang:send_after(100000, D, x), ?T(erlang:cancel_timer(L4) =:= false orelse kept), L5 = erlang:start_timer(1, not_there, x), receive after 10 -> ok end, ?T(erlang:cancel_timer(L5)),
    register(me_named, self()), erlang:start_timer(1, me_named, by_name), ?T(one()), erlang:send_after(0, me_named, zero), ?T(one()),
    ?T(receive after 0 -> zero end), ?T(show_outcome(fun() -> receive after id(a) -> x end end)), ?T(show_outcome(fun() -> receive after id(-1) -> x end end)), ?T(show_outcome(fun() -> receive after id(1 bsl 40) -> x end end)), ?T(show_outcome(fun() -> receive after id(1.0) -> x end end)),
    [erlang:send_after(I, self(), I) || I <- [9, 3, 6, 1]], ?T([one() || _ <- [1, 2, 3, 4]]),
    calls(erlang, convert_time_unit, [[1500, millisecond, second], [-1500, millisecond, second], [1, second, native], [1, native, nanosecond], [1, 1000, 3], [1, second, bad], [a, second, second], [1, 0, second], [7, perf_counter, perf_counter]]),
    calls(erlang, monotonic_time, [[bad], [0], [-1]]), calls(erlang, system_time, [[bad]]), ?T(erlang:time_offset(second) > 0), calls(erlang, time_offset, [[x]]), ?T(erlang:unique_integer([positive]) > 0), calls(erlang, unique_integer, [[[bad]], [a], [[positive | x]]]),
    ?T(element(2, erlang:timestamp()) < 1000000), ?T(tuple_size(erlang:now())), ?T(os:system_time() > 0), ?T(os:perf_counter(1000) >= 0), calls(os, system_time, [[bad]]), calls(os, perf_counter, [[bad]]).

id(X) -> X.
