-module(otp_proc_lib).
-export([main/0, init_ok/1, init_fail/1, init_crash/1, loop/0]).

main() ->
    {ok, P} = proc_lib:start_link(?MODULE, init_ok, [self()]), p(is_pid(P)), P ! {ping, self()}, p(receive pong -> pong after 500 -> none end),
    p(proc_lib:translate_initial_call(P)), p(element(2, proc_lib:initial_call(P))), process_flag(trap_exit, true), p(proc_lib:start_link(?MODULE, init_fail, [self()])), p(flush()),
    p(crash(proc_lib:start(?MODULE, init_crash, [self()]))), p(proc_lib:start(?MODULE, loop, [], 20)), S = self(),
    Q = proc_lib:spawn_link(fun() -> S ! {get('$ancestors') =/= undefined, get('$initial_call')} end), p(receive {_, _} = M -> M end), p(receive {'EXIT', Q, R} -> R end),
    P ! stop, p(receive {'EXIT', P, R2} -> R2 end), {T, R3} = proc_lib:spawn_opt(fun() -> exit(shutdown) end, [monitor]), p(receive {'DOWN', R3, _, T, R4} -> R4 end), p(hibernates(S)).

init_ok(Parent) -> proc_lib:init_ack(Parent, {ok, self()}), loop().
init_fail(Parent) -> proc_lib:init_ack(Parent, {error, no_luck}), exit(normal).
init_crash(_) -> exit(crashed_in_init).
loop() -> receive {ping, F} -> F ! pong, loop(); stop -> exit(stopped) end.

crash({error, R}) -> {error, R}; crash(X) -> X.
flush() -> receive {'EXIT', _, R} -> R after 100 -> none end.
p(X) -> io:format("~p~n", [X]).

hibernates(S) ->
    H = spawn(fun() -> erlang:hibernate(erlang, apply, [fun() -> receive {wake, F} -> F ! awake end end, []]) end),
    H ! {wake, S},
    receive awake -> awake after 500 -> none end.
