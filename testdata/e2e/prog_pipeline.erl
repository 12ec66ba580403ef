%% Map and reduce over processes, a pipeline of stages, a worker pool that survives its workers, a publisher with slow readers.
-module(prog_pipeline).
-export([main/0]).

main() ->
    Text = lists:append(lists:duplicate(30, "the cat and the dog and the bird saw a cat ")),
    Counts = map_reduce(fun(Part) -> [{W, 1} || W <- Part] end, fun(_, Ns) -> lists:sum(Ns) end, chunks(string:lexemes(Text, " "), 17)),
    io:format("~p~n", [lists:sort(Counts)]),
    io:format("~p~n", [pipeline([fun(X) -> X * 2 end, fun(X) when X rem 3 =:= 0 -> skip; (X) -> X end, fun(X) -> {X, X * X} end], lists:seq(1, 12))]),
    logger:set_primary_config(level, none),
    io:format("~p~n", [pool(4, [fun() -> N * N end || N <- lists:seq(1, 10)] ++ [fun() -> exit(bad) end, fun() -> error(worse) end, fun() -> throw(up) end])]),
    io:format("~p~n", [publish(5, 20)]),
    io:format("~p~n", [ring(50, 40)]),
    io:format("~p~n", [fan(100)]),
    io:format("~p~n", [sieve(100)]).

chunks([], _) -> [];
chunks(L, N) when length(L) =< N -> [L];
chunks(L, N) -> {A, B} = lists:split(N, L), [A | chunks(B, N)].

map_reduce(Map, Reduce, Parts) ->
    Self = self(),
    Refs = [begin {_, R} = spawn_monitor(fun() -> Self ! {self(), Map(P)} end), R end || P <- Parts],
    Pairs = lists:append([receive {_, L} when is_list(L) -> L end || _ <- Refs]),
    [receive {'DOWN', R, _, _, normal} -> ok end || R <- Refs],
    Groups = lists:foldl(fun({K, V}, M) -> maps:update_with(K, fun(L) -> [V | L] end, [V], M) end, #{}, Pairs),
    [{K, Reduce(K, Vs)} || {K, Vs} <- maps:to_list(Groups)].

pipeline(Stages, Items) ->
    Self = self(),
    First = lists:foldr(fun(F, Next) -> spawn_link(fun() -> stage(F, Next) end) end, Self, Stages),
    [First ! {item, I} || I <- Items],
    First ! stop,
    collect().

stage(F, Next) ->
    receive
        {item, I} -> case F(I) of skip -> ok; R -> Next ! {item, R} end, stage(F, Next);
        stop -> Next ! stop
    end.

collect() -> receive {item, I} -> [I | collect()]; stop -> [] end.

pool(Size, Jobs) ->
    Numbered = lists:zip(lists:seq(1, length(Jobs)), Jobs),
    {Now, Later} = lists:split(Size, Numbered),
    pool(maps:from_list([start(J) || J <- Now]), Later, []).

start({N, F}) -> {_, R} = spawn_monitor(fun() -> exit({result, F()}) end), {R, N}.

pool(Running, _, Results) when map_size(Running) =:= 0 -> lists:sort(Results);
pool(Running, Jobs, Results) ->
    receive
        {'DOWN', R, process, _, Why} ->
            {N, Rest} = maps:take(R, Running),
            Result = case Why of {result, V} -> {ok, V}; {E, S} when is_list(S) -> {crash, E}; E -> {crash, E} end,
            case Jobs of
                [J | Js] -> {R2, N2} = start(J), pool(Rest#{R2 => N2}, Js, [{N, Result} | Results]);
                [] -> pool(Rest, [], [{N, Result} | Results])
            end
    end.

publish(Readers, Messages) ->
    Self = self(),
    Pids = [spawn_link(fun() -> reader(I, 0, Self) end) || I <- lists:seq(1, Readers)],
    [[P ! {news, M} || P <- Pids] || M <- lists:seq(1, Messages)],
    [P ! last || P <- Pids],
    lists:sort([receive {read, I, Sum} -> {I, Sum} end || _ <- Pids]).

reader(I, Sum, Boss) ->
    receive
        {news, M} when M rem I =:= 0 -> erlang:yield(), reader(I, Sum + M, Boss);
        {news, _} -> reader(I, Sum, Boss);
        last -> Boss ! {read, I, Sum}
    end.

ring(N, Rounds) ->
    Self = self(),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> pass(Next) end) end, Self, lists:seq(1, N)),
    loop(First, Rounds, 0).

loop(First, 0, Sum) -> First ! stop, receive stop -> Sum end;
loop(First, R, Sum) -> First ! {token, 0}, receive {token, N} -> loop(First, R - 1, Sum + N) end.

pass(Next) -> receive {token, N} -> Next ! {token, N + 1}, pass(Next); stop -> Next ! stop end.

fan(N) ->
    Self = self(),
    [spawn(fun() -> receive {go, From} -> From ! {I, self() =/= From} end end) ! {go, Self} || I <- lists:seq(1, N)],
    lists:sum([receive {I, true} -> I end || I <- lists:seq(1, N)]).

sieve(Max) ->
    Self = self(),
    First = spawn_link(fun() -> filter(Self) end),
    [First ! N || N <- lists:seq(2, Max)],
    First ! done,
    primes().

primes() -> receive {prime, P} -> [P | primes()]; end_of_primes -> [] end.

filter(Boss) -> receive done -> Boss ! end_of_primes; P -> Boss ! {prime, P}, filter(Boss, P, none) end.
filter(Boss, P, Next) ->
    receive
        done -> case Next of none -> Boss ! end_of_primes; _ -> Next ! done end;
        N when N rem P =:= 0 -> filter(Boss, P, Next);
        N ->
            To = case Next of none -> spawn_link(fun() -> filter(Boss) end); _ -> Next end,
            To ! N,
            filter(Boss, P, To)
    end.
