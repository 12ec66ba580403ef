%% What a bundle has in place of kernel when nothing in it reaches kernel's processes: the tables that logging and
%% application:get_env/2 read, with kernel's defaults, and a file server. compiler/driver/kernel_reach.h says which of it.
-module(seabeam_services).
-export([call/3, on_load/1, start/0, flush/0, log/2, tables/0, logging/0, files/0]).

%% In place of the first call.
call(Module, Function, Arguments) ->
    seabeam_boot:start_kernel(?MODULE),
    apply(Module, Function, Arguments).

%% As code:ensure_loaded/1 asks (seabeam:load/1).
on_load(Module) ->
    seabeam_boot:start_kernel(?MODULE),
    code:ensure_loaded(Module).

%% Run by the process init, whose tables and children these are.
start() ->
    seabeam:service_starts(kernel),
    Logging = case has(logging) of true -> logging; false -> tables end,
    [run(Part) || Part <- [Logging, files], has(Part)],
    [].

%% Parts and the module stand in different functions: a bundle keeps functions that are named together with their module.
has(Part) -> erlang:function_exported(?MODULE, Part, 0).
run(Part) -> ?MODULE:Part().

flush() -> ok.

tables() ->
    environments(),
    Table = logger_config:new(logger),
    logger_config:create(Table, primary,
                         #{level => notice, filters => [], filter_default => log, handlers => [default], metadata => #{}}),
    logger_config:create(Table, default, maps:merge(#{id => default, module => ?MODULE, level => all}, handler())).

%% The same with a server that changes them: on hosts of which nobody takes functions away, and that have no whole kernel.
logging() ->
    environments(),
    {ok, _} = logger_server:start_link(),
    ok = logger_server:add_handler(default, ?MODULE, handler()),
    ok = logger_server:remove_handler(simple).

environments() ->
    ets:new(ac_tab, [set, public, named_table, {read_concurrency, true}]),
    [ets:insert(ac_tab, {{env, Name, Key}, Value})
     || Name <- [kernel, stdlib],
        {_, {application, _, Keys}} <- [seabeam:resource(list_to_atom("app:" ++ atom_to_list(Name)))],
        {env, Env} <- Keys,
        {Key, Value} <- Env].

handler() ->
    #{filters => [{remote_gl, {fun logger_filters:remote_gl/2, stop}},
                  {domain, {fun logger_filters:domain/2, {log, super, [otp, sasl]}}},
                  {no_domain, {fun logger_filters:domain/2, {log, undefined, []}}}],
      filter_default => stop,
      formatter => {logger_formatter, #{legacy_header => true, single_line => false}}}.

%% The handler.
log(Event, #{formatter := {Formatter, Config}}) ->
    seabeam_user:write(2, Formatter:format(Event, Config)).

files() ->
    {ok, _} = file_server:start_link().
