%% Starts the application elixir when a program first calls into a module that stands on its processes and tables
%% (abi/kernel_clients.h), as the command `elixir` does before any program.
-module(seabeam_elixir).
-export([call/3, on_load/1]).

%% In place of the first call.
call(Module, Function, Arguments) ->
    start(),
    apply(Module, Function, Arguments).

%% As code:ensure_loaded/1 asks (seabeam:load/1).
on_load(Module) ->
    start(),
    code:ensure_loaded(Module).

start() ->
    seabeam:service_starts(elixir),
    %% Starts kernel first: nothing of it can be started while others are suspended.
    {starting, Starting} = lists:keyfind(starting, 1, application:info()),
    %% System.trap_signal/3 wants it. Kernel, started on demand, has not.
    supervisor:start_child(kernel_sup, #{id => erl_signal_server, start => {gen_event, start_link, [{local, erl_signal_server}]},
                                         restart => permanent, shutdown => 2000, type => worker, modules => dynamic}),
    erl_signal_handler:start(),
    %% This may be the application's own start.
    lists:keymember(elixir, 1, Starting) orelse begin {ok, _} = application:ensure_all_started(elixir) end.
