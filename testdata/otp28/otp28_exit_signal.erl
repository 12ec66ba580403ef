%% erlang:exit_signal/2,3: like exit/2,3, but normal does not end the caller.
-module(otp28_exit_signal).
-export([main/0]).

main() ->
    [show({F, Reason, Options}, fun() -> ends(F, [Reason | Options], false) end) || F <- [exit, exit_signal], Reason <- [normal, kill, foo], Options <- [[], [[]], [[priority]]]],
    [show({F, Reason, trapping}, fun() -> ends(F, [Reason], true) end) || F <- [exit, exit_signal], Reason <- [normal, kill, foo]],
    [show({other, Reason}, fun() -> other(Reason) end) || Reason <- [normal, kill, foo]],
    show(alias, fun() -> {P, M} = spawn_opt(fun waits/0, [monitor]), A = element(2, receive {alias, _} = Message -> Message after 0 -> P ! {alias, self()}, receive {alias, _} = Message -> Message end end), erlang:exit_signal(A, foo), reason(M) end),
    [show(tl(A), fun() -> apply(erlang, exit_signal, A) end) || A <- [[foo, bar], [foo, bar, []], [self(), foo, [foo]], [self(), foo, foo], [self(), foo, [priority | x]], [make_ref(), normal], [make_ref(), foo, [priority]]]].

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R:S -> {C, R, [{N, if is_list(A) -> length(A); true -> A end} || {erlang, N, A, _} <- S]} end]).

ends(F, Arguments, Trapping) ->
    {_, Monitor} = spawn_monitor(fun() ->
                                         process_flag(trap_exit, Trapping),
                                         apply(erlang, F, [self() | Arguments]),
                                         receive {'EXIT', _, Reason} -> exit({message, Reason}) after 30 -> exit(timeout) end
                                 end),
    reason(Monitor).

other(Reason) ->
    {P, Monitor} = spawn_monitor(fun waits/0),
    erlang:exit_signal(P, Reason),
    P ! stop,
    reason(Monitor).

waits() -> receive {alias, From} -> From ! {alias, alias()}, waits(); stop -> exit(stopped) end.

reason(Monitor) -> receive {'DOWN', Monitor, _, _, Reason} -> Reason end.
