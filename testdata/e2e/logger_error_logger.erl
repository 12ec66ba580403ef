%% The old interface, error_logger, with an event handler.
-module(logger_error_logger).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

init(State) -> {ok, State}.
handle_event({Kind, _, {_, What, Data}}, State) when is_list(What) ->
    io:format("~p: ~s ~p~n", [Kind, What, Data]),
    {ok, State};
handle_event({Kind, _, {_, Type, Report}}, State) ->
    io:format("~p: ~p ~p~n", [Kind, Type, Report]),
    {ok, State}.
handle_call(count, State) -> {ok, {counted, State}, State}.
handle_info(_, State) -> {ok, State}.
terminate(Reason, _) -> io:format("terminated: ~p~n", [Reason]).

main() ->
    logger:remove_handler(default),
    show(error_logger:which_report_handlers()),
    show(error_logger:add_report_handler(?MODULE, [])),
    show(error_logger:add_report_handler(?MODULE, [])),
    show(error_logger:which_report_handlers()),
    show(lists:member(error_logger, logger:get_handler_ids())),
    show(is_pid(whereis(error_logger))),
    error_logger:error_msg("error ~p~n", [1]),
    error_logger:format("format ~p", [1]),
    error_logger:warning_msg("warning ~p~n", [2]),
    error_logger:info_msg("info ~p~n", [3]),
    error_logger:error_report([{a, 1}, "text", atom]),
    error_logger:error_report(my_type, {a, 1}),
    error_logger:warning_report("just a string"),
    error_logger:warning_report(my_warning, [{w, 1}]),
    error_logger:info_report(#{a => 1}),
    error_logger:info_report(std_info, [{x, y}]),
    logger:error("through logger ~p", [5]),
    logger:error(#{reported => here}),
    logger:warning([{k, v}]),
    logger:notice("notice"),
    show(gen_event:call(error_logger, ?MODULE, count)),
    show(error_logger:warning_map()),
    show(error_logger:get_format_depth()),
    show(error_logger:limit_term([a])),
    show(error_logger:delete_report_handler(?MODULE)),
    show(error_logger:delete_report_handler(no_such_handler)).

%% Behind the events before.
show(Term) ->
    is_pid(whereis(error_logger)) andalso gen_event:which_handlers(error_logger),
    io:format("~p~n", [Term]).
