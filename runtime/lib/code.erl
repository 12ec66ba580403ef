%% Loading by name: modules come from the host, so there are no paths.
-module(code).
-export([ensure_loaded/1, ensure_modules_loaded/1, load_file/1, is_loaded/1, all_loaded/0, which/1, loaded/0, get_object_code/1,
         get_path/0, set_path/1, add_path/1, add_patha/1, add_pathz/1, add_paths/1, add_pathsa/1, add_pathsz/1, del_path/1,
         lib_dir/0, lib_dir/1, lib_dir/2, priv_dir/1, root_dir/0, compiler_dir/0, purge/1, soft_purge/1, delete/1, get_mode/0,
         objfile_extension/0, where_is_file/1, is_sticky/1, module_status/1, all_available/0, get_doc/1, is_module_native/1,
         clash/0, rehash/0, stick_dir/1, unstick_dir/1, atomic_load/1, load_binary/3, load_abs/1, modified_modules/0,
         get_chunk/2, module_md5/1]).

ensure_loaded(Module) when is_atom(Module) ->
    case erlang:module_loaded(Module) orelse seabeam:load(Module) of
        true -> {module, Module};
        false -> {error, nofile}
    end.
ensure_modules_loaded(Modules) ->
    case [{M, nofile} || M <- Modules, element(1, ensure_loaded(M)) =:= error] of
        [] -> ok;
        Errors -> {error, Errors}
    end.
load_file(Module) -> ensure_loaded(Module).
load_abs(_) -> {error, nofile}.
load_binary(_, _, _) -> {error, notsup}.
atomic_load(_) -> {error, notsup}.
is_loaded(Module) ->
    case erlang:module_loaded(Module) of
        true -> {file, atom_to_list(Module) ++ ".beam"};
        false -> false
    end.
loaded() -> erlang:loaded().
all_loaded() -> [{M, atom_to_list(M) ++ ".beam"} || M <- erlang:loaded()].
all_available() -> [{atom_to_list(M), atom_to_list(M) ++ ".beam", true} || M <- erlang:loaded()].
which(Module) ->
    case ensure_loaded(Module) of
        {module, _} -> atom_to_list(Module) ++ ".beam";
        _ -> non_existing
    end.
module_status(Module) ->
    case erlang:module_loaded(Module) of
        true -> loaded;
        false -> not_loaded
    end.
get_object_code(_) -> error.
get_chunk(_, _) -> undefined.
module_md5(_) -> undefined.
get_doc(_) -> {error, missing}.
get_path() -> [].
set_path(_) -> true.
add_path(_) -> true.
add_patha(_) -> true.
add_pathz(_) -> true.
add_paths(_) -> ok.
add_pathsa(_) -> ok.
add_pathsz(_) -> ok.
del_path(_) -> false.
lib_dir() -> "/lib".
lib_dir(_) -> {error, bad_name}.
lib_dir(_, _) -> {error, bad_name}.
priv_dir(_) -> {error, bad_name}.
root_dir() -> "/".
compiler_dir() -> "/".
purge(_) -> false.
soft_purge(_) -> true.
delete(_) -> false.
get_mode() -> interactive.
objfile_extension() -> ".beam".
where_is_file(_) -> non_existing.
is_sticky(_) -> false.
is_module_native(_) -> false.
clash() -> ok.
rehash() -> ok.
stick_dir(_) -> ok.
unstick_dir(_) -> ok.
modified_modules() -> [].
