%% Starts OTP's kernel when a program first calls into a module that stands on it (abi/kernel_clients.h): logger, application
%% controller, kernel's supervision tree.
-module(seabeam_kernel).
-export([call/3, on_load/1, start/0, start_all/0, flush/0]).

%% In place of the first call.
call(Module, Function, Arguments) ->
    seabeam_boot:start_kernel(?MODULE),
    apply(Module, Function, Arguments).

%% As code:ensure_loaded/1 asks (seabeam:load/1).
on_load(Module) ->
    seabeam_boot:start_kernel(?MODULE),
    code:ensure_loaded(Module).

%% Run by the process init, whose children the first two are: [{Name, Pid}], the controller first. Exits with {error, Name, Reason}.
%% Without what seabeam_node starts.
start() ->
    persistent_term:put({init, minimal}, true),
    try start_all() after persistent_term:erase({init, minimal}) end.

start_all() ->
    seabeam:service_starts(kernel),
    unregister(kernel_sup),
    {ok, Logger} = logger_server:start_link(),
    Controller =
        case application_controller:start(kernel_specification()) of
            {ok, Pid} -> Pid;
            Reason -> exit({error, application_controller, Reason})
        end,
    ok = application:load(specification(stdlib)),
    ok = application:start_boot(kernel, permanent),
    ok = application:start_boot(stdlib, permanent),
    [{application_controller, Controller}, {logger, Logger}].

%% What was logged comes out before the program ends.
flush() ->
    [catch Module:filesync(Id) || #{id := Id, module := Module} <- logger:get_handler_config(), Module =:= logger_std_h],
    ok.

%% Reports go to standard error where no configuration says otherwise.
kernel_specification() ->
    {application, kernel, Keys} = specification(kernel),
    {env, Env} = lists:keyfind(env, 1, Keys),
    Handler = {handler, default, logger_std_h, #{config => #{type => standard_error}}},
    {application, kernel, lists:keyreplace(env, 1, Keys, {env, [{logger, [Handler]} | Env]})}.

specification(Name) ->
    {_, Specification} = seabeam:resource(list_to_atom("app:" ++ atom_to_list(Name))),
    Specification.
