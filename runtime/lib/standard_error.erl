%% Kernel's supervisor of standard error, where the io server is there before kernel is (seabeam_boot).
-module(standard_error).
-behaviour(supervisor_bridge).
-export([start_link/0, init/1, terminate/2]).

start_link() -> supervisor_bridge:start_link({local, standard_error_sup}, ?MODULE, []).

init([]) ->
    Pid = whereis(standard_error),
    {ok, Pid, Pid}.

%% It has to write until the very end.
terminate(_, _) -> ok.
