%% What Mix (since Elixir 1.18) tells other Mix processes of the machine that share a folder: through sockets there, and the folder holds
%% their numbers. Here nobody else shares it, so that messages go to this system's subscribers alone.
-module('Elixir.Mix.Sync.PubSub').
-behaviour(gen_server).
-export([child_spec/1, start_link/1, subscribe/1, broadcast/2]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

child_spec(Options) -> #{id => ?MODULE, start => {?MODULE, start_link, [Options]}}.

start_link(_) -> gen_server:start_link({local, ?MODULE}, ?MODULE, {}, []).

subscribe(Key) -> gen_server:call(?MODULE, {subscribe, self(), Key}, infinity).

%% A message of much work is a function.
broadcast(Key, Message) ->
    case whereis(?MODULE) =/= undefined andalso gen_server:call(?MODULE, {subscribers, Key}, infinity) of
        [_ | _] = Pids ->
            Sent = if is_function(Message, 0) -> Message(); true -> Message end,
            lists:foreach(fun(Pid) -> Pid ! Sent end, Pids);
        _ ->
            ok
    end.

%% The state: which processes have subscribed to which key.
init({}) -> {ok, []}.

handle_call({subscribe, Pid, Key}, _, Subscriptions) ->
    monitor(process, Pid),
    {reply, ok, lists:usort([{Key, Pid} | Subscriptions])};
handle_call({subscribers, Key}, _, Subscriptions) ->
    {reply, [Pid || {K, Pid} <- Subscriptions, K =:= Key], Subscriptions}.

handle_cast(_, Subscriptions) -> {noreply, Subscriptions}.

handle_info({'DOWN', _, process, Pid, _}, Subscriptions) -> {noreply, [S || {_, P} = S <- Subscriptions, P =/= Pid]};
handle_info(_, Subscriptions) -> {noreply, Subscriptions}.
