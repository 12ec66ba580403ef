%% Runs the main/0 of many generated modules one after the other, each under a
%% heading line, so that one start of a runtime serves a whole batch.
-module(fuzz_batch).
-export([main/1]).

main(Names) ->
    lists:foreach(fun run/1, Names).

run(Name) ->
    io:format("== ~s~n", [Name]),
    Module = list_to_atom(Name),
    try Module:main() of
        _ -> ok
    catch
        Class:Reason -> io:format("main: ~w ~w~n", [Class, Reason])
    end.
