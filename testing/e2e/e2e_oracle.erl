%% Runs a program on OTP with the contract of `seabeam run`: main/1 with a list of strings, main/0 or start/0; standard output is
%% UTF-8; the exit status is halt/1's, 0 when main returns, 1 after an uncaught exception, printed on standard error.
%%
%%   erl -noshell -pa DIR -run e2e_oracle main MODULE -extra ARG...
-module(e2e_oracle).
-export([main/1]).

main([ModuleName]) ->
    Args = init:get_plain_arguments(),
    ok = io:setopts(standard_io, [{encoding, unicode}]),
    ok = io:setopts(standard_error, [{encoding, unicode}]),
    Module = list_to_atom(ModuleName),
    start_elixir(ModuleName),
    %% Not linked: a program's exit must not take the oracle with it.
    {_, Ref} = spawn_monitor(fun() -> run(Module, Args) end),
    receive
        {'DOWN', Ref, process, _, normal} -> stop(0);
        {'DOWN', Ref, process, _, _} -> stop(1)
    end.

%% As the command `elixir` does.
start_elixir("Elixir." ++ _) ->
    {ok, _} = application:ensure_all_started(elixir);
start_elixir(_) ->
    ok.

run(Module, Args) ->
    {module, Module} = code:ensure_loaded(Module),
    try start(Module, Args)
    catch
        Class:Reason:Stack ->
            Text = erl_error:format_exception(Class, Reason, Stack),
            io:format(standard_error, "~ts~n", [Text]),
            exit(uncaught)
    end.

start(Module, Args) ->
    case erlang:function_exported(Module, main, 1) of
        true -> Module:main(Args);
        false ->
            case erlang:function_exported(Module, main, 0) of
                true -> Module:main();
                false -> Module:start()
            end
    end.

stop(Status) ->
    erlang:halt(Status, [{flush, true}]).
