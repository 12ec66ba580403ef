%% A bank of processes: accounts, transfers by two phases, an auditor, overdrafts, crashes that are isolated.
-module(prog_bank).
-export([main/0]).

main() ->
    Bank = spawn_link(fun() -> bank(#{}) end),
    [ok = call(Bank, {open, N, B}) || {N, B} <- [{alice, 100}, {bob, 50}, {carol, 0}]],
    show(call(Bank, {open, alice, 5})),
    show(transfer(Bank, alice, bob, 30)),
    show(transfer(Bank, bob, carol, 500)),
    show(transfer(Bank, bob, nobody, 1)),
    show(transfer(Bank, carol, carol, 0)),
    show(transfer(Bank, alice, bob, -5)),
    show([call(Bank, {balance, N}) || N <- [alice, bob, carol, dave]]),
    Self = self(),
    Pids = [spawn(fun() -> mover(Bank, N, 50), Self ! {done, self()} end) || N <- lists:seq(1, 8)],
    [receive {done, P} -> ok end || P <- Pids],
    show(lists:sum([B || N <- [alice, bob, carol], {ok, B} <- [call(Bank, {balance, N})]])),
    {ok, Account} = call(Bank, {pid, bob}),
    exit(Account, kill),
    show(wait_for_crash(Bank, bob)),
    show(transfer(Bank, alice, bob, 1)),
    show(call(Bank, {open, bob, 7})),
    show(transfer(Bank, bob, alice, 7) =:= ok),
    unlink(Bank), exit(Bank, shutdown).

show(T) -> io:format("~p~n", [T]).

mover(_, _, 0) -> ok;
mover(Bank, Seed, N) ->
    Names = {alice, bob, carol},
    X = (Seed * 7919 + N * 104729) rem 9,
    transfer(Bank, element(X rem 3 + 1, Names), element(X div 3 + 1, Names), Seed * N rem 13),
    mover(Bank, Seed, N - 1).

wait_for_crash(Bank, Name) ->
    case call(Bank, {pid, Name}) of
        {error, _} = E -> E;
        _ -> wait_for_crash(Bank, Name)
    end.

call(Pid, Request) ->
    Ref = monitor(process, Pid),
    Pid ! {Ref, self(), Request},
    receive
        {Ref, Answer} -> demonitor(Ref, [flush]), Answer;
        {'DOWN', Ref, process, _, _} -> {error, gone}
    end.

transfer(_, _, _, Sum) when Sum < 0 -> {error, negative};
transfer(Bank, From, To, Sum) ->
    case {call(Bank, {pid, From}), call(Bank, {pid, To})} of
        {{ok, A}, {ok, B}} ->
            case call(A, {add, -Sum}) of
                ok ->
                    case call(B, {add, Sum}) of
                        ok -> ok;
                        Error -> call(A, {add, Sum}), Error
                    end;
                Error -> Error
            end;
        {{error, _} = E, _} -> E;
        {_, E} -> E
    end.

bank(Accounts) ->
    process_flag(trap_exit, true),
    receive
        {Ref, From, {open, Name, _}} when is_map_key(Name, Accounts) ->
            From ! {Ref, {error, {exists, Name}}},
            bank(Accounts);
        {Ref, From, {open, Name, Balance}} ->
            Pid = spawn_link(fun() -> account(Balance) end),
            From ! {Ref, ok},
            bank(Accounts#{Name => Pid});
        {Ref, From, {What, Name}} ->
            case Accounts of
                #{Name := Pid} when What =:= pid -> From ! {Ref, {ok, Pid}};
                #{Name := Pid} -> Pid ! {Ref, From, balance};
                _ -> From ! {Ref, {error, {no_account, Name}}}
            end,
            bank(Accounts);
        {'EXIT', Pid, _} ->
            bank(maps:filter(fun(_, P) -> P =/= Pid end, Accounts))
    end.

account(Balance) ->
    receive
        {Ref, From, balance} -> From ! {Ref, {ok, Balance}}, account(Balance);
        {Ref, From, {add, N}} when Balance + N < 0 -> From ! {Ref, {error, overdraft}}, account(Balance);
        {Ref, From, {add, N}} -> From ! {Ref, ok}, account(Balance + N)
    end.
