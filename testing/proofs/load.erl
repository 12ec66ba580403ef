%% Many processes, long mailboxes, deep recursion and large binaries, and memory that comes back afterwards.
-module(load).
-behaviour(supervisor).
-export([main/1, init/1, start_group/1, start_worker/2]).
-export([worker_loop/2]).

-define(WORKERS_OF_A_GROUP, 100).

%% main([Groups, Messages, Depth, Megabytes])
main(Args) ->
    [Groups, Messages, Depth, Megabytes] = [list_to_integer(A) || A <- Args],
    logger:set_primary_config(level, none),
    %% Once for what stays: code, atoms, tables that have grown (OTP keeps an eighth more than before the first time).
    work(Groups, Messages, Depth, Megabytes),
    Before = memory(),
    work(Groups, Messages, Depth, Megabytes),
    After = memory(),
    io:format("memory is back: ~w~n", [After =< Before * 1.1]),
    [io:format("~w bytes before, ~w after~n", [Before, After]) || After > Before * 1.1].

%% In a process of its own, whose heap and stack go with it.
work(Groups, Messages, Depth, Megabytes) ->
    {Pid, Ref} = spawn_monitor(fun() ->
        process_flag(trap_exit, true),
        tree(Groups),
        mailbox(Messages),
        recursion(Depth),
        binaries(Megabytes)
    end),
    receive {'DOWN', Ref, process, Pid, Reason} -> io:format("ended: ~w~n", [Reason]) end.

memory() ->
    timer:sleep(50),
    [erlang:garbage_collect(P) || P <- processes()],
    erlang:memory(total).

%% ---- A tree of supervisors ----

tree(Groups) ->
    {ok, Top} = supervisor:start_link(?MODULE, {top, Groups}),
    io:format("groups: ~w~n", [length(supervisor:which_children(Top))]),
    Workers = workers(Top),
    io:format("workers: ~w, distinct ~w~n", [length(Workers), length(lists:usort([P || {_, P} <- Workers]))]),
    io:format("sum: ~w~n", [sum(Workers)]),
    Killed = [P || {N, P} <- Workers, N rem 10 =:= 0],
    Refs = [monitor(process, P) || P <- Killed],
    [exit(P, kill) || P <- Killed],
    [receive {'DOWN', Ref, process, _, killed} -> ok end || Ref <- Refs],
    Restarted = workers(Top),
    io:format("after ~w kills: ~w workers, ~w of them new, sum ~w~n",
              [length(Killed), length(Restarted), length([P || {_, P} <- Restarted] -- [P || {_, P} <- Workers]), sum(Restarted)]),
    Ref = monitor(process, Top),
    exit(Top, shutdown),
    receive {'DOWN', Ref, process, _, Reason} -> io:format("down: ~w, ~w left~n", [Reason, length([P || {_, P} <- Restarted, is_process_alive(P)])]) end,
    receive {'EXIT', Top, _} -> ok end.

workers(Top) ->
    lists:sort([{N, P} || {_, Group, supervisor, _} <- supervisor:which_children(Top), {N, P, worker, _} <- supervisor:which_children(Group)]).

sum(Workers) ->
    [P ! {value, self()} || {_, P} <- Workers],
    lists:sum([receive {P, Value} -> Value end || {_, P} <- Workers]).

init({top, Groups}) ->
    {ok, {#{strategy => one_for_one, intensity => 1000, period => 10},
          [#{id => G, start => {?MODULE, start_group, [G]}, type => supervisor} || G <- lists:seq(1, Groups)]}};
init({group, G}) ->
    {ok, {#{strategy => one_for_one, intensity => 1000, period => 10},
          [#{id => N, start => {?MODULE, start_worker, [self(), N]}}
           || N <- lists:seq((G - 1) * ?WORKERS_OF_A_GROUP, G * ?WORKERS_OF_A_GROUP - 1)]}}.

start_group(G) -> supervisor:start_link(?MODULE, {group, G}).

start_worker(Parent, N) -> {ok, proc_lib:spawn_link(?MODULE, worker_loop, [Parent, N])}.

worker_loop(Parent, N) ->
    receive
        {value, From} -> From ! {self(), N * N rem 1009}, worker_loop(Parent, N);
        stop -> ok
    end.

%% ---- A long mailbox ----

mailbox(N) ->
    Self = self(),
    Filler = spawn_link(fun() -> [Self ! {I rem 100, I} || I <- lists:seq(1, N)], Self ! filled end),
    receive {'EXIT', Filler, normal} -> ok end,
    receive filled -> ok end,
    {message_queue_len, N} = process_info(self(), message_queue_len),
    %% The last ones of a kind, behind all others; then all in their order.
    Kinds = [take(Kind) || Kind <- [99, 50, 1]],
    Ref = make_ref(),
    self() ! {Ref, marker},
    receive {Ref, marker} -> ok end,
    Rest = drain(0, 0),
    io:format("mailbox: ~w, rest ~w~n", [Kinds, Rest]).

take(Kind) -> receive {Kind, I} -> I end.

drain(N, Sum) -> receive {_, I} -> drain(N + 1, Sum + I) after 0 -> {N, Sum} end.

%% ---- Deep recursion ----

recursion(N) ->
    io:format("deep: ~w ~w~n", [count(lists:seq(1, N)), lists:foldr(fun(X, Sum) -> X - Sum end, 0, lists:seq(1, N))]),
    io:format("caught: ~w~n", [try fail(N) catch throw:Depth -> Depth end]).

count([_ | Rest]) -> 1 + count(Rest);
count([]) -> 0.

fail(0) -> throw(bottom);
fail(N) -> {N, fail(N - 1)}.

%% ---- Large binaries ----

binaries(Megabytes) ->
    Binaries = [binary:copy(<<I:32, (I * 7919):32>>, 131072) || I <- lists:seq(1, Megabytes)],
    Parts = [binary:part(B, I, 1000) || {I, B} <- lists:zip(lists:seq(1, Megabytes), Binaries)],
    io:format("binaries: ~w bytes, ~w, ~w~n",
              [lists:sum([byte_size(B) || B <- Binaries]), erlang:crc32(Binaries), erlang:adler32(Parts)]).
