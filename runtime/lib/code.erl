%% Loading, replacing and removing modules; the code path.
-module(code).
-include_lib("kernel/include/file.hrl").
-export([ensure_loaded/1, ensure_modules_loaded/1, load_file/1, load_abs/1, load_abs/2, load_binary/3, atomic_load/1, prepare_loading/1,
         finish_loading/1, purge/1, soft_purge/1, delete/1, is_loaded/1, all_loaded/0, loaded/0, which/1, module_status/1,
         module_status/0, get_object_code/1, get_path/0, set_path/1, add_path/1, add_patha/1, add_pathz/1, add_paths/1,
         add_pathsa/1, add_pathsz/1, del_path/1, replace_path/2, lib_dir/0, lib_dir/1, lib_dir/2, priv_dir/1, root_dir/0,
         compiler_dir/0, get_mode/0, objfile_extension/0, where_is_file/1, is_sticky/1, all_available/0, get_doc/1,
         is_module_native/1, clash/0, rehash/0, stick_dir/1, stick_mod/1, unstick_dir/1, unstick_mod/1, modified_modules/0,
         get_chunk/2, module_md5/1, start_link/0]).

%% The server as a child of kernel_sup: there may be one already, and who is not its parent cannot be linked later.
start_link() -> seabeam_code:start_link().

%% ---- Loading ----

ensure_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) orelse seabeam:load(Module) of
        true -> {module, Module};
        false -> {error, nofile};
        Runner -> Runner:on_load(Module)
    end.

ensure_modules_loaded(Modules) when is_list(Modules) ->
    case [{M, What} || M <- lists:usort(Modules), {error, What} <- [ensure_loaded(M)]] of
        [] -> ok;
        Errors -> {error, Errors}
    end.

load_file(Module) when is_atom(Module) ->
    unless_sticky(Module, fun() ->
        case seabeam:prepare(Module) of
            undefined -> {error, nofile};
            Prepared -> finish(Module, found, Prepared)
        end
    end).

load_abs(File) when is_list(File); is_atom(File) -> load_abs(File, list_to_atom(filename:basename(File))).

load_abs(Name, Module) when is_list(Name) orelse is_atom(Name), is_atom(Module) ->
    File = filename:absname(text(Name) ++ objfile_extension()),
    case erl_prim_loader:get_file(File) of
        {ok, Code, _} -> load(Module, File, Code);
        error -> {error, nofile}
    end.

%% Only this one purges what is in its way.
load_binary(Module, File, Code) when is_atom(Module), is_list(File) orelse is_atom(File), is_binary(Code) ->
    purge(Module),
    load(Module, File, Code).

load(Module, File, Code) ->
    case is_sticky(Module) andalso not is_prepared_first() of
        true ->
            sticky(Module);
        false ->
            case erlang:prepare_loading(Module, Code) of
                {error, What} -> failed(Module, File, What);
                Prepared -> unless_sticky(Module, fun() -> finish(Module, File, Prepared) end)
            end
    end.

%% Whether code is looked at before the name is.
is_prepared_first() -> list_to_integer(erlang:system_info(otp_release)) >= 26.

unless_sticky(Module, Load) ->
    case is_sticky(Module) of
        true -> sticky(Module);
        false -> Load()
    end.

sticky(Module) ->
    error_logger:error_msg("Can't load module '~w' that resides in sticky dir\n", [Module]),
    {error, sticky_directory}.

finish(Module, File, Prepared) ->
    case erlang:finish_loading([Prepared]) of
        ok ->
            loaded(Module, File);
        {on_load, _} ->
            case (seabeam:load(Module)):on_load(Module) of
                {module, _} -> loaded(Module, File);
                Error -> Error
            end;
        {What, _} ->
            failed(Module, File, What)
    end.

failed(Module, found, What) -> failed(Module, file_of(Module), What);
failed(_, File, What) ->
    error_logger:error_msg("Loading of ~ts failed: ~p\n", [File, What]),
    {error, What}.

%% What was found by its name is known by the place where it was found.
loaded(Module, found) ->
    {module, Module};
loaded(Module, File) ->
    seabeam:set_code_file(Module, File),
    {module, Module}.

%% ---- Several at once ----

atomic_load(Modules) ->
    case prepare_loading(Modules) of
        {ok, Prepared} -> finish_loading(Prepared);
        Error -> Error
    end.

prepare_loading(Modules) when is_list(Modules) ->
    Names = [name(M) || M <- Modules],
    case Names -- lists:usort(Names) of
        [] ->
            Prepared = [prepare(M) || M <- Modules],
            case [{M, What} || {error, M, What} <- Prepared] of
                [] -> {ok, {'$prepared$', Prepared}};
                Errors -> {error, Errors}
            end;
        Twice ->
            {error, [{M, duplicated} || M <- lists:usort(Twice)]}
    end.

name({Module, _, _}) -> Module;
name(Module) when is_atom(Module) -> Module.

prepare({Module, File, Code}) ->
    case erlang:prepare_loading(Module, Code) of
        {error, What} -> {error, Module, What};
        Ref -> prepared(Module, File, Ref)
    end;
prepare(Module) ->
    case seabeam:prepare(Module) of
        undefined -> {error, Module, nofile};
        Ref -> prepared(Module, found, Ref)
    end.

prepared(Module, File, Ref) ->
    case erlang:has_prepared_code_on_load(Ref) of
        true -> {error, Module, on_load_not_allowed};
        false -> {Module, File, Ref}
    end.

finish_loading({'$prepared$', Prepared}) ->
    case [{M, sticky_directory} || {M, _, _} <- Prepared, is_sticky(M)] of
        [] -> finish_all(Prepared);
        Sticky -> {error, Sticky}
    end.

finish_all(Prepared) ->
    case erlang:finish_loading([Ref || {_, _, Ref} <- Prepared]) of
        ok ->
            [loaded(Module, File) || {Module, File, _} <- Prepared],
            ok;
        {What, Modules} ->
            {error, [{M, What} || M <- Modules]}
    end.

%% ---- Removing ----

purge(Module) when is_atom(Module) ->
    erlang:check_old_code(Module) andalso
        begin
            Users = users(Module),
            [kill(Pid) || Pid <- Users],
            erlang:purge_module(Module),
            Users =/= []
        end.

soft_purge(Module) when is_atom(Module) ->
    not erlang:check_old_code(Module) orelse
        (not erlang:check_process_code(self(), Module) andalso users(Module) =:= [] andalso erlang:purge_module(Module)).

users(Module) -> [Pid || Pid <- processes(), Pid =/= self(), erlang:check_process_code(Pid, Module)].

kill(Pid) ->
    Ref = monitor(process, Pid),
    exit(Pid, kill),
    receive {'DOWN', Ref, process, Pid, _} -> ok end.

delete(Module) when is_atom(Module) ->
    try
        erlang:delete_module(Module) =:= true
    catch
        error:badarg ->
            error_logger:error_msg("Module ~w must be purged before deleting\n", [Module]),
            false
    end.

%% ---- What is loaded ----

is_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) orelse is_preloaded(Module) of
        true -> {file, file_of(Module)};
        false -> false
    end.

%% Here they are loaded when they are called; nobody is to see that.
is_preloaded(Module) -> lists:member(Module, erlang:pre_loaded()).

file_of(Module) ->
    case seabeam:code_file(Module) of
        undefined -> file_found(Module, is_preloaded(Module));
        Path when is_binary(Path) -> unicode:characters_to_list(Path);
        File -> File
    end.

file_found(_, true) ->
    preloaded;
file_found(Module, false) ->
    case seabeam:object_code(Module, absolute_path) of
        {Path, _} -> unicode:characters_to_list(Path);
        undefined -> atom_to_list(Module) ++ objfile_extension()
    end.

object_file(Module) ->
    case seabeam:object_code(Module, path) of
        {Path, _} -> unicode:characters_to_list(Path);
        undefined -> file_on_path(Module)
    end.

file_on_path(Module) -> where_is_file(get_path(), atom_to_list(Module) ++ objfile_extension()).

loaded() -> erlang:loaded().
all_loaded() -> [{M, file_of(M)} || M <- lists:usort(erlang:pre_loaded() ++ erlang:loaded()), is_loaded(M) =/= false].
all_available() -> [{atom_to_list(M), F, true} || {M, F} <- all_loaded()].

which(Module) when is_atom(Module) ->
    case is_loaded(Module) of
        {file, File} ->
            File;
        false ->
            case object_file(Module) of
                non_existing ->
                    case ensure_loaded(Module) of
                        {module, _} -> file_of(Module);
                        _ -> non_existing
                    end;
                File ->
                    File
            end
    end.

get_object_code(Module) when is_atom(Module) ->
    case seabeam:object_code(Module, contents) of
        {Path, Code} ->
            {Module, Code, unicode:characters_to_list(Path)};
        undefined ->
            case file_on_path(Module) of
                non_existing ->
                    error;
                File ->
                    {ok, Code, _} = erl_prim_loader:get_file(File),
                    {Module, Code, filename:absname(File)}
            end
    end.

module_status() -> [{M, module_status(M)} || M <- erlang:loaded()].
module_status(Modules) when is_list(Modules) -> [{M, module_status(M)} || M <- Modules];
module_status(Module) ->
    case is_loaded(Module) of
        false -> not_loaded;
        {file, preloaded} -> loaded;
        {file, _} ->
            case seabeam:code_file(Module) =:= undefined andalso seabeam:object_code(Module, path) =/= undefined of
                true -> loaded;
                false -> status(Module, file_of(Module))
            end
    end.

%% Of a module that is not the host's as the program found it.
status(_, []) -> loaded;
status(Module, _) ->
    case get_object_code(Module) of
        error -> removed;
        {_, Code, _} ->
            case {module_md5(Code), erlang:get_module_info(Module, md5)} of
                {undefined, _} -> removed;
                {MD5, MD5} -> loaded;
                _ -> modified
            end
    end.

modified_modules() -> [M || {M, modified} <- module_status()].

get_chunk(Code, Chunk) ->
    case beam_lib:chunks(Code, [Chunk]) of
        {ok, {_, [{_, Bytes}]}} -> Bytes;
        _ -> undefined
    end.

module_md5(Code) ->
    case beam_lib:md5(Code) of
        {ok, {_, MD5}} -> MD5;
        _ -> undefined
    end.

get_doc(Module) -> seabeam_docs:get(Module).
is_module_native(_) -> false.

%% ---- Paths ----
%% Modules of the host's come by name, wherever the path says. Those it has not are looked for in the folders that a program adds
%% (seabeam:set_search_path/1).

get_path() -> seabeam_code:path(fun(Path) -> {Path, Path} end).

set_path(Path) when is_list(Path) ->
    case lists:all(fun is_folder/1, Path) of
        true -> change_path(fun(_) -> [text(Folder) || Folder <- Path] end);
        false -> {error, bad_directory}
    end.

add_path(Folder) -> add_pathz(Folder).
add_patha(Folder) -> add(Folder, fun(Path) -> [text(Folder) | lists:delete(text(Folder), Path)] end).
add_pathz(Folder) ->
    add(Folder, fun(Path) ->
                    case lists:member(text(Folder), Path) of
                        true -> Path;
                        false -> Path ++ [text(Folder)]
                    end
                end).

add(Folder, Change) ->
    case is_folder(Folder) of
        true -> change_path(Change);
        false -> {error, bad_directory}
    end.

is_folder(Folder) ->
    case erl_prim_loader:read_file_info(text(Folder)) of
        {ok, Info} -> Info#file_info.type =:= directory;
        error -> false
    end.

add_paths(Folders) -> add_pathsz(Folders).
add_pathsa(Folders) -> lists:foreach(fun add_patha/1, Folders).
add_pathsz(Folders) -> lists:foreach(fun add_pathz/1, Folders).

del_path(What) ->
    seabeam_code:path(
        fun(Path) ->
            case lists:splitwith(fun(Folder) -> not is_folder_of(Folder, What) end, Path) of
                {_, []} -> {false, Path};
                {Before, [_ | Behind]} -> {true, Before ++ Behind}
            end
        end).

replace_path(Name, Folder) ->
    seabeam_code:path(
        fun(Path) ->
            case lists:splitwith(fun(Old) -> not is_folder_of(Old, Name) end, Path) of
                {_, []} -> {true, Path ++ [text(Folder)]};
                {Before, [_ | Behind]} -> {true, Before ++ [text(Folder) | Behind]}
            end
        end).

change_path(Change) -> seabeam_code:path(fun(Path) -> {true, Change(Path)} end).

text(Folder) when is_atom(Folder) -> atom_to_list(Folder);
text(Folder) -> Folder.

is_folder_of(Folder, What) -> Folder =:= text(What) orelse is_atom(What) andalso application_of(Folder) =:= text(What).

%% "/lib/stdlib-4.2/ebin" and "/lib/stdlib-4.2" are of "stdlib".
application_of(Folder) -> without_version(filename:basename(without_ebin(Folder))).

without_ebin(Folder) ->
    case filename:basename(Folder) of
        "ebin" -> filename:dirname(Folder);
        _ -> Folder
    end.

without_version(Name) ->
    case string:split(Name, "-", trailing) of
        [Base, [Digit | _]] when Digit >= $0, Digit =< $9 -> Base;
        _ -> Name
    end.

root_dir() ->
    {ok, [[Root]]} = init:get_argument(root),
    Root.

lib_dir() -> filename:join(root_dir(), "lib").
compiler_dir() ->
    case lib_dir(compiler) of
        {error, _} -> root_dir();
        Folder -> Folder
    end.

lib_dir(Name) when is_atom(Name); is_list(Name) ->
    case [Folder || Folder <- get_path(), application_of(Folder) =:= without_version(text(Name))] of
        [Folder | _] -> without_ebin(Folder);
        [] -> {error, bad_name}
    end.
lib_dir(Name, Sub) when is_atom(Sub) ->
    case lib_dir(Name) of
        {error, _} = Error -> Error;
        Folder -> filename:append(Folder, atom_to_list(Sub))
    end.
priv_dir(Name) -> lib_dir(Name, priv).

where_is_file(File) when is_list(File) ->
    case filename:extension(File) of
        ".app" ->
            case seabeam:resource(list_to_atom("app:" ++ filename:rootname(File))) of
                {Path, _} -> Path;
                undefined -> non_existing
            end;
        ".beam" ->
            case seabeam:object_code(list_to_atom(filename:rootname(File)), path) of
                {Path, _} -> unicode:characters_to_list(Path);
                undefined -> where_is_file(get_path(), File)
            end;
        _ ->
            where_is_file(get_path(), File)
    end.

where_is_file([Folder | Rest], File) ->
    Path = filename:append(Folder, File),
    case erl_prim_loader:read_file_info(Path) of
        {ok, _} -> Path;
        error -> where_is_file(Rest, File)
    end;
where_is_file([], _) ->
    non_existing.

get_mode() -> interactive.
objfile_extension() -> ".beam".

%% ---- Modules that are not to be replaced ----

%% Those of three applications, but for what a program says itself, which is kept here.
-define(STICKY, {?MODULE, sticky}).

is_sticky(Module) when is_atom(Module) ->
    case {is_loaded(Module), persistent_term:get(?STICKY, #{})} of
        {false, _} -> false;
        {_, #{Module := Sticky}} -> Sticky;
        {{file, preloaded}, _} -> true;
        {{file, File}, _} -> lists:member(application_of(filename:dirname(File)), ["kernel", "stdlib", "compiler"])
    end.

stick_dir(Folder) when is_list(Folder) -> stick_dir(Folder, true).
unstick_dir(Folder) when is_list(Folder) -> stick_dir(Folder, false).
stick_mod(Module) when is_atom(Module) -> stick([Module], true).
unstick_mod(Module) when is_atom(Module) -> stick([Module], false).

stick_dir(Folder, Sticky) ->
    case erl_prim_loader:list_dir(Folder) of
        {ok, Files} ->
            stick([list_to_atom(filename:basename(F, ".beam")) || F <- Files, filename:extension(F) =:= ".beam"], Sticky),
            ok;
        error ->
            error
    end.

stick(Modules, Sticky) ->
    persistent_term:put(?STICKY, maps:merge(persistent_term:get(?STICKY, #{}), maps:from_keys(Modules, Sticky))),
    true.

clash() -> ok.
rehash() -> ok.
