%% gen_server: starts that take too long, hibernation, several servers called at once, names of all kinds, enter_loop.
-module(otp_server_timing).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, looping/2,
         register_name/2, unregister_name/1, whereis_name/1, send/2]).
-include("shared/show.hrl").

%% A registry for {via, ?MODULE, Name}.
register_name(Name, Pid) -> case get({name, Name}) of undefined -> erlang:put({name, Name}, Pid), ets:insert(?MODULE, {Name, Pid}), yes; _ -> no end.
unregister_name(Name) -> ets:delete(?MODULE, Name).
whereis_name(Name) -> case ets:lookup(?MODULE, Name) of [{_, P}] -> P; [] -> undefined end.
send(Name, Msg) -> case whereis_name(Name) of undefined -> exit({badarg, {Name, Msg}}); P -> P ! Msg, P end.

init({sleep, Ms}) -> timer:sleep(Ms), {ok, slept};
init(S) -> {ok, S}.
handle_call(get, _, S) -> {reply, S, S};
handle_call({put, S}, _, Old) -> {reply, Old, S};
handle_call(hibernate, _, S) -> {reply, hibernating, S, hibernate};
handle_call({silent, _}, _, S) -> {noreply, S, 15}.
handle_cast({add, N}, S) -> {noreply, S + N};
handle_cast({tell, To, X}, S) -> To ! {told, X, S}, {noreply, S, {continue, x}}.
handle_info(timeout, S) -> {noreply, {S, timed_out}};
handle_info(_, S) -> {noreply, S}.
terminate(Why, {to, P}) -> P ! {terminated, Why};
terminate(_, _) -> ok.

current(P) -> {current_function, F} = process_info(P, current_function), F.
until(F, Wanted) -> until(F, Wanted, 1000).
until(F, Wanted, N) -> case F() of Wanted -> Wanted; Other when N =:= 0 -> {still, Other}; _ -> timer:sleep(2), until(F, Wanted, N - 1) end.

looping(Parent, Name) ->
    register(Name, self()),
    proc_lib:init_ack(Parent, {ok, self()}),
    gen_server:enter_loop(?MODULE, [], entered, {local, Name}).

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    ets:new(?MODULE, [public, named_table]),
    ?T(gen_server:start(?MODULE, {sleep, 500}, [{timeout, 10}])),
    ?T(gen_server:start_link(?MODULE, {sleep, 500}, [{timeout, 10}])),
    ?T(receive {'EXIT', _, R} -> R after 100 -> none end),
    ?T(gen_server:start({local, slow_one}, ?MODULE, {sleep, 500}, [{timeout, 10}])),
    ?T(until(fun() -> whereis(slow_one) end, undefined)),
    ?T(element(1, gen_server:start(?MODULE, {sleep, 10}, [{timeout, 2000}]))),
    hibernating(), names(), many(), starts().

hibernating() ->
    {ok, P} = gen_server:start_link(?MODULE, 1, [{hibernate_after, 15}]),
    ?T(gen_server:call(P, get)),
    ?T(until(fun() -> current(P) end, {erlang, hibernate, 3})),
    ?T(gen_server:call(P, {put, 2})),
    ?T(current(P) =:= {erlang, hibernate, 3}),
    ?T(gen_server:call(P, hibernate)),
    ?T(until(fun() -> current(P) end, {erlang, hibernate, 3})),
    gen_server:cast(P, {add, 5}),
    ?T(gen_server:call(P, get)),
    ?T(sys:get_state(P)),
    ?T(until(fun() -> current(P) end, {erlang, hibernate, 3})),
    ?T(sys:get_state(P)),
    ?T(catch gen_server:call(P, {silent, 1}, 1) =:= x),
    timer:sleep(60), ?T(gen_server:call(P, get)),
    ?T(gen_server:stop(P, normal, 100)).

names() ->
    Via = {via, ?MODULE, "a name"},
    {ok, P} = gen_server:start(Via, ?MODULE, v, []),
    ?T(gen_server:call(Via, get)),
    ?T(gen_server:cast(Via, {add, 1})),
    ?T(catch gen_server:start(Via, ?MODULE, v, []) =:= {error, {already_started, P}}),
    ?T(gen_server:stop({via, ?MODULE, "another"})),
    ?T(gen_server:call({via, ?MODULE, "another"}, get)),
    ?T(gen_server:cast({via, ?MODULE, "another"}, get)),
    calls(gen_server, start, [[{local, "string"}, ?MODULE, x, []], [{global_typo, n}, ?MODULE, x, []], [name, ?MODULE, x, []]]),
    ?T(gen_server:start({local, undefined}, ?MODULE, x, [])),
    {ok, L} = gen_server:start({local, with_state}, ?MODULE, {to, self()}, []),
    ?T(gen_server:call({with_state, node()}, get)),
    ?T(gen_server:start_monitor({local, with_state}, ?MODULE, x, []) =:= {error, {already_started, L}}),
    ?T(gen_server:stop(with_state, {shutdown, done}, infinity)),
    ?T(receive {terminated, Why} -> Why after 100 -> none end),
    ?T(gen_server:stop(with_state)),
    {ok, {M, Ref}} = gen_server:start_monitor(?MODULE, {to, self()}, []),
    exit(M, kill),
    ?T(receive {'DOWN', Ref, process, M, W} -> W after 100 -> none end),
    ?T(gen_server:start_monitor(?MODULE, {sleep, 100}, [{timeout, 5}])).

many() ->
    {ok, _} = gen_server:start({local, multi}, ?MODULE, 10, []),
    ?T(gen_server:multi_call(multi, get) =:= {[{node(), 10}], []}),
    ?T(gen_server:multi_call([node()], multi, {put, 20}, 1000) =:= {[{node(), 10}], []}),
    ?T(gen_server:multi_call([node()], nobody_here, get, 1000) =:= {[], [node()]}),
    ?T(gen_server:multi_call([], multi, get)),
    ?T(gen_server:multi_call([nonode@nowhere], multi, get, 1000)),
    ?T(gen_server:abcast(multi, {add, 1})),
    ?T(gen_server:abcast([node(), node()], multi, {add, 1})),
    ?T(gen_server:abcast([node()], nobody_here, {add, 1})),
    ?T(gen_server:call(multi, get)),
    ?T(gen_server:multi_call([node()], multi, {silent, 1}, 5) =:= {[], [node()]}),
    ?T(gen_server:multi_call(x, multi, get)),
    ?T(gen_server:multi_call([node()], multi, get, -1)),
    ?T(gen_server:abcast(x, multi, get)).

starts() ->
    {ok, P} = proc_lib:start_link(?MODULE, looping, [self(), looper]),
    ?T(gen_server:call(looper, get)),
    ?T(gen_server:call(P, {put, {to, self()}})),
    exit(P, shutdown),
    ?T(receive {'EXIT', P, Why} -> Why after 100 -> none end),
    ?T(receive {terminated, T} -> T after 10 -> none end),
    [begin
         {Q, Ref} = proc_lib:spawn_opt(fun() -> apply(gen_server, enter_loop, Args) end, [monitor]),
         ?T(receive {'DOWN', Ref, _, Q, W} -> show_term(case W of {Reason, [_ | _]} -> Reason; _ -> W end) after 100 -> exit(Q, kill), none end)
     end || Args <- [[?MODULE, [], s, {local, not_registered}], [?MODULE, [], s, self()], [?MODULE, [], s, {via, ?MODULE, n}], [?MODULE, [], s, 10],
                     [?MODULE, [], s, "bad"]]],
    ?T(gen_server:start(?MODULE, s, [{debug, bad}, {spawn_opt, [{priority, high}]}]) =/= x),
    ?T(gen_server:start(?MODULE, s, [{spawn_opt, [nonsense]}])),
    ?T(gen_server:start(?MODULE, s, [{spawn_opt, [monitor]}])),
    ?T(element(1, gen_server:start(?MODULE, s, [nonsense, {timeout, infinity}]))),
    ?T(gen_server:start(no_such_module_here, s, [])),
    ?T(gen_server:start(?MODULE, s, not_a_list)).
