%% Reports of processes that end: plain ones, proc_lib's, servers', supervisors', as the formatter prints them.
-module(logger_reports).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, start_link/1, log/2]).

%% The handler: formats as the default one and hides what differs from run to run.
log(Event, #{config := #{to := To}}) ->
    Text = unicode:characters_to_binary(logger_formatter:format(Event, #{legacy_header => true, single_line => false})),
    Rules = [{"==== [^=]* ===", "==== TIME ==="}, {"<0\\.[0-9.]+>", "PID"}, {"#Ref<[0-9.]+>", "REF"},
             {"(heap_size|stack_size|reductions): [0-9]+", "\\1: N"}, {"\\[\\{file,\"[^\"]*\"\\},\\s*\\{line,[0-9]+\\}\\]", "PLACE"},
             {"\\([a-z_]+\\.erl, line [0-9]+\\)", "(PLACE)"}, {",\\s*\\{(e2e_oracle|seabeam_boot|e2e_batch),.*", ""}],
    To ! {logged, lists:foldl(fun({From, With}, T) -> re:replace(T, From, With, [global, dotall, {return, binary}]) end,
                              Text, Rules)},
    ok.

start_link(Name) -> gen_server:start_link({local, Name}, ?MODULE, Name, []).
init(sup) ->
    {ok, {#{intensity => 1}, [#{id => a, start => {?MODULE, start_link, [a]}},
                              #{id => b, start => {?MODULE, start_link, [b]}, restart => transient}]}};
init(bad) -> {stop, bad_init};
init(Name) -> {ok, Name}.
handle_call(crash, _, State) -> error({crash, State});
handle_call(exit, _, State) -> exit({exit, State});
handle_call(throw, _, State) -> throw({throw, State});
handle_call(stop, _, State) -> {stop, stopped, ok, State};
handle_call(normal, _, State) -> {stop, normal, ok, State};
handle_call(bad, _, _) -> nonsense.
handle_cast(_, State) -> {noreply, State}.
handle_info(_, State) -> {stop, {shutdown, why}, State}.
terminate(_, d) -> error(in_terminate);
terminate(_, _) -> ok.

main() ->
    process_flag(trap_exit, true),
    ok = logger:add_handler(all, ?MODULE, #{config => #{to => self()}}),
    ok = logger:remove_handler(default),
    part(1, "plain", fun() -> spawn(fun() -> error(plain) end) end),
    part(0, "exit", fun() -> spawn(fun() -> exit(silent) end) end),
    part(1, "throw", fun() -> spawn(fun() -> throw(ball) end) end),
    part(1, "undef", fun() -> spawn(no_module, no_function, [1, 2]) end),
    part(1, "proc_lib", fun() -> proc_lib:spawn(fun() -> exit(other) end) end),
    part(0, "shutdown", fun() -> proc_lib:spawn(fun() -> exit(shutdown) end) end),
    part(1, "named", fun() -> proc_lib:spawn(fun() -> put(key, value), register(named, self()), self() ! hello, error(badarith) end) end),
    part(2, "throw", fun() -> start_and_call(c, throw) end),
    part(2, "bad reply", fun() -> start_and_call(e, bad) end),
    part(2, "terminate", fun() -> start_and_call(d, stop) end),
    part(2, "stop", fun() -> start_and_call(f, stop) end),
    part(0, "normal", fun() -> start_and_call(g, normal) end),
    part(1, "init", fun() -> gen_server:start({local, h}, ?MODULE, bad, []) end),
    part(0, "supervisor", fun() -> supervisor:start_link({local, top}, ?MODULE, sup) end),
    part(3, "child", fun() -> call(a, crash) end),
    part(4, "too often", fun() -> call(b, exit) end),
    logger:set_primary_config(level, info),
    part(2, "progress", fun() -> {ok, Pid} = supervisor:start_link({local, top}, ?MODULE, sup), unlink(Pid) end).

start_and_call(Name, Request) ->
    {ok, _} = gen_server:start({local, Name}, ?MODULE, Name, []),
    call(Name, Request).

call(Name, Request) -> try gen_server:call(Name, Request) catch exit:{Reason, _} -> Reason end.

%% N reports are expected.
part(N, Title, Fun) ->
    io:format("---- ~s~n", [Title]),
    Fun(),
    [receive {logged, Text} -> io:put_chars(Text) after 1000 -> io:format("missing~n") end || _ <- lists:seq(1, N)],
    timer:sleep(30),
    io:put_chars(logged()).

logged() ->
    receive
        {logged, Text} -> [Text | logged()];
        {'EXIT', _, _} -> logged()
    after 0 -> []
    end.
