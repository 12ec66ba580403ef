%% Dining philosophers with a waiter, readers and writers, a barrier, a bounded buffer.
-module(prog_philosophers).
-export([main/0]).

main() ->
    philosophers(5, 20),
    barrier(6, 3),
    buffer(3, 40),
    readers_writers().

philosophers(N, Meals) ->
    Waiter = spawn_link(fun() -> waiter(sets:from_list(lists:seq(1, N)), []) end),
    Self = self(),
    [spawn_link(fun() -> eat(Waiter, I, I rem N + 1, Meals), Self ! {full, I} end) || I <- lists:seq(1, N)],
    [receive {full, I} -> ok end || I <- lists:seq(1, N)],
    Waiter ! {stop, self()},
    receive {served, Count} -> io:format("~p meals~n", [Count]) end.

eat(_, _, _, 0) -> ok;
eat(Waiter, A, B, N) ->
    Waiter ! {hungry, self(), A, B},
    receive eat -> erlang:yield() end,
    Waiter ! {done, A, B},
    eat(Waiter, A, B, N - 1).

waiter(Forks, Queue) -> waiter(Forks, Queue, 0).
waiter(Forks, Queue, Count) ->
    case serve(Forks, Queue, []) of
        {served, NewForks, Rest} -> waiter(NewForks, Rest, Count + 1);
        none ->
            receive
                {hungry, Pid, A, B} -> waiter(Forks, Queue ++ [{Pid, A, B}], Count);
                {done, A, B} -> waiter(sets:add_element(A, sets:add_element(B, Forks)), Queue, Count);
                {stop, Pid} -> Pid ! {served, Count}
            end
    end.

serve(_, [], _) -> none;
serve(Forks, [{Pid, A, B} = H | T], Seen) ->
    case sets:is_element(A, Forks) andalso sets:is_element(B, Forks) of
        true -> Pid ! eat, {served, sets:del_element(A, sets:del_element(B, Forks)), lists:reverse(Seen, T)};
        false -> serve(Forks, T, [H | Seen])
    end.

barrier(N, Rounds) ->
    Self = self(),
    Barrier = spawn_link(fun() -> barrier_loop(N, []) end),
    [spawn_link(fun() -> [begin Barrier ! {arrive, self()}, receive go -> Self ! {round, R, I} end end || R <- lists:seq(1, Rounds)] end)
     || I <- lists:seq(1, N)],
    Rs = [receive {round, R, _} -> R end || _ <- lists:seq(1, N * Rounds)],
    io:format("~p~n", [lists:sort(Rs) =:= lists:sort([R || R <- lists:seq(1, Rounds), _ <- lists:seq(1, N)])]),
    unlink(Barrier), exit(Barrier, kill).

barrier_loop(N, Waiting) when length(Waiting) =:= N -> [P ! go || P <- Waiting], barrier_loop(N, []);
barrier_loop(N, Waiting) -> receive {arrive, P} -> barrier_loop(N, [P | Waiting]) end.

buffer(Size, Items) ->
    Buffer = spawn_link(fun() -> buffer_loop(queue:new(), Size) end),
    Self = self(),
    spawn_link(fun() -> [put_item(Buffer, I) || I <- lists:seq(1, Items)] end),
    spawn_link(fun() -> Self ! {got, [take_item(Buffer) || _ <- lists:seq(1, Items)]} end),
    receive {got, L} -> io:format("~p ~p~n", [L =:= lists:seq(1, Items), lists:sum(L)]) end,
    unlink(Buffer), exit(Buffer, kill).

put_item(B, I) -> R = make_ref(), B ! {put, self(), R, I}, receive R -> ok end.
take_item(B) -> R = make_ref(), B ! {take, self(), R}, receive {R, I} -> I end.

buffer_loop(Q, Size) ->
    Full = queue:len(Q) >= Size, Empty = queue:is_empty(Q),
    receive
        {put, P, R, I} when not Full -> P ! R, buffer_loop(queue:in(I, Q), Size);
        {take, P, R} when not Empty -> {{value, I}, Q2} = queue:out(Q), P ! {R, I}, buffer_loop(Q2, Size)
    end.

readers_writers() ->
    T = ets:new(shared, [public, {read_concurrency, true}]),
    ets:insert(T, [{K, 0} || K <- lists:seq(1, 10)]),
    Self = self(),
    Writers = [spawn_link(fun() -> [ets:update_counter(T, K, W) || K <- lists:seq(1, 10)], Self ! {wrote, W} end) || W <- lists:seq(1, 20)],
    [receive {wrote, W} -> ok end || W <- lists:seq(1, 20)],
    io:format("~p ~w~n", [length(Writers), lists:usort([V || {_, V} <- ets:tab2list(T)])]).
