%% Kernel's old logging interface, on logger.
-module(error_logger).
-export([error_msg/1, error_msg/2, format/2, warning_msg/1, warning_msg/2, info_msg/1, info_msg/2, error_report/1,
         error_report/2, warning_report/1, warning_report/2, info_report/1, info_report/2, tty/1, logfile/1,
         add_report_handler/1, add_report_handler/2, delete_report_handler/1, limit_term/1, get_format_depth/0,
         warning_map/0]).

error_msg(Format) -> error_msg(Format, []).
error_msg(Format, Args) -> logger:log(error, Format, Args).
format(Format, Args) -> error_msg(Format, Args).
warning_msg(Format) -> warning_msg(Format, []).
warning_msg(Format, Args) -> logger:log(warning, Format, Args).
info_msg(Format) -> info_msg(Format, []).
info_msg(Format, Args) -> logger:log(notice, Format, Args).
error_report(Report) -> logger:log(error, wrap(Report), #{}).
error_report(_Type, Report) -> error_report(Report).
warning_report(Report) -> logger:log(warning, wrap(Report), #{}).
warning_report(_Type, Report) -> warning_report(Report).
info_report(Report) -> logger:log(notice, wrap(Report), #{}).
info_report(_Type, Report) -> info_report(Report).
tty(_) -> ok.
logfile(_) -> {error, enotsup}.
add_report_handler(_) -> ok.
add_report_handler(_, _) -> ok.
delete_report_handler(_) -> ok.
limit_term(Term) -> Term.
get_format_depth() -> unlimited.
warning_map() -> warning.

wrap(Report) when is_list(Report); is_map(Report) -> Report;
wrap(Report) -> [Report].
