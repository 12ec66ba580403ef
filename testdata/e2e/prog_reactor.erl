%% Timers and deadlines: a reactor with cancelled, periodic and ordered timers, timeouts of receives inside receives.
-module(prog_reactor).
-export([main/0]).

main() ->
    Self = self(),
    R = spawn_link(fun() -> reactor([], Self) end),
    [R ! {at, D, N} || {D, N} <- [{30, c}, {10, a}, {20, b}, {40, d}]],
    R ! {cancel, b},
    io:format("~p~n", [[receive {fired, N} -> N after 2000 -> late end || _ <- [1, 2, 3]]]),
    R ! {every, 5, tick, 3},
    io:format("~p~n", [[receive {fired, N} -> N after 2000 -> late end || _ <- [1, 2, 3]]]),
    io:format("~p~n", [receive {fired, N} -> N after 60 -> quiet end]),
    T1 = erlang:start_timer(10, self(), one), T2 = erlang:send_after(5, self(), two), T3 = erlang:send_after(100000, self(), three),
    io:format("~p~n", [receive two -> receive {timeout, T1, one} -> in_order after 2000 -> late end after 2000 -> late end]),
    io:format("~p ~p~n", [erlang:cancel_timer(T2), is_integer(erlang:cancel_timer(T3))]),
    io:format("~p~n", [erlang:cancel_timer(T3)]),
    io:format("~p~n", [nested()]),
    io:format("~p~n", [deadline(fun() -> receive never -> ok end end, 20)]),
    io:format("~p~n", [deadline(fun() -> quick end, 2000)]),
    io:format("~p~n", [receive anything -> got after 0 -> none end]),
    T4 = erlang:send_after(0, self(), now), io:format("~p ~p~n", [receive now -> now after 2000 -> late end, erlang:read_timer(T4)]),
    unlink(R), exit(R, kill).

reactor(Timers, Boss) ->
    receive
        {at, D, N} -> reactor([{N, erlang:start_timer(D, self(), N), once} | Timers], Boss);
        {every, D, N, K} -> reactor([{N, erlang:start_timer(D, self(), N), {D, K}} | Timers], Boss);
        {cancel, N} ->
            {value, {_, Ref, _}, Rest} = lists:keytake(N, 1, Timers),
            erlang:cancel_timer(Ref),
            reactor(Rest, Boss);
        {timeout, Ref, N} ->
            case lists:keytake(Ref, 2, Timers) of
                {value, {N, _, once}, Rest} -> Boss ! {fired, N}, reactor(Rest, Boss);
                {value, {N, _, {_, 1}}, Rest} -> Boss ! {fired, N}, reactor(Rest, Boss);
                {value, {N, _, {D, K}}, Rest} -> Boss ! {fired, N}, reactor([{N, erlang:start_timer(D, self(), N), {D, K - 1}} | Rest], Boss);
                false -> reactor(Timers, Boss)
            end
    end.

nested() ->
    self() ! inner, self() ! outer,
    receive
        outer -> A = receive missing -> found after 10 -> none end, B = receive inner -> inner after 10 -> none end, {outer, A, B}
    end.

deadline(F, Ms) ->
    {Pid, Ref} = spawn_monitor(fun() -> exit({done, F()}) end),
    receive
        {'DOWN', Ref, _, _, {done, V}} -> {ok, V}
    after Ms ->
        exit(Pid, kill),
        receive {'DOWN', Ref, _, _, Why} -> {stopped, Why} end
    end.
