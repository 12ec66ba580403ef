%% Levels, macros, metadata, and what the formatter makes of strings and reports.
-module(logger_levels).
-export([main/0]).
-include_lib("kernel/include/logger.hrl").

main() ->
    Template = [level, " ", {mydata, ["(", mydata, ") "], []}, {nothing, [nothing], []}, msg, "\n"],
    ok = logger:remove_handler(default),
    ok = logger:add_handler(out, logger_std_h,
                            #{config => #{type => standard_io},
                              formatter => {logger_formatter, #{single_line => true, template => Template}}}),
    Levels = [emergency, alert, critical, error, warning, notice, info, debug],
    [logger:log(Level, "level ~p", [Level]) || Level <- Levels],
    logger:set_primary_config(level, all),
    [logger:log(Level, "level ~p", [Level]) || Level <- Levels],
    logger:set_primary_config(level, none),
    [logger:log(Level, "level ~p", [Level]) || Level <- Levels],
    logger:set_primary_config(level, debug),
    ?LOG_ERROR("hello~n~p", [x]),
    ?LOG_NOTICE(#{a => 1, b => [1, 2, 3]}),
    logger:set_process_metadata(#{mydata => "x"}),
    ?LOG_INFO("with data"),
    logger:update_process_metadata(#{mydata => y, z => 1}),
    show(logger:get_process_metadata()),
    ?LOG_INFO("with data", #{mydata => over}),
    ?LOG_DEBUG(fun(X) -> {"lazy ~p", [X]} end, 5),
    ?LOG_DEBUG(fun(_) -> ignore end, 5),
    ?LOG(alert, "by ~ts", [<<"macro">>]),
    logger:unset_process_metadata(),
    show(logger:get_process_metadata()),
    logger:error([{a, 1}, {b, "text"}]),
    logger:error("~ts ~s", ["åäö", "x"]),
    logger:error("too few arguments ~p", []),
    logger:error("unicode \x{400}"),
    logger:error(<<"binary">>),
    logger:error(#{reported => 1}, #{report_cb => fun(Report) -> {"called back ~p", [Report]} end}),
    logger:error(#{reported => 1}, #{report_cb => fun(Report, Config) -> io_lib:format("~p ~p", [Report, Config]) end}),
    show(try logger:log(bad, "x") catch Class:Reason -> {Class, Reason} end),
    show([logger:compare_levels(error, Level) || Level <- [debug, error, emergency, all, none]]),
    show(logger:allow(debug, ?MODULE)),
    show(logger:set_module_level(?MODULE, warning)),
    show(logger:get_module_level(?MODULE)),
    ?LOG_INFO("not seen"),
    ?LOG_WARNING("seen"),
    show(logger:set_application_level(nobody, debug)),
    show(logger:set_application_level(stdlib, debug)),
    show(lists:member({lists, debug}, logger:get_module_level())),
    show(logger:unset_application_level(stdlib)),
    show(logger:get_module_level()),
    show(logger:unset_module_level()),
    show(logger:get_module_level()),
    logger_std_h:filesync(out).

%% Behind everything that was logged before.
show(Term) ->
    logger_std_h:filesync(out),
    io:format("~p~n", [Term]).
