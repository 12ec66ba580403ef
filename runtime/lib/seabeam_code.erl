%% The process code_server. Runs on_load functions, each in a process of its own, once; everybody who needs the module waits for the
%% answer. Keeps the code path.
-module(seabeam_code).
-export([on_load/1, path/1, start_link/0, server/0]).

%% {module, Module} | {error, on_load_failure | deadlock | nofile}, for a module that waits for its on_load function.
on_load(Module) ->
    ask({on_load, Module}).

%% Change(OldPath) is {Answer, NewPath}.
path(Change) ->
    ask({path, Change}).

ask(Request) ->
    Server = server_pid(),
    Ref = monitor(process, Server),
    Server ! {Request, self(), Ref},
    receive
        {Ref, Answer} ->
            demonitor(Ref, [flush]),
            Answer;
        {'DOWN', Ref, process, _, _} ->
            ask(Request)
    end.

server_pid() ->
    case whereis(code_server) of
        undefined ->
            spawn(?MODULE, server, []);  % ends when another one was faster
        Pid ->
            Pid
    end.

%% Of who supervises it. One may be there already.
start_link() ->
    Pid = server_pid(),
    link(Pid),
    {ok, Pid}.

server() ->
    try register(code_server, self()) of
        true -> loop(#{})
    catch
        error:badarg -> exit(normal)
    end.

%% Running: Module => {Pid, Ref, [{From, Ref}]}.
loop(Running) ->
    receive
        {{path, Change}, From, Ref} ->
            Old = current_path(),
            {Answer, Path} = Change(Old),
            Path =:= Old orelse set_path(Path),
            From ! {Ref, Answer},
            loop(Running);
        {{on_load, Module}, From, Ref} ->
            case Running of
                #{Module := {From, _, _}} ->
                    %% The function called its own module by name, which has to wait for the function.
                    From ! {Ref, {error, deadlock}},
                    loop(Running);
                #{Module := {Pid, Mon, Waiting}} ->
                    loop(Running#{Module := {Pid, Mon, [{From, Ref} | Waiting]}});
                _ ->
                    case seabeam:load(Module) of
                        ?MODULE ->
                            loop(start(Module, {From, Ref}, Running));
                        true ->
                            From ! {Ref, {module, Module}},
                            loop(Running);
                        false ->
                            From ! {Ref, {error, nofile}},
                            loop(Running)
                    end
            end;
        {'DOWN', Mon, process, Pid, Result} ->
            case [M || {M, {P, R, _}} <- maps:to_list(Running), P =:= Pid, R =:= Mon] of
                [Module] ->
                    #{Module := {_, _, Waiting}} = Running,
                    Answer = finish(Module, Result),
                    [From ! {Ref, Answer} || {From, Ref} <- Waiting],
                    loop(maps:remove(Module, Running));
                [] ->
                    loop(Running)
            end;
        _ ->
            loop(Running)
    end.

%% The host's until it is changed.
current_path() ->
    case get(path) of
        undefined -> host_path();
        Path -> Path
    end.

host_path() ->
    case seabeam:resource(code_path) of
        undefined -> [];
        Path -> Path
    end.

%% The host's modules come by name, so its folders are not searched.
set_path(Path) ->
    put(path, Path),
    Known = [Folder || Folder <- host_path(), Folder =/= "."],
    Searched = [Folder || Folder <- Path, not lists:member(Folder, Known)],
    seabeam:set_search_path(unicode:characters_to_binary([[Folder, 0] || Folder <- Searched])).

start(Module, Waiting, Running) ->
    {Pid, Mon} = spawn_monitor(fun() -> exit({on_load, erlang:call_on_load_function(Module)}) end),
    Running#{Module => {Pid, Mon, [Waiting]}}.

finish(Module, {on_load, ok}) ->
    true = erlang:finish_after_on_load(Module, true),
    {module, Module};
finish(Module, Result) ->
    catch erlang:finish_after_on_load(Module, false),
    report(Module, case Result of {on_load, Value} -> Value; _ -> Result end),
    {error, on_load_failure}.

report(_, Value) when is_atom(Value) -> ok;
report(Module, Value) ->
    spawn(fun() ->
              error_logger:warning_msg("The on_load function for module ~s returned:~n~P\n", [Module, Value, 10])
          end).
