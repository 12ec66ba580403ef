%% The part of kernel's logger that programs and stdlib call. Events at the primary level
%% (notice) and above go to standard error.
-module(logger).
-export([emergency/1, emergency/2, emergency/3, alert/1, alert/2, alert/3, critical/1, critical/2, critical/3,
         error/1, error/2, error/3, warning/1, warning/2, warning/3, notice/1, notice/2, notice/3,
         info/1, info/2, info/3, debug/1, debug/2, debug/3, log/2, log/3, log/4, allow/2, macro_log/3,
         macro_log/4, macro_log/5, timestamp/0, compare_levels/2, format_report/1,
         get_primary_config/0, set_primary_config/1, set_primary_config/2, get_module_level/0, get_module_level/1,
         set_module_level/2, unset_module_level/1, get_process_metadata/0, set_process_metadata/1,
         update_process_metadata/1, unset_process_metadata/0, add_handler/3, remove_handler/1, get_handler_config/0,
         get_handler_config/1, set_handler_config/2, set_handler_config/3, update_handler_config/2, get_handler_ids/0,
         add_primary_filter/2, remove_primary_filter/1, add_handler_filter/3, remove_handler_filter/2,
         set_application_level/2, get_config/0]).

emergency(X) -> log(emergency, X).
emergency(X, Y) -> log(emergency, X, Y).
emergency(X, Y, Z) -> log(emergency, X, Y, Z).
alert(X) -> log(alert, X).
alert(X, Y) -> log(alert, X, Y).
alert(X, Y, Z) -> log(alert, X, Y, Z).
critical(X) -> log(critical, X).
critical(X, Y) -> log(critical, X, Y).
critical(X, Y, Z) -> log(critical, X, Y, Z).
error(X) -> log(error, X).
error(X, Y) -> log(error, X, Y).
error(X, Y, Z) -> log(error, X, Y, Z).
warning(X) -> log(warning, X).
warning(X, Y) -> log(warning, X, Y).
warning(X, Y, Z) -> log(warning, X, Y, Z).
notice(X) -> log(notice, X).
notice(X, Y) -> log(notice, X, Y).
notice(X, Y, Z) -> log(notice, X, Y, Z).
info(X) -> log(info, X).
info(X, Y) -> log(info, X, Y).
info(X, Y, Z) -> log(info, X, Y, Z).
debug(X) -> log(debug, X).
debug(X, Y) -> log(debug, X, Y).
debug(X, Y, Z) -> log(debug, X, Y, Z).

log(Level, Message) -> log(Level, Message, #{}).

log(Level, Format, Args) when is_list(Format), is_list(Args) -> emit(Level, {Format, Args}, #{});
log(Level, Fun, Argument) when is_function(Fun, 1), not is_map(Argument) -> lazy(Level, Fun, Argument, #{});
log(Level, Message, Meta) when is_map(Meta) -> emit(Level, message(Message), Meta).

log(Level, Fun, Argument, Meta) when is_function(Fun, 1) -> lazy(Level, Fun, Argument, Meta);
log(Level, Format, Args, Meta) -> emit(Level, {Format, Args}, Meta).

message(Text) when is_binary(Text) -> {string, Text};
message([C | _] = Text) when is_integer(C); is_binary(C); is_list(C) -> {string, Text};
message([]) -> {string, []};
message(Report) -> {report, Report}.

lazy(Level, Fun, Argument, Meta) ->
    case allow(Level, undefined) of
        true ->
            case Fun(Argument) of
                {Format, Args} when is_list(Args) -> emit(Level, {Format, Args}, Meta);
                ignore -> ok;
                Message -> emit(Level, message(Message), Meta)
            end;
        false ->
            ok
    end.

emit(Level, Message, Meta) ->
    case allow(Level, undefined) of
        true ->
            Own = case get_process_metadata() of undefined -> #{}; M -> M end,
            All = maps:merge(maps:merge(#{pid => self(), gl => group_leader(), time => timestamp()}, Own), Meta),
            seabeam_log:event(#{level => Level, msg => Message, meta => All});
        false ->
            ok
    end.

allow(Level, _Module) -> number(Level) =< number(level()).

macro_log(Location, Level, Message) -> macro_log(Location, Level, Message, #{}).
macro_log(Location, Level, Fun, Argument) when is_function(Fun, 1), not is_map(Argument) ->
    lazy(Level, Fun, Argument, Location);
macro_log(Location, Level, Message, Meta) when is_map(Meta) -> emit(Level, message(Message), maps:merge(Location, Meta));
macro_log(Location, Level, Format, Args) -> emit(Level, {Format, Args}, Location).
macro_log(Location, Level, Fun, Argument, Meta) when is_function(Fun, 1) ->
    lazy(Level, Fun, Argument, maps:merge(Location, Meta));
macro_log(Location, Level, Format, Args, Meta) -> emit(Level, {Format, Args}, maps:merge(Location, Meta)).

timestamp() -> erlang:system_time(microsecond).

compare_levels(A, B) ->
    case {number(A), number(B)} of
        {N, N} -> eq;
        {X, Y} when X < Y -> gt;
        _ -> lt
    end.

number(none) -> -1;
number(emergency) -> 0;
number(alert) -> 1;
number(critical) -> 2;
number(error) -> 3;
number(warning) -> 4;
number(notice) -> 5;
number(info) -> 6;
number(debug) -> 7;
number(all) -> 10.

format_report(#{label := Label, report := Report}) -> {"~tp: ~tp", [Label, Report]};
format_report(Report) -> {"~tp", [Report]}.

level() -> persistent_term:get({?MODULE, level}, notice).
get_primary_config() -> #{level => level(), filter_default => log, filters => [], metadata => #{}}.
set_primary_config(#{level := Level}) -> set_primary_config(level, Level);
set_primary_config(_) -> ok.
set_primary_config(level, Level) -> _ = number(Level), persistent_term:put({?MODULE, level}, Level), ok;
set_primary_config(_, _) -> ok.
get_module_level() -> [].
get_module_level(_) -> [].
set_module_level(_, _) -> ok.
unset_module_level(_) -> ok.
set_application_level(_, _) -> ok.
get_process_metadata() -> get('$logger_metadata$').
set_process_metadata(Meta) -> put('$logger_metadata$', Meta), ok.
update_process_metadata(Meta) ->
    Old = case get_process_metadata() of undefined -> #{}; M -> M end,
    set_process_metadata(maps:merge(Old, Meta)).
unset_process_metadata() -> erase('$logger_metadata$'), ok.
add_handler(_, _, _) -> ok.
remove_handler(_) -> ok.
get_handler_ids() -> [default].
get_handler_config() -> [].
get_handler_config(Id) -> {error, {not_found, Id}}.
set_handler_config(_, _) -> ok.
set_handler_config(_, _, _) -> ok.
update_handler_config(_, _) -> ok.
add_primary_filter(_, _) -> ok.
remove_primary_filter(_) -> ok.
add_handler_filter(_, _, _) -> ok.
remove_handler_filter(_, _) -> ok.
get_config() -> #{primary => get_primary_config(), handlers => [], proxy => #{}, module_levels => []}.
