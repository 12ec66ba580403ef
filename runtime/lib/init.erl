%% What programs ask the start-up module: arguments, stopping. The process of this name is seabeam_boot's.
-module(init).
-export([get_argument/1, get_arguments/0, get_plain_arguments/0, get_status/0, script_id/0, script_name/0, stop/0, stop/1,
         restart/0, restart/1, reboot/0, ensure_loaded/1, notify_when_started/1, wait_until_started/0, archive_extension/0,
         objfile_extension/0, code_path_choice/0, run_on_load_handlers/0, fetch_loaded/0]).

get_arguments() ->
    [{root, [root()]}, {progname, ["seabeam"]} | home()] ++ [{noshell, []} | mode() ++ configs()].

%% Kernel asks for it while it starts (seabeam_kernel).
mode() -> [{mode, ["minimal"]} || persistent_term:get({?MODULE, minimal}, false)].

root() ->
    case seabeam:resource(root) of
        undefined -> "/";
        Root -> Root
    end.

configs() ->
    case seabeam:resource(config) of
        undefined -> [];
        Files -> [{config, [File]} || {File, _} <- Files]
    end.

home() ->
    case os:getenv("HOME") of
        false -> [];
        Home -> [{home, [Home]}]
    end.

get_argument(Flag) ->
    case [Values || {F, Values} <- get_arguments(), F =:= Flag] of
        [] -> error;
        Found -> {ok, Found}
    end.

get_plain_arguments() -> seabeam:args().
get_status() -> {started, started}.
script_id() -> {"seabeam", ""}.
script_name() -> "seabeam".

%% Applications are stopped, what was written comes out, then the program ends.
stop() -> stop(0).
stop(Status) when is_integer(Status), Status >= 0; is_list(Status) ->
    init ! {stop, Status},
    ok.

restart() -> stop(0).
restart(_) -> stop(0).
reboot() -> stop(0).
ensure_loaded(Module) -> code:ensure_loaded(Module).
notify_when_started(_) -> started.
wait_until_started() -> ok.
archive_extension() -> ".ez".
objfile_extension() -> ".beam".
code_path_choice() -> relaxed.
%% They ran when their modules were loaded.
run_on_load_handlers() -> ok.
fetch_loaded() -> [].
