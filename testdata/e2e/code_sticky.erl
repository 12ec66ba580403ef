%% code:load_binary/3 purges what is in its way, load_abs and load_file do not; modules of three applications are not replaced.
-module(code_sticky).
-export([main/0]).

main() ->
    logger:set_primary_config(level, none),
    replace(),
    bad_arguments(),
    sticky(),
    from_files().

replace() ->
    show([code:load_binary(versioned, "versioned", version(N)) || N <- [1, 2, 3]]),
    show({versioned:version(), erlang:check_old_code(versioned)}),
    show(erlang:load_module(versioned, version(4))),
    show({code:purge(versioned), erlang:load_module(versioned, version(4)), versioned:version()}),
    Self = self(),
    Pid = spawn(fun() -> Self ! {self(), versioned:wait()} end),
    Monitor = monitor(process, Pid),
    erlang:yield(),
    show(code:load_binary(versioned, "versioned", version(5))),
    show(code:soft_purge(versioned)),
    show(code:load_binary(versioned, "versioned", version(6))),
    show(receive {'DOWN', Monitor, process, Pid, Reason} -> Reason; {Pid, Answer} -> Answer end),
    show({versioned:version(), code:which(versioned)}).

bad_arguments() ->
    show(code:load_binary(versioned, no_file, <<"not code">>)),
    show(reason(fun() -> code:load_binary(versioned, <<"a binary">>, <<"not code">>) end)),
    show(reason(fun() -> code:load_binary(versioned, "versioned", code) end)),
    show(reason(fun() -> code:load_binary("versioned", "versioned", <<>>) end)),
    show(versioned:version()).

sticky() ->
    show([{M, code:is_sticky(M)} || M <- [lists, compile, versioned, code_sticky, no_such_module]]),
    show(code:load_binary(lists, "lists", version(1))),
    show(code:load_file(lists)),
    show(code:stick_mod(versioned)),
    show({code:is_sticky(versioned), code:load_binary(versioned, "versioned", version(7))}),
    show(code:atomic_load([{versioned, "versioned", version(7)}])),
    show(code:unstick_mod(versioned)),
    show({code:is_sticky(versioned), code:load_binary(versioned, "versioned", version(8)), versioned:version()}),
    show([code:delete(versioned) || _ <- [1, 2]]),
    show({code:purge(versioned), code:delete(versioned)}),
    show({code:purge(versioned), code:purge(versioned), code:is_loaded(versioned)}).

from_files() ->
    Folder = "/tmp/code_sticky_" ++ os:getpid(),
    ok = file:make_dir(Folder),
    File = filename:join(Folder, "versioned"),
    show(code:load_abs(File)),
    ok = file:write_file(File ++ ".beam", version(9)),
    show([code:load_abs(File) || _ <- [1, 2, 3]]),
    show({versioned:version(), filename:basename(code:which(versioned))}),
    show(code:purge(versioned)),
    show([code:stick_dir(Folder), code:is_sticky(versioned), code:load_abs(File), code:unstick_dir(Folder)]),
    show({code:load_abs(File), code:is_sticky(versioned)}),
    show(code:stick_dir(Folder ++ "/nowhere")),
    ok = file:del_dir_r(Folder).

version(N) ->
    {ok, versioned, Code} = compile:forms(
        [{attribute, 1, module, versioned},
         {attribute, 1, export, [{version, 0}, {wait, 0}]},
         {function, 2, version, 0, [{clause, 2, [], [], [{integer, 2, N}]}]},
         {function, 3, wait, 0, [{clause, 3, [], [], [{'receive', 3, [{clause, 3, [{atom, 3, go}], [], [{integer, 3, N}]}]}]}]}]),
    Code.

reason(F) ->
    try F()
    catch Class:Reason:Trace -> {Class, Reason, element(1, hd(Trace)), element(2, hd(Trace))}
    end.

show(Term) -> io:format("~0p~n", [Term]).
