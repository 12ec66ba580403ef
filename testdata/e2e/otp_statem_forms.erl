-module(otp_statem_forms).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3]).
-include("shared/show.hrl").

callback_mode() -> [handle_event_function, state_enter].
init({stop, R}) -> {stop, R};
init(ignore) -> ignore;
init(bad) -> nonsense;
init(Main) -> {ok, idle, Main, [{next_event, internal, first}]}.

handle_event(enter, Old, New, M) -> M ! {enter, Old, New}, keep_state_and_data;
handle_event(internal, E, S, M) -> M ! {internal, E, S}, keep_state_and_data;
handle_event({call, F}, {do, Actions}, _, M) -> {keep_state, M, [{reply, F, ok} | Actions]};
handle_event({call, F}, {go, S}, S, M) -> {repeat_state, M, [{reply, F, same}]};
handle_event({call, F}, {go, S}, _, M) -> {next_state, S, M, [{reply, F, went}]};
handle_event({call, F}, {go, S, Actions}, _, M) -> {next_state, S, M, [{reply, F, went} | Actions]};
handle_event({call, _}, postponed, idle, _) -> {keep_state_and_data, [postpone]};
handle_event({call, F}, postponed, S, _) -> {keep_state_and_data, [{reply, F, {in, S}}]};
handle_event({call, F}, {stop, R}, _, M) -> {stop_and_reply, R, [{reply, F, bye}], M};
handle_event({call, _}, crash, _, _) -> error(crashed);
handle_event({call, _}, bad_return, _, _) -> nonsense;
handle_event({call, _}, bad_action, _, M) -> {keep_state, M, [{reply, x}]};
handle_event(cast, {send, X}, S, M) -> M ! {cast, X, S}, keep_state_and_data;
handle_event(Type, Content, S, M) -> M ! {Type, Content, S}, keep_state_and_data.

terminate(R, S, M) when is_pid(M) -> M ! {terminate, case R of {A, _} -> A; _ -> R end, S};
terminate(_, _, _) -> ok.

all() -> timer:sleep(25), show_settle(), taken().
taken() -> receive M -> [show_term(M) | taken()] after 0 -> [] end.

main() ->
    process_flag(trap_exit, true), logger:set_primary_config(level, none), Me = self(),
    ?T(gen_statem:start(?MODULE, {stop, why}, [])), ?T(gen_statem:start(?MODULE, ignore, [])), ?T(gen_statem:start(?MODULE, bad, [])), ?T(gen_statem:start_link(?MODULE, {stop, why}, [])), ?T(all()),
    {ok, P} = gen_statem:start(?MODULE, Me, []), ?T(all()), C = fun(X) -> show_outcome(fun() -> gen_statem:call(P, X, 500) end) end,
    ?T(C({go, busy})), ?T(all()), ?T(C({go, busy})), ?T(all()), ?T(C({go, idle})), ?T(all()), ?T(C({do, [{state_timeout, 5, st}]})), ?T(all()), ?T(C({do, [{state_timeout, 50, st}]})), ?T(C({go, busy})), ?T(all()), ?T(C({do, [{timeout, 5, ev}]})), ?T(all()), ?T(C({do, [{{timeout, nm}, 5, gen}]})), ?T(all()), ?T(C({do, [{{timeout, nm}, 50, gen}]})), ?T(C({do, [{{timeout, nm}, cancel}]})), ?T(all()), ?T(C({do, [{{timeout, nm}, 50, old}]})), ?T(C({do, [{{timeout, nm}, update, new}]})), ?T(begin receive after 60 -> ok end, all() end), ?T(C({do, [{next_event, cast, {send, inserted}}, {next_event, info, i}]})), ?T(all()),
    gen_statem:cast(P, {send, 1}), P ! plain, ?T(all()), ?T(C({go, idle, [{state_timeout, 0, zero}]})), ?T(all()), Q = spawn(fun() -> Me ! {late, gen_statem:call(P, postponed)} end), ?T(all()), ?T(C({go, busy})), ?T(all()), ?T(is_process_alive(Q)), R = gen_statem:send_request(P, postponed), ?T(gen_statem:wait_response(R, 200)), R2 = gen_statem:send_request(P, postponed), ?T(receive X -> gen_statem:check_response(X, R2) end), ?T(sys:get_state(P) =:= {busy, Me}), ?T(element(1, sys:replace_state(P, fun({_, D}) -> {replaced, D} end))), ?T(sys:suspend(P)), gen_statem:cast(P, {send, held}), ?T(all()), ?T(sys:resume(P)), ?T(all()), ?T(C({do, [hibernate]})), ?T(gen_statem:call(P, {go, idle}, {clean_timeout, 100})), ?T(all()), ?T(C({stop, normal})), ?T(all()), ?T(C(x)), ?T(gen_statem:stop(P)),
    [begin {ok, P2} = gen_statem:start(?MODULE, Me, []), M2 = monitor(process, P2), all(), io:format("~w ~tp ~tp~n", [What, show_outcome(fun() -> gen_statem:call(P2, What) end), lists:sort([case X of {'DOWN', _, _, _, {W, _}} -> {down, W}; _ -> X end || X <- all()])]), demonitor(M2) end || What <- [bad_return, bad_action, {do, [{state_timeout, -1, x}]}, {do, [nonsense]}, {do, [{reply, a, b}]}, {go, undefined_x}]],
    ?T(gen_statem:call(nobody, x)), ?T(gen_statem:cast(nobody, x)), ?T(gen_statem:start({local, taken}, ?MODULE, Me, []) =/= x), ?T(element(1, gen_statem:start({local, taken}, ?MODULE, Me, []))), ?T(gen_statem:reply({self(), tag}, answer)), ?T(all() =/= []).
