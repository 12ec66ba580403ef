%% The process init: starts the io servers, then the program's main function, and kernel when somebody needs it; ends with the
%% program's status.
-module(seabeam_boot).
-export([start/0, main/2, supervise/0, start_kernel/1]).

-record(state, {
    main,          % monitor of the main function's process
    starter,       % the module that started most of kernel, undefined while nobody needed it
    kernel = []    % [{Name, Pid}] of the processes without which nothing goes on
}).

start() ->
    register(init, self()),
    User = seabeam_user:start(user, 1),
    Error = seabeam_user:start(standard_error, 2),
    group_leader(User, User),
    group_leader(User, Error),
    group_leader(User, self()),
    seabeam_log:start(),
    process_flag(trap_exit, true),
    register(kernel_sup, spawn(?MODULE, supervise, [])),
    State =
        case seabeam:resource(kernel) of
            undefined -> #state{};
            Starter -> start_kernel(Starter, self(), #state{})
        end,
    {Module, Function} = seabeam:main(),
    {_, Ref} = erlang:spawn_monitor(?MODULE, main, [Module, Function]),
    wait(State#state{main = Ref}).

wait(#state{main = Main, kernel = Kernel} = State) ->
    receive
        {'DOWN', Main, process, _, Reason} -> stop(status(Reason), State);
        {stop, Status} -> stop_applications(State), stop(Status, State);
        {start_kernel, Starter, From, Ref} ->
            State1 = start_kernel(Starter, From, State),
            From ! {Ref, ok},
            wait(State1);
        {'EXIT', Pid, Reason} ->
            case lists:keyfind(Pid, 2, Kernel) of
                {Name, _} -> crash("Kernel pid terminated", Name, Reason, State);
                false -> wait(State)
            end;
        _ -> wait(State)
    end.

status(normal) -> 0;
status(_) -> 1.

%% ---- Kernel ----

%% Returns when kernel is there.
start_kernel(Starter) ->
    Ref = monitor(process, init),
    init ! {start_kernel, Starter, self(), Ref},
    receive
        {Ref, ok} -> demonitor(Ref, [flush])
    end.

%% Nobody sees kernel half started: others do not run meanwhile. What is there of kernel may be asked.
start_kernel(Starter, From, #state{starter = Earlier} = State)
  when Earlier =:= undefined; Starter =:= seabeam_node, Earlier =:= seabeam_kernel ->
    Servers = [whereis(Name) || Name <- [user, standard_error, code_server, seabeam_log]] ++ [Pid || {_, Pid} <- State#state.kernel],
    Suspended = [Pid || Pid <- processes() -- [From, self() | Servers], not is_of_kernel(Pid, Earlier), suspend(Pid)],
    try Starter:start() of
        Started ->
            [erlang:resume_process(Pid) || Pid <- Suspended],
            State#state{starter = Starter, kernel = Started ++ State#state.kernel}
    catch
        _:{_, Name, Reason} -> crash("could not start kernel pid", Name, Reason, State);
        _:Reason -> crash("could not start kernel pid", Starter, Reason, State)
    end;
start_kernel(_, _, State) ->
    State.

%% The processes of an application have its master as their leader.
is_of_kernel(_, undefined) -> false;
is_of_kernel(Pid, _) -> process_info(Pid, group_leader) =:= process_info(whereis(kernel_sup), group_leader).

%% What erlang:suspend_process/1 calls: that one is Erlang, and would bring the texts of its errors into every bundle.
suspend(Pid) ->
    try erts_internal:suspend_process(Pid, []) =:= true catch error:_ -> false end.

%% Stdlib starts some servers (timer's) as children of kernel_sup, which is this process until kernel is started.
supervise() ->
    receive
        {'$gen_call', From, {start_child, {_Id, {M, F, A}, _Restart, _Shutdown, _Type, _Modules}}} ->
            reply(From, start_child(M, F, A));
        {'$gen_call', From, {start_child, #{start := {M, F, A}}}} ->
            reply(From, start_child(M, F, A));
        {'$gen_call', From, _} ->
            reply(From, {error, notsup});
        _ ->
            ok
    end,
    ?MODULE:supervise().

start_child(M, F, A) ->
    try apply(M, F, A) catch _:Reason -> {error, Reason} end.

reply({_Pid, [alias | Alias] = Tag}, Reply) -> Alias ! {Tag, Reply};
reply({Pid, Tag}, Reply) -> Pid ! {Tag, Reply}.

%% ---- The end ----

%% The controller stops them in the reverse order of their starts.
stop_applications(#state{kernel = []}) -> ok;
stop_applications(#state{kernel = [{_, Controller} | _]}) ->
    exit(Controller, shutdown),
    receive
        {'EXIT', Controller, _} -> ok
    end.

%% Output that was asked for comes out before the end.
stop(Status, #state{starter = Starter}) ->
    seabeam_user:sync(user),
    Starter =:= undefined orelse Starter:flush(),
    seabeam_log:sync(),
    seabeam_user:sync(standard_error),
    erlang:halt(Status).

crash(What, Name, Reason, State) ->
    list_to_integer(erlang:system_info(otp_release)) >= 27 orelse erlang:display({What, Name, Reason}),
    Text = try io_lib:format("~ts", [Reason]) catch _:_ -> io_lib:format("~tw", [Reason]) end,
    seabeam_user:write(2, [What, " (", atom_to_list(Name), ") (", Text, ")\n"]),
    stop(1, State#state{starter = undefined}).

%% ---- The program ----

main(Module, Function) ->
    prepare(atom_to_list(Module)),
    try run(Module, Function) of
        _ -> ok
    catch
        Class:Reason:Stack ->
            seabeam_user:sync(user),
            report(Class, Reason, own_frames_off(Stack)),
            exit(shutdown)
    end.

%% What is read comes to Elixir as binaries.
prepare("Elixir." ++ _) -> io:setopts([binary]);
prepare(_) -> ok.

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
