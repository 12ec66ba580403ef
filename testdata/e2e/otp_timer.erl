-module(otp_timer).
-export([main/0, hit/2]).

main() ->
    S = self(), {ok, _} = timer:apply_after(5, ?MODULE, hit, [S, one]), p(recv()), {ok, I} = timer:apply_interval(2, ?MODULE, hit, [S, tick]), p([recv(), recv(), recv()]), p(timer:cancel(I)), drain(),
    {ok, E} = timer:exit_after(1000, S, bad), p(timer:cancel(E)), P = spawn(fun() -> receive x -> ok end end), M = monitor(process, P), timer:kill_after(3, P), p(receive {'DOWN', M, _, _, R} -> R end),
    p(timer:seconds(5)), p(timer:minutes(2)), p(timer:hours(1)), p(timer:hms(1, 2, 3)), {T, V} = timer:tc(lists, sum, [[1, 2, 3]]), p({is_integer(T), V}), p(element(2, timer:tc(fun(X) -> X * 2 end, [21]))),
    p(timer:now_diff({0, 10, 5}, {0, 9, 1000000 - 5})), p(timer:sleep(1)), p(timer:send_after(-1, x)), p(element(1, timer:send_after(1, S, msg))), p(recv()).

hit(S, W) -> S ! W.
recv() -> receive M -> M after 1000 -> none end.
drain() -> receive tick -> drain() after 10 -> ok end.
p(X) -> io:format("~p~n", [X]).
