%% Messages that overtake others: to aliases, of links, of monitors; what asks for them, and errors.
-module(otp28_priority).
-export([main/0]).

main() -> process_flag(trap_exit, true), aliases(), exits(), links(), monitors(), receives(), errors().

show(Tag, F) ->
    io:format("~tp: ~tp~n", [Tag, try F() catch C:R:S -> {C, R, proplists:get_value(error_info, element(4, hd(S)))} end]).

all() -> receive {'EXIT', _, R} -> [{exit, R} | all()]; {'DOWN', _, process, _, R} -> [{down, R} | all()]; X -> [X | all()] after 0 -> [] end.
pause() -> receive after 20 -> ok end.
asked() -> element(2, process_info(self(), priority_messages)).
waiting() -> spawn(fun() -> receive go -> exit(bye) end end).

aliases() ->
    S = self(),
    show(none, fun asked/0),
    show(order, fun() -> A = alias([priority]), S ! 1, erlang:send(A, 2, [priority]), A ! 3, erlang:send(A, 4, [priority]), {asked(), all(), unalias(A), asked()} end),
    show(reply, fun() -> A = alias([reply, priority]), S ! 1, erlang:send(A, 2, [priority]), erlang:send(A, 3, [priority]), {all(), unalias(A)} end),
    show(no_priority, fun() -> A = alias(), S ! 1, erlang:send(A, 2, [priority]), {all(), unalias(A)} end),
    show(pid, fun() -> S ! 1, erlang:send(S, 2, [priority, nosuspend]), all() end),
    show(after_some, fun() -> A = alias([priority]), [erlang:send(A, N, [priority]) || N <- [1, 2, 3]], receive 2 -> ok end, S ! 9, erlang:send(A, 4, [priority]), {all(), unalias(A)} end),
    show(monitor, fun() -> A = monitor(process, waiting(), [{alias, explicit_unalias}, priority]), S ! 1, erlang:send(A, 2, [priority]), pause(), {all(), unalias(A), demonitor(A)} end).

exits() ->
    S = self(),
    show(plain, fun() -> A = alias([priority]), S ! 1, exit(A, bye), {all(), unalias(A)} end),
    show(priority, fun() -> A = alias([priority]), S ! 1, exit(A, bye, [priority]), {all(), unalias(A)} end),
    show(reply, fun() -> A = alias([reply, priority]), S ! 1, exit(A, bye, [priority]), {all(), unalias(A)} end),
    show(no_priority, fun() -> A = alias(), S ! 1, exit(A, bye, [priority]), {all(), unalias(A)} end),
    show(pid, fun() -> S ! 1, exit(S, bye, [priority]), all() end),
    show(no_alias, fun() -> exit(make_ref(), bye) end).

links() ->
    S = self(),
    show(link, fun() -> P = waiting(), link(P), link(P, [priority]), S ! 1, A = asked(), P ! go, pause(), {A, all()} end),
    show(taken_back, fun() -> P = waiting(), link(P, [priority]), link(P, []), S ! 1, P ! go, pause(), all() end),
    show(gone, fun() -> P = waiting(), P ! go, pause(), S ! 1, link(P, [priority]), pause(), all() end),
    show(spawn_opt, fun() -> P = spawn_opt(fun() -> receive go -> exit(bye) end end, [{link, [priority]}]), S ! 1, P ! go, pause(), all() end),
    show(spawn_opt, fun() -> P = spawn_opt(fun() -> receive go -> exit(bye) end end, [link]), S ! 1, P ! go, pause(), all() end).

monitors() ->
    S = self(),
    show(monitor, fun() -> P = waiting(), monitor(process, P, [priority, {tag, 'DOWN'}]), S ! 1, P ! go, pause(), all() end),
    show(gone, fun() -> P = waiting(), P ! go, pause(), S ! 1, monitor(process, P, [priority]), pause(), all() end),
    show(spawn_opt, fun() -> {P, _} = spawn_opt(fun() -> receive go -> exit(bye) end end, [{monitor, [priority]}]), S ! 1, P ! go, pause(), all() end).

%% A receive that has looked at all messages sees one that is put in front of them.
receives() ->
    S = self(), A = alias([priority]),
    S ! 1, S ! 2,
    spawn(fun() -> pause(), erlang:send(A, p, [priority]) end),
    show(waits, fun() -> X = receive p -> first after 1000 -> late end, {X, all()} end),
    S ! 1,
    spawn(fun() -> pause(), erlang:send(A, q, [priority]), erlang:send(A, p, [priority]) end),
    show(second, fun() -> X = receive p -> first after 1000 -> late end, {X, all()} end),
    unalias(A).

errors() ->
    S = self(),
    [show(N, F) || {N, F} <- [{1, fun() -> erlang:send(S, x, [prio]) end}, {2, fun() -> exit(x, bye, [priority]) end}, {3, fun() -> exit(S, bye, [x]) end}, {4, fun() -> exit(S, bye, x) end},
                              {5, fun() -> link(S, [x]) end}, {6, fun() -> link(x, []) end}, {7, fun() -> monitor(process, S, [x]) end}, {8, fun() -> alias([x]) end},
                              {9, fun() -> alias([priority | x]) end}, {10, fun() -> spawn_opt(fun() -> ok end, [{link, [x]}]) end}]].
