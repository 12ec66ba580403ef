%% Aliases, hibernation, process flags, dictionaries over hibernation, apply_after, spawn options and request identities.
-module(proc_alias_hibernate).
-export([main/0, awake/2]).

main() ->
    S = self(), A = alias(), spawn(fun() -> A ! via_alias end), p(receive via_alias -> got after 1000 -> lost end), p(unalias(A)), A ! dropped, p(receive dropped -> got after 5 -> lost end), p(unalias(A)), B = alias([reply]), B ! one, p(receive one -> got after 5 -> lost end),
    P = spawn(fun() -> receive {Q, R} -> R ! {R, Q * 2} end end), M = monitor(process, P, [{alias, reply_demonitor}]), P ! {21, M}, p(receive {M, V} -> V after 1000 -> none end), p(receive {'DOWN', M, _, _, _} -> down after 5 -> quiet end),
    H = spawn(fun() -> put(kept, dictionary), proc_lib:hibernate(?MODULE, awake, [S, argument]) end), H ! wake, p(receive {awake, X} -> X after 1000 -> none end), H2 = spawn(fun() -> try erlang:hibernate(?MODULE, awake, [S, plain]) catch _:_ -> S ! never end end), H2 ! wake, p(receive {awake, Y} -> Y; never -> never after 1000 -> none end),
    p([process_flag(F, W) || {F, W} <- [{trap_exit, true}, {priority, high}, {trap_exit, false}, {priority, normal}, {min_heap_size, 500}]] =/= []), p(catch_reason(fun() -> process_flag(nonsense, 1) end)), p(catch_reason(fun() -> process_flag(trap_exit, perhaps) end)),
    O = spawn_opt(fun() -> receive stop -> S ! stopped end end, [link, {priority, low}, {min_heap_size, 1000}, {fullsweep_after, 5}]), O ! stop, p(receive stopped -> ok after 1000 -> none end), p(catch_reason(fun() -> spawn_opt(fun() -> ok end, [bad_option]) end)), p(erlang:yield()), p(garbage_collect()), p(garbage_collect(self())), p(lists:sort([K || {K, _} <- begin put(z, 1), put(y, 2), get() end])), p(erase(z)), p(erase(nokey)), p(lists:sort(erase()) =/= []), p(get()),
    p(erlang:send(S, m1)), p(erlang:send(S, m2, [noconnect])), p(erlang:send_nosuspend(S, m3)), p(S ! m4), p(flush()), p(catch_reason(fun() -> nobody_registered ! x end)), p(catch_reason(fun() -> id(5) ! x end)), p({nobody_registered, node()} ! x), p(catch_reason(fun() -> register(self_name, self()), register(self_name, self()) end)), p(self_name ! hi), p(flush()), p(lists:member(self_name, registered())), p(unregister(self_name)), p(catch_reason(fun() -> unregister(self_name) end)), p(catch_reason(fun() -> register(undefined, self()) end)).

p(X) -> io:format("~w~n", [X]).
id(X) -> X.
awake(S, A) -> receive wake -> S ! {awake, {A, get(kept)}} end.
flush() -> receive M -> [M | flush()] after 0 -> [] end.
catch_reason(F) -> try F() catch C:R -> {C, R} end.
