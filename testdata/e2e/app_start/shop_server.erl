-module(shop_server).
-behaviour(gen_server).
-export([start_link/0, ask/1, init/1, handle_call/3, handle_cast/2]).

start_link() -> gen_server:start_link({local, ?MODULE}, ?MODULE, [], []).
ask(What) -> gen_server:call(?MODULE, What).

init([]) -> {ok, []}.
handle_call(environment, _, State) -> {reply, {application:get_env(size), lists:sort(application:get_all_env())}, State};
handle_call(application, _, State) -> {reply, application:get_application(), State};
handle_call({print, Text}, _, State) -> {reply, io:format("~s~n", [Text]), State}.
handle_cast(_, State) -> {noreply, State}.
