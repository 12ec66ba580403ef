%% erlang:hibernate/0 keeps the stack and returns with the next message.
-module(otp28_hibernate).
-export([main/0]).

main() ->
    S = self(),
    S ! early,
    io:format("~p~n", [{erlang:hibernate(), receive M -> M end}]),
    P = spawn(fun() -> twice(S, id({kept, "on", <<"the heap">>})) end),
    pause(),
    io:format("~p~n", [[process_info(P, I) || I <- [status, current_function, message_queue_len]]]),
    P ! one, pause(), P ! two,
    io:format("~p~n", [[receive X -> X end || _ <- [1, 2]]]),
    Q = spawn(fun() -> erlang:hibernate() end),
    R = monitor(process, Q),
    pause(), exit(Q, stopped),
    io:format("~p~n", [receive {'DOWN', R, process, Q, Why} -> Why end]),
    F = id(hibernate),
    T = spawn(fun() -> S ! {dynamic, erlang:F(), receive Y -> Y end} end),
    pause(), T ! go,
    io:format("~p~n", [receive Z -> Z end]),
    U = spawn(fun() -> S ! {caught, try erlang:hibernate(), exit(id(later)) catch exit:E -> E end} end),
    pause(), erlang:suspend_process(U), U ! go, erlang:resume_process(U),
    io:format("~p~n", [receive V -> V end]).

twice(S, X) ->
    ok = erlang:hibernate(),
    receive A -> S ! {A, X} end,
    ok = erlang:hibernate(),
    receive B -> S ! {B, X} end.

pause() -> receive after 20 -> ok end.
id(X) -> X.
