%% Kernel's processes and tables are there when a program looks for them.
-module(kernel_processes).
-export([main/0]).

main() ->
    Names = [application_controller, file_server_2, init, kernel_refc, kernel_safe_sup, kernel_sup, logger,
             logger_handler_watcher, logger_proxy, logger_std_h_default, logger_sup, standard_error, standard_error_sup, user],
    [io:format("~p ~p~n", [Name, is_pid(whereis(Name))]) || Name <- Names],
    io:format("~p~n", [Names -- registered()]),
    io:format("~p ~p~n", [ets:info(ac_tab, type), ets:info(logger, protection)]),
    Children = supervisor:which_children(kernel_sup),
    [io:format("~p ~p ~p~n", [Id, element(3, lists:keyfind(Id, 1, Children)), element(4, lists:keyfind(Id, 1, Children))])
     || Id <- [file_server_2, kernel_config, kernel_refc, kernel_safe_sup, logger_sup, standard_error]],
    io:format("~p~n", [[Id || {Id, _, _, _} <- supervisor:which_children(logger_sup)]]),
    Counts = supervisor:count_children(logger_sup),
    io:format("~p~n", [proplists:get_value(supervisors, Counts)]),
    io:format("~p~n", [erlang:system_info(system_logger) =:= whereis(logger_proxy)]),
    {ok, Spec} = supervisor:get_childspec(kernel_sup, kernel_safe_sup),
    io:format("~p~n", [Spec]),
    safe_child(),
    io:format("~p~n", [element(1, process_info(whereis(kernel_sup), links))]),
    io:format("~p~n", [sys:get_status(application_controller, 1000) =/= timeout]).

%% As stdlib's and other servers are started when they are first needed.
safe_child() ->
    Spec = #{id => mine, start => {gen_event, start_link, [{local, mine}]}, restart => temporary},
    {ok, Pid} = supervisor:start_child(kernel_safe_sup, Spec),
    io:format("~p ~p~n", [whereis(mine) =:= Pid, gen_event:which_handlers(mine)]),
    ok = supervisor:terminate_child(kernel_safe_sup, mine),
    io:format("~p~n", [whereis(mine)]).
