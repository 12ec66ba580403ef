%% What programs ask the start-up module: arguments, stopping.
-module(init).
-export([get_argument/1, get_arguments/0, get_plain_arguments/0, get_status/0, script_id/0, script_name/0, stop/0, stop/1,
         restart/0, reboot/0, ensure_loaded/1, notify_when_started/1, archive_extension/0, objfile_extension/0,
         code_path_choice/0]).

get_arguments() -> [].
get_argument(home) -> case os:getenv("HOME") of false -> error; Home -> {ok, [[Home]]} end;
get_argument(progname) -> {ok, [["seabeam"]]};
get_argument(root) -> {ok, [["/"]]};
get_argument(_) -> error.
get_plain_arguments() -> seabeam:args().
get_status() -> {started, started}.
script_id() -> {"seabeam", ""}.
script_name() -> "seabeam".
stop() -> stop(0).
stop(Status) when is_integer(Status), Status >= 0 ->
    spawn(seabeam_boot, stop, [Status]),
    ok;
stop(_) ->
    stop(1).
restart() -> stop(0).
reboot() -> stop(0).
ensure_loaded(Module) -> code:ensure_loaded(Module).
notify_when_started(_) -> started.
archive_extension() -> ".ez".
objfile_extension() -> ".beam".
code_path_choice() -> relaxed.
