%% Reports of crashed processes, servers and supervisors, as the default handler's formatter words them: what is not the same in every run
%% (names of processes, sizes) is taken out.
-module(otp_crash_reports).
-compile([nowarn_export_all, export_all]).
-include("shared/show.hrl").

log(Event, #{config := Collector}) ->
    Collector ! {report, logger_formatter:format(Event, #{legacy_header => true, single_line => false, template => [pid, " ", msg, "\n"]})}, ok.

collector(Texts) ->
    receive
        {report, Text} -> collector([unicode:characters_to_list(Text) | Texts]);
        {take, From} -> From ! {reports, lists:reverse(Texts)}, collector([])
    end.

t(Name, F) ->
    io:format("---- ~0p~n", [Name]), catch F(), show_settle(), sl(), show_settle(),
    collector ! {take, self()},
    receive {reports, Texts} -> [io:format("~ts~n", [same(T)]) || T <- Texts] end.

same(Text) ->
    lists:foldl(fun({RE, By}, T) -> re:replace(T, RE, By, [global, {return, list}, unicode]) end, Text,
                [{"<0\\.\\d+\\.\\d+>", "PID"}, {"#Ref<[\\d.]+>", "REF"}, {"#Fun<([a-z_]+)[\\d.]+>", "FUN \\1"}, {"(heap_size|stack_size|reductions): \\d+", "\\1: N"}]).

main() ->
    register(collector, spawn(fun() -> collector([]) end)),
    logger:set_handler_config(default, level, none),
    ok = logger:add_handler(mine, ?MODULE, #{config => whereis(collector), filters => [{domain, {fun logger_filters:domain/2, {log, super, [otp, sasl]}}}, {none, {fun logger_filters:domain/2, {log, undefined, []}}}], filter_default => stop}),
    {P, R} = spawn_monitor(fun all/0), receive {'DOWN', R, process, P, Why} -> io:format("~p~n", [Why]) end.

%% gen_server callbacks
init({gs, ok}) -> {ok, state};
init({gs, {error, E}}) -> error(E);
init({gs, {exit, E}}) -> exit(E);
init({gs, {throw, E}}) -> throw(E);
init({gs, {stop, E}}) -> {stop, E};
init({gs, {ignore}}) -> ignore;
init({gs, bad}) -> bad_return;
init({sup, Flags, Specs}) -> {ok, {Flags, Specs}};
init({sup, bad}) -> oops;
init({ev, ok}) -> {ok, s};
init({sm, {error, E}}) -> error(E);
init({sm, {stop, E}}) -> {stop, E};
init({sm, bad}) -> bad;
init({sm, ok}) -> {ok, st, data}.
handle_call(crash, _, S) -> error(crash, [S]);
handle_call(badmatch, _, S) -> {a, _} = S, ok;
handle_call(exit, _, _) -> exit(call_exit);
handle_call(throw, _, _) -> throw(thrown);
handle_call(bad, _, _) -> bad_return;
handle_call({stop, R}, _, S) -> {stop, R, S};
handle_call({stop, R, Rep}, _, S) -> {stop, R, Rep, S};
handle_call(M, _, S) -> {reply, M, S}.
handle_cast(crash, S) -> error({cast, S});
handle_cast(undef, _) -> no_mod:no_fun(1);
handle_cast(M, S) -> {stop, M, S}.
handle_info(crash, S) -> 1 / length([S || S =:= x]);
handle_info(_, S) -> {noreply, S}.
terminate(R, _) when R =:= bad_terminate -> error(in_terminate);
terminate(_, _) -> ok.
handle_event(crash, _) -> error(event);
handle_event(bad, _) -> bad_ret;
handle_event(_, S) -> {ok, S}.
code_change(_, S, _) -> {ok, S}.

w(P) -> R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok after 2000 -> timeout end.
sl() -> receive after 5 -> show_settle() end.
gs(A) -> case gen_server:start(?MODULE, {gs, A}, []) of {ok, P} -> P; O -> O end.
gsn(N) -> {ok, P} = gen_server:start({local, N}, ?MODULE, {gs, ok}, []), P.

plain(error) -> error(plain_error);
plain(exit) -> exit(plain_exit);
plain(throw) -> throw(plain_throw);
plain(badarith) -> 1 / length(lists:seq(1, 0));
plain(fc) -> plain(nosuch, 1);
plain(undef) -> nomod:nofun(a, b);
plain(deep) -> 1 + plain(deep2);
plain(deep2) -> lists:map(fun(X) -> X + a end, [1,2]) ++ [].
plain(a, b) -> ok.

worker(normal) -> ok;
worker(R) -> receive go -> exit(R) end.
start_w(R) -> {ok, proc_lib:spawn_link(?MODULE, worker, [R])}.
start_fail(R) -> {error, R}.
start_crash(R) -> error(R).

all() ->
    process_flag(trap_exit, true),
    [t({plain, K}, fun() -> w(spawn(?MODULE, plain, [K])) end) || K <- [error, exit, throw, badarith, fc, undef, deep]],
    t(plain_fun, fun() -> w(spawn(fun() -> error(in_fun) end)) end),
    t(named, fun() -> w(spawn(fun() -> register(my_name, self()), error(in_fun) end)) end),
    [t({proc_lib, K}, fun() -> w(proc_lib:spawn(?MODULE, plain, [K])) end) || K <- [error, exit, throw, badarith, fc, undef, deep]],
    t(proc_lib_fun, fun() -> w(proc_lib:spawn(fun() -> put(key, value), self() ! msg, register(nm, self()), error({x, "str", <<"bin">>}) end)) end),
    t(proc_lib_normal, fun() -> w(proc_lib:spawn(fun() -> exit(shutdown) end)), w(proc_lib:spawn(fun() -> exit({shutdown, x}) end)) end),
    [t({init, K}, fun() -> gs(K) end) || K <- [{error, e}, {exit, e}, {throw, e}, {stop, e}, {stop, normal}, {stop, shutdown}, {ignore}, bad]],
    [t({call, K}, fun() -> P = gs(ok), catch gen_server:call(P, K), w(P) end) || K <- [crash, badmatch, exit, throw, bad, {stop, why}, {stop, normal}, {stop, shutdown}, {stop, {shutdown, x}}, {stop, why, rep}]],
    t(call_dead_client, fun() -> P = gs(ok), spawn(fun() -> gen_server:send_request(P, x) end), sl(), gen_server:cast(P, why), w(P) end),
    [t({cast, K}, fun() -> P = gsn(gs_name), gen_server:cast(P, K), w(P) end) || K <- [crash, undef, why, normal, bad_terminate]],
    [t({info, K}, fun() -> P = gs(ok), P ! K, w(P) end) || K <- [crash]],
    t(exit_linked, fun() -> P = gs(ok), exit(P, boom), w(P) end),
    t(parent, fun() -> w(spawn(fun() -> {ok, P} = gen_server:start_link(?MODULE, {gs, ok}, []), put(p, P), exit(parent_dies) end)) end),
    [t({ev, K}, fun() -> {ok, P} = gen_event:start(), gen_event:add_handler(P, ?MODULE, {ev, ok}), gen_event:notify(P, K), sl(), gen_event:stop(P) end) || K <- [crash, bad]],
    t({ev, sup}, fun() -> {ok, P} = gen_event:start({local, evn}), gen_event:add_sup_handler(P, {?MODULE, 1}, {ev, ok}), gen_event:sync_notify(P, crash), sl(), gen_event:stop(P) end),
    t({ev, nohandler}, fun() -> {ok, P} = gen_event:start(), P ! x, gen_event:call(P, nomod, x), gen_event:stop(P) end),
    S = #{intensity => 1, period => 10},
    [t({sup, N}, fun() -> {ok, P} = supervisor:start_link({local, N}, ?MODULE, {sup, S, Specs}), [begin [W ! go || {_, W, _, _} <- supervisor:which_children(P), is_pid(W)], sl() end || _ <- [1,2,3]], exit(P, shutdown), w(P) end) || {N, Specs} <- [
       {perm, [#{id => a, start => {?MODULE, start_w, [why]}}]}, {trans, [#{id => a, start => {?MODULE, start_w, [why]}, restart => transient}, #{id => b, start => {?MODULE, start_w, [normal]}, restart => transient}]},
       {temp, [#{id => a, start => {?MODULE, start_w, [why]}, restart => temporary}]}, {shut, [#{id => a, start => {?MODULE, start_w, [shutdown]}, restart => permanent}]}, {gsc, [#{id => g, start => {gen_server, start_link, [?MODULE, {gs, ok}, []]}}]}]],
    [t({supfail, N}, fun() -> supervisor:start_link(?MODULE, {sup, S, Specs}) end) || {N, Specs} <- [
       {err, [#{id => a, start => {?MODULE, start_w, [why]}}, #{id => b, start => {?MODULE, start_fail, [nope]}}]}, {crash, [#{id => b, start => {?MODULE, start_crash, [nope]}}]}, {undef, [#{id => b, start => {nomod, nofun, []}}]}, {badspec, [#{id => b}]}]],
    t(supbad, fun() -> supervisor:start_link(?MODULE, {sup, bad}) end),
    t({sup, simple}, fun() -> {ok, P} = supervisor:start_link(?MODULE, {sup, S#{strategy => simple_one_for_one}, [#{id => a, start => {?MODULE, start_w, []}}]}), {ok, C} = supervisor:start_child(P, [why]), C ! go, sl(), supervisor:start_child(P, []), sl(), exit(P, shutdown), w(P) end),
    t({sup, killed}, fun() -> {ok, P} = supervisor:start_link(?MODULE, {sup, S, [#{id => a, start => {?MODULE, start_w, [x]}, shutdown => brutal_kill}]}), [{_, C, _, _}] = supervisor:which_children(P), exit(C, kill), sl(), exit(P, kill), w(P) end),
    statems().

%% gen_statem
callback_mode() -> case persistent_term:get(sm_mode, h) of h -> handle_event_function; s -> [state_functions, state_enter] end.
handle_event(_, crash, _, _) -> error(sm_crash);
handle_event(_, exit, _, _) -> exit(sm_exit);
handle_event(_, bad, _, _) -> bad_ret;
handle_event(_, badaction, _, _) -> {keep_state_and_data, [bad_action]};
handle_event(_, {stop, R}, _, _) -> {stop, R};
handle_event(_, postpone, _, _) -> {keep_state_and_data, [postpone]};
handle_event(_, timers, _, _) -> {keep_state_and_data, [{state_timeout, 100000, x}, {{timeout, n}, 100000, y}]};
handle_event({call, F}, _, _, _) -> {keep_state_and_data, [{reply, F, ok}]}.
st(enter, _, _) -> keep_state_and_data;
st(_, crash, _) -> error(st_crash);
st({call, F}, _, _) -> {keep_state_and_data, [{reply, F, ok}]}.
terminate(bt, _, _) -> error(in_term);
terminate(_, _, _) -> ok.
s(A) -> case gen_statem:start(?MODULE, {sm, A}, []) of {ok, P} -> P; O -> O end.

statems() ->
    [t({sm_init, K}, fun() -> s(K) end) || K <- [{error, e}, {stop, e}, bad]],
    [t({sm, K}, fun() -> P = s(ok), gen_statem:cast(P, K), w(P) end) || K <- [crash, exit, bad, badaction, {stop, why}, {stop, normal}, {stop, shutdown}, {stop, bt}]],
    t({sm, queue}, fun() -> P = s(ok), gen_statem:cast(P, postpone), gen_statem:cast(P, timers), gen_statem:cast(P, crash), w(P) end),
    t({sm, call}, fun() -> P = s(ok), catch gen_statem:call(P, crash), w(P) end),
    persistent_term:put(sm_mode, s), t({sm, st}, fun() -> P = s(ok), gen_statem:cast(P, crash), w(P) end).
