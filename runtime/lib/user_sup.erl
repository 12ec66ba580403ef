%% Kernel's supervisor of standard input and output, where the io server is there before kernel is (seabeam_boot).
-module(user_sup).
-behaviour(supervisor_bridge).
-export([start/0, init/1, terminate/2]).

start() -> supervisor_bridge:start_link(?MODULE, []).

init([]) ->
    Pid = whereis(user),
    {ok, Pid, Pid}.

%% It has to write until the very end.
terminate(_, _) -> ok.
