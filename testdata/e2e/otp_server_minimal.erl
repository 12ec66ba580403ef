%% gen_server modules with only some callbacks: what stands in for the others, what is logged for it.
-module(otp_server_minimal).
-export([main/0, init/1, handle_call/3, handle_cast/2, log/2]).
-include("shared/show.hrl").

init({ok, S}) -> {ok, S};
init({timeout, S}) -> {ok, S, 0};
init({continue, S}) -> {ok, S, {continue, missing}};
init({hibernate, S}) -> {ok, S, hibernate};
init({return, R}) -> R;
init({do, F}) -> F().

handle_call(get, _, S) -> {reply, S, S};
handle_call({return, R}, _, _) -> R;
handle_call({do, F}, From, S) -> F(From, S).
handle_cast({return, R}, _) -> R;
handle_cast({put, S}, _) -> {noreply, S}.

log(#{level := Level, msg := {report, #{label := Label} = Report}}, #{config := To}) ->
    To ! {logged, Level, Label, maps:with([modules, last_message, message, state, reason, client_info, name, action], Report)};
log(_, _) -> ok.

%% Reports and ends, with what differs from run to run taken out.
got() -> timer:sleep(5), show_settle(), taken().

taken() ->
    receive
        {logged, Level, Label, Report} -> [{Level, Label, maps:map(fun clean/2, Report)} | taken()];
        {'EXIT', _, Why} -> [{'EXIT', clean(reason, Why)} | taken()];
        M -> [show_term(M) | taken()]
    after 0 -> []
    end.

clean(client_info, {_, {_, _}}) -> 'a client';
clean(name, P) when is_pid(P) -> 'a pid';
clean(reason, {R, [{M, F, A, _} | _]}) -> {show_term(R), {M, F, if is_list(A) -> length(A); true -> A end}};
clean(_, X) -> show_term(X).

call(P, R) ->
    try gen_server:call(P, R, 1000)
    catch exit:{Why, {gen_server, call, [_ | Rest]}} -> {exit, clean(reason, Why), show_term(Rest)}
    end.

main() ->
    process_flag(trap_exit, true),
    ok = logger:add_handler(own, ?MODULE, #{config => self()}),
    ok = logger:remove_handler(default),
    {ok, P} = gen_server:start_link(?MODULE, {ok, 1}, []),
    P ! unexpected,
    ?T(call(P, get)),
    ?T(got()),
    gen_server:cast(P, {put, 2}),
    ?T(call(P, {return, {reply, now_3, 3}})),
    ?T(call(P, {return, {reply, to_be_told, 4, 0}})),
    ?T(got()),
    ?T(gen_server:stop(P)),
    ?T(got()),
    [begin
         io:format("~p~n", [Init]),
         ?T(start(Init)),
         ?T(got())
     end || Init <- [{timeout, s}, {continue, s}, {hibernate, s}, {return, ignore}, {return, {stop, normal}}, {return, {stop, shutdown}},
                     {return, {stop, {shutdown, why}}}, {return, {stop, why}}, {return, {error, refused}}, {return, {ok, s, x}},
                     {return, {ok, s, -1}}, {return, {ok}}, {return, nonsense}, nothing_matches,
                     {do, fun() -> exit(in_init) end}, {do, fun() -> throw({stop, thrown}) end}, {do, fun() -> throw(ball) end},
                     {do, fun() -> exit(normal) end}, {do, fun() -> error({badarg, x}) end}]],
    [begin
         {ok, Q} = gen_server:start_link(?MODULE, {ok, state}, []),
         ?T(call(Q, {return, Return})),
         ?T(got())
     end || Return <- [{stop, normal, reply, s2}, {stop, {shutdown, x}, reply, s2}, {stop, why, s2}, {reply, r}, {noreply, s, 1, 2}, ok,
                       {stop, normal}, {reply, r, s, {continue, x}}]],
    [begin
         {ok, Q} = gen_server:start_link(?MODULE, {ok, state}, []),
         gen_server:cast(Q, {return, Return}),
         ?T(got())
     end || Return <- [{stop, normal, s}, {stop, shutdown, s}, {stop, why, s}, {reply, a, s}, oops]],
    {ok, Q} = gen_server:start_link(?MODULE, {ok, state}, []),
    ?T(call(Q, unknown)),
    ?T(got()),
    {ok, Q2} = gen_server:start_link(?MODULE, {ok, state}, []),
    gen_server:cast(Q2, unknown),
    ?T(got()),
    {ok, Q3} = gen_server:start_link(?MODULE, {ok, state}, []),
    ?T(call(Q3, {do, fun(From, S) -> gen_server:reply(From, early), {reply, twice, S} end})),
    ?T(show_term(element(2, process_info(self(), messages)))),
    ?T(call(Q3, {do, fun(_, _) -> throw({reply, thrown, s3}) end})),
    ?T(call(Q3, get)),
    exit(Q3, normal),
    exit(Q3, kill_it),
    ?T(got()),
    {ok, Q4} = gen_server:start_link(?MODULE, {ok, state}, []),
    exit(Q4, parent_says),
    ?T(got()).

start(Init) ->
    case gen_server:start_link(?MODULE, Init, []) of
        {ok, _} when Init =:= {continue, s} -> ok;
        {ok, P} -> call(P, get);
        {error, Why} -> {error, clean(reason, Why)};
        Other -> Other
    end.
