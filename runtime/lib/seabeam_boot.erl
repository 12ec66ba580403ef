%% Starts the io servers, then the program's main function; ends with its status.
-module(seabeam_boot).
-export([start/0, main/2, stop/1]).

start() ->
    User = seabeam_user:start(user, 1),
    Error = seabeam_user:start(standard_error, 2),
    group_leader(User, User),
    group_leader(User, Error),
    group_leader(User, self()),
    seabeam_log:start(),
    %% Where application_controller looks applications up: none is loaded.
    ac_tab = ets:new(ac_tab, [set, public, named_table]),
    process_flag(trap_exit, true),
    register(kernel_sup, self()),
    {Module, Function} = seabeam:main(),
    {Pid, Ref} = erlang:spawn_monitor(?MODULE, main, [Module, Function]),
    wait(Pid, Ref).

wait(Pid, Ref) ->
    receive
        {'DOWN', Ref, process, Pid, normal} -> stop(0);
        {'DOWN', Ref, process, Pid, _} -> stop(1);
        {'$gen_call', From, {start_child, Spec}} ->
            reply(From, start_child(Spec)),
            wait(Pid, Ref);
        {'$gen_call', From, _} ->
            reply(From, {error, notsup}),
            wait(Pid, Ref);
        _ -> wait(Pid, Ref)
    end.

%% Stdlib starts some servers (timer's) as children of kernel_sup, which is this process here.
start_child({_Id, {M, F, A}, _Restart, _Shutdown, _Type, _Modules}) -> start_child(M, F, A);
start_child(#{start := {M, F, A}}) -> start_child(M, F, A).

start_child(M, F, A) ->
    try apply(M, F, A) catch _:Reason -> {error, Reason} end.

reply({_Pid, [alias | Alias] = Tag}, Reply) -> Alias ! {Tag, Reply};
reply({Pid, Tag}, Reply) -> Pid ! {Tag, Reply}.

%% Output that was asked for comes out before the end.
stop(Status) ->
    seabeam_user:sync(user),
    seabeam_log:sync(),
    seabeam_user:sync(standard_error),
    erlang:halt(Status).

main(Module, Function) ->
    try run(Module, Function) of
        _ -> ok
    catch
        Class:Reason:Stack ->
            seabeam_user:sync(user),
            report(Class, Reason, own_frames_off(Stack)),
            exit(shutdown)
    end.

run(Module, undefined) ->
    case seabeam:load(Module) of
        true ->
            case {erlang:function_exported(Module, main, 1), erlang:function_exported(Module, main, 0)} of
                {true, _} -> Module:main(seabeam:args());
                {_, true} -> Module:main();
                _ -> Module:start()
            end;
        false ->
            erlang:error(undef, [Module])
    end;
run(Module, Function) ->
    seabeam:load(Module),
    case erlang:function_exported(Module, Function, 1) of
        true -> Module:Function(seabeam:args());
        false -> Module:Function()
    end.

own_frames_off(Stack) ->
    [Frame || Frame <- Stack, element(1, Frame) =/= ?MODULE].

report(Class, Reason, Stack) ->
    Text =
        try
            ["** ", erl_error:format_exception(Class, Reason, Stack), $\n]
        catch
            _:_ ->
                try
                    io_lib:format("** exception ~w: ~w~n~w~n", [Class, Reason, Stack])
                catch
                    _:_ -> [<<"** exception ">>, atom_to_binary(Class), $\n]
                end
        end,
    seabeam_user:write(2, Text).
