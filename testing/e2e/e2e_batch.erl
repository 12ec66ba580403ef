%% Runs several programs, each in a process of its own, and says on standard output where each begins and how it ends.
%% What a program leaves running is gone before the next one begins.
-module(e2e_batch).
-export([main/1]).

main(Names) ->
    Before = processes(),
    lists:foreach(fun(Name) -> one(Name, Before) end, Names).

one(Name, Before) ->
    io:put_chars(["\n<e2e begin ", Name, ">\n"]),
    Module = list_to_atom(Name),
    {_, Ref} = spawn_monitor(fun() -> run(Module) end),
    Status = receive
                 {'DOWN', Ref, process, _, normal} -> "0";
                 {'DOWN', Ref, process, _, _} -> "1"
             end,
    clear(Before),
    io:put_chars(["\n<e2e end ", Name, " ", Status, ">\n"]).

run(Module) ->
    _ = Module:module_info(md5),
    case erlang:function_exported(Module, main, 1) of
        true -> Module:main([]);
        false ->
            case erlang:function_exported(Module, main, 0) of
                true -> Module:main();
                false -> Module:start()
            end
    end.

%% Kernel's processes, which may have been started meanwhile, have other group leaders, but for a few.
clear(Before) ->
    Left = [P || P <- processes() -- Before,
                 info(P, group_leader) =:= group_leader(),
                 not lists:member(info(P, registered_name), [application_controller, code_server, logger])],
    Refs = [monitor(process, P) || P <- Left],
    lists:foreach(fun(P) -> exit(P, kill) end, Left),
    lists:foreach(fun(R) -> receive {'DOWN', R, _, _, _} -> ok end end, Refs),
    flush().

info(Pid, Item) ->
    case process_info(Pid, Item) of
        {Item, Value} -> Value;
        _ -> none
    end.

flush() ->
    receive _ -> flush() after 0 -> ok end.
