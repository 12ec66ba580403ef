%% A tree of processes that sum, search and balance themselves; each node is a process, timeouts and dead subtrees included.
-module(prog_tree_server).
-export([main/0]).

main() ->
    Tree = lists:foldl(fun(N, T) -> insert(T, N) end, none, [50, 25, 75, 10, 30, 60, 90, 5, 15, 27, 35]),
    io:format("~w~n", [ask(Tree, all)]),
    io:format("~w ~w ~w~n", [ask(Tree, sum), ask(Tree, depth), [ask(Tree, {member, N}) || N <- [27, 28, 50, 91]]]),
    {ok, Sub} = ask(Tree, {pid, 25}),
    Ref = monitor(process, Sub),
    exit(Sub, kill),
    receive {'DOWN', Ref, process, Sub, Why} -> io:format("~p~n", [Why]) end,
    io:format("~w ~w~n", [ask(Tree, all), ask(Tree, sum)]),
    [insert(Tree, N) || N <- [26, 24, 1]],
    io:format("~w~n", [ask(Tree, all)]),
    ask(Tree, stop),
    io:format("~w~n", [ask(Tree, sum)]).

insert(none, N) -> spawn(fun() -> node_loop(N, none, none) end);
insert(Pid, N) -> ok = ask(Pid, {insert, N}), Pid.

ask(none, Q) -> empty(Q);
ask(Pid, Q) ->
    Ref = monitor(process, Pid),
    Pid ! {Ref, self(), Q},
    receive
        {Ref, A} -> demonitor(Ref, [flush]), A;
        {'DOWN', Ref, _, _, _} -> empty(Q)
    end.

empty(all) -> [];
empty(sum) -> 0;
empty(depth) -> 0;
empty({member, _}) -> false;
empty({pid, _}) -> none;
empty({insert, _}) -> gone;
empty(stop) -> ok.

node_loop(V, L, R) ->
    receive
        {Ref, From, {insert, N}} ->
            {L2, R2} = if N < V -> {grow(L, N), R}; N > V -> {L, grow(R, N)}; true -> {L, R} end,
            From ! {Ref, ok},
            node_loop(V, L2, R2);
        {Ref, From, stop} -> ask(L, stop), ask(R, stop), From ! {Ref, ok};
        {Ref, From, Q} -> From ! {Ref, answer(Q, V, L, R)}, node_loop(V, L, R)
    end.

grow(none, N) -> insert(none, N);
grow(Pid, N) -> case ask(Pid, {insert, N}) of ok -> Pid; gone -> insert(none, N) end.

answer(all, V, L, R) -> ask(L, all) ++ [V | ask(R, all)];
answer(sum, V, L, R) -> ask(L, sum) + V + ask(R, sum);
answer(depth, _, L, R) -> 1 + max(ask(L, depth), ask(R, depth));
answer({member, V}, V, _, _) -> true;
answer({pid, V}, V, _, _) -> {ok, self()};
answer({_, N} = Q, V, L, _) when N < V -> ask(L, Q);
answer(Q, _, _, R) -> ask(R, Q).
