%% What OTP reads without a file server: applications' descriptions and configuration files, which the host has, and other files.
-module(erl_prim_loader).
-export([get_file/1, read_file/1, read_file_info/1, read_link_info/1, list_dir/1, get_cwd/0, get_cwd/1, get_path/0, set_path/1]).

-spec get_file(file:filename()) -> {ok, binary(), file:filename()} | error.
get_file(File) ->
    case host_file(File) of
        undefined -> answer(File, prim_file:read_file(File));
        Contents -> {ok, Contents, File}
    end.

%% Since OTP 27.
read_file(File) ->
    case get_file(File) of
        {ok, Contents, _} -> {ok, Contents};
        error -> error
    end.

answer(File, {ok, Contents}) -> {ok, Contents, File};
answer(_, _) -> error.

host_file(File) ->
    case filename:extension(File) of
        ".app" ->
            case seabeam:resource(list_to_atom("app:" ++ filename:basename(File, ".app"))) of
                {File, Term} -> unicode:characters_to_binary(io_lib:format("~0tp.~n", [Term]));
                _ -> undefined
            end;
        ".config" ->
            case seabeam:resource(config) of
                undefined -> undefined;
                Files -> configuration(File, Files)
            end;
        _ ->
            undefined
    end.

%% The application controller puts a folder in front of every name.
configuration(File, [{Path, Contents} | Rest]) ->
    case filename:join(filename:dirname(Path), filename:basename(Path)) of
        File -> Contents;
        _ when File =:= Path -> Contents;
        _ -> configuration(File, Rest)
    end;
configuration(_, []) ->
    undefined.

read_file_info(File) -> or_error(prim_file:read_file_info(File)).
read_link_info(File) -> or_error(prim_file:read_link_info(File)).
list_dir(Folder) -> or_error(prim_file:list_dir(Folder)).
get_cwd() -> prim_file:get_cwd().
get_cwd(Drive) -> prim_file:get_cwd(Drive).
get_path() -> {ok, code:get_path()}.
set_path(_) -> ok.

or_error({ok, _} = Ok) -> Ok;
or_error(_) -> error.
