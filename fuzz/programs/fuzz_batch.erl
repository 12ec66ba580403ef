%% Runs the main/0 of many generated modules one after the other, each under a
%% heading line, so that one start of a runtime serves a whole batch.
-module(fuzz_batch).
-export([main/1, limited/2]).

main(Names) ->
    lists:foreach(fun run/1, Names).

%% The same for the oracle: a module that takes more than Ms milliseconds, or more memory than it should, is
%% given up, and a heading line that no module has tells so.
limited(Names, Ms) ->
    lists:foreach(
      fun(Name) ->
              {Pid, Ref} = spawn_opt(fun() -> run(Name) end, [monitor, {max_heap_size, 20000000}]),
              receive {'DOWN', Ref, process, Pid, normal} -> ok;
                      {'DOWN', Ref, process, Pid, _} -> io:format("~n== !~s~n", [Name])
              after Ms ->
                      exit(Pid, kill),
                      receive {'DOWN', Ref, process, Pid, _} -> ok end,
                      io:format("~n== !~s~n", [Name])
              end
      end, Names).

run(Name) ->
    io:format("== ~s~n", [Name]),
    Module = list_to_atom(Name),
    try Module:main() of
        _ -> ok
    catch
        Class:Reason -> io:format("main: ~w ~w~n", [Class, Reason])
    end.
