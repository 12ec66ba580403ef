%% Loops of functions without parameters, inside of a call of themselves, let other processes run.
-module(proc_preempt_copy).
-export([main/0]).

main() ->
    spawn(fun() -> register(go, self()), receive stop -> ok end end),
    io:format("~p~n", [spin()]),
    go ! stop,
    io:format("~p~n", [erase(rounds) > 0]).

spin() ->
    case get(rounds) of
        undefined ->
            put(rounds, 0),
            [spin()];
        N ->
            case whereis(go) of
                undefined ->
                    put(rounds, N + 1),
                    spin();
                Pid ->
                    is_pid(Pid)
            end
    end.
