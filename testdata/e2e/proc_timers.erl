-module(proc_timers).
-export([main/0]).

main() ->
    S = self(), erlang:send_after(20, S, late), erlang:send_after(1, S, early), p(recv()), p(recv()),
    T = erlang:send_after(10000, S, never), p(is_integer(erlang:read_timer(T))), p(is_integer(erlang:cancel_timer(T))), p(erlang:cancel_timer(T)), p(erlang:read_timer(T)),
    R = erlang:start_timer(2, S, payload), p(receive {timeout, R, M} -> M after 500 -> none end),
    [erlang:send_after(D, S, {d, D}) || D <- [30, 10, 20, 1, 15]], p([recv() || _ <- lists:seq(1, 5)]),
    T0 = erlang:monotonic_time(millisecond), receive after 30 -> ok end, D = erlang:monotonic_time(millisecond) - T0, p(D >= 29 andalso D < 500),
    p(receive after 0 -> now_or_never end), p(element(1, timer:tc(fun() -> receive after 10 -> ok end end)) >= 9000),
    timer:sleep(5), p(slept), {ok, TR} = timer:send_after(5, sent), p(recv()), p(element(1, timer:cancel(TR))),
    spawn(fun() -> receive after 3 -> S ! from_child end end), p(recv()), erlang:send_after(1, not_registered_name, x), p(receive after 10 -> fine end),
    {ok, I} = timer:send_interval(2, tick), p([recv() || _ <- [1, 2, 3]]), timer:cancel(I), p(catch erlang:cancel_timer(x)), p(catch erlang:send_after(-1, S, x)),
    p(erlang:convert_time_unit(1500, millisecond, second)), p(is_integer(erlang:system_time())), p(is_tuple(os:timestamp())), p(erlang:unique_integer([monotonic]) < erlang:unique_integer([monotonic])).

recv() -> receive M -> M after 2000 -> none end.
p({'EXIT', {R, [{_, _, _, _} | _]}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
