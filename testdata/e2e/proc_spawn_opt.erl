-module(proc_spawn_opt).
-export([main/0, f/1]).

main() ->
    S = self(), process_flag(trap_exit, true),
    P1 = spawn_opt(fun() -> exit(a) end, [link]), p(receive {'EXIT', P1, R1} -> R1 end),
    {P2, M2} = spawn_opt(fun() -> exit(b) end, [monitor]), p(receive {'DOWN', M2, process, P2, R2} -> R2 end),
    P3 = spawn_opt(?MODULE, f, [S], [{priority, high}, {min_heap_size, 1000}]), p(receive {P3, X} -> X end),
    p(element(2, process_info(S, trap_exit))), p(process_info(S, priority)), p(process_flag(priority, high)), p(process_flag(priority, normal)),
    receive after 10 -> ok end, p(process_info(P3)), p(process_info(S, [message_queue_len, status])).

f(S) -> S ! {self(), process_info(self(), priority)}, ok.
p(X) -> io:format("~p~n", [X]).
