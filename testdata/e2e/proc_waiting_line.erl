%% Where a waiting process stands: the line that came last in its code.
-module(proc_waiting_line).
-export([main/0, sleeper/1, receiver/1]).

sleeper(T) ->
    ok,
    receive after T -> ok end.

receiver(List) ->
    X = length(List),
    receive
        X -> ok
    end.

main() ->
    Pids = [spawn(fun() -> sleeper(10000) end),
            spawn(fun() -> receiver([a]) end),
            spawn(fun() ->
                      [lists:foreach(fun(_) -> receive never -> ok end end, [1])]
                  end)],
    [wait(P) || P <- Pids],
    [io:format("~p~n", [erlang:process_info(P, current_stacktrace)]) || P <- Pids].

wait(Pid) ->
    case erlang:process_info(Pid, status) of
        {status, waiting} -> ok;
        _ -> erlang:yield(), wait(Pid)
    end.
