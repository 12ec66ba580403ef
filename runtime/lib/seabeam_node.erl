%% Starts what OTP's kernel has for other nodes and for sockets, when a program first calls into a module that stands on it
%% (abi/kernel_clients.h): the servers of global names, of rpc and of addresses, of which one node alone has a use as well.
-module(seabeam_node).
-export([call/3, on_load/1, start/0, flush/0]).

%% In place of the first call.
call(Module, Function, Arguments) ->
    seabeam_boot:start_kernel(?MODULE),
    apply(Module, Function, Arguments).

%% As code:ensure_loaded/1 asks (seabeam:load/1).
on_load(Module) ->
    seabeam_boot:start_kernel(?MODULE),
    code:ensure_loaded(Module).

%% Run by the process init. The answer is that of seabeam_kernel when it starts kernel, too, else [].
start() ->
    seabeam:service_starts(node),
    sockets(),
    case whereis(application_controller) of
        undefined ->
            seabeam_kernel:start_all();
        _ ->
            {ok, {_, Specifications}} = kernel:init([]),
            Present = [Id || {Id, _, _, _} <- supervisor:which_children(kernel_sup)],
            [start_child(S) || #{id := Id} = S <- Specifications, not lists:member(Id, Present)],
            []
    end.

%% A child that is not wanted, net_sup, stays in the list.
start_child(Specification) -> {ok, _} = supervisor:start_child(kernel_sup, Specification).

%% As the system does before anything else runs. There are no sockets, so this says that there are none.
sockets() ->
    spawn(socket_registry, start, []),
    prim_socket:init().

flush() -> seabeam_kernel:flush().
