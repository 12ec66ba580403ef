%% gen_statem: other callback modules, pushed and popped; state enter calls; events of any term as state; enter_loop; status.
-module(otp_statem_modules).
-export([main/0, init/1, callback_mode/0, handle_event/4, terminate/3, code_change/4, format_status/1, looping/1]).
-include("shared/show.hrl").

callback_mode() -> [state_enter, handle_event_function].
init(To) -> {ok, {tuple, 1}, To}.

handle_event(enter, Old, New, To) -> To ! {enter, Old, New}, entered(New);
handle_event({call, F}, {go, S}, _, To) -> {next_state, S, To, {reply, F, ok}};
handle_event({call, F}, repeat, _, _) -> {repeat_state_and_data, {reply, F, again}};
handle_event({call, F}, {repeat, D}, _, _) -> {repeat_state, D, [{reply, F, again}]};
handle_event({call, F}, {act, Actions}, _, _) -> {keep_state_and_data, [{reply, F, ok} | Actions]};
handle_event({call, F}, where, S, _) -> {keep_state_and_data, [{reply, F, {?MODULE, S}}]};
handle_event({call, _}, Held, #{hold := true}, To) -> To ! {held, Held}, {keep_state_and_data, postpone};
handle_event({call, F}, X, S, _) -> {keep_state_and_data, [{reply, F, {X, S}}]};
handle_event(state_timeout, X, S, To) -> To ! {state_timeout, X, S}, keep_state_and_data;
handle_event(Type, X, S, To) -> To ! {Type, X, S}, keep_state_and_data.

entered({with_timeout, Ms}) -> {keep_state_and_data, [{state_timeout, Ms, entered}]};
entered({insert, _}) -> {keep_state_and_data, [{next_event, info, not_allowed_here}]};
entered({postpone, _}) -> {keep_state_and_data, [postpone]};
entered({next, S}) -> {next_state, S, moved};
entered({stop, R}) -> {stop, R};
entered(_) -> keep_state_and_data.

terminate(_, S, To) when is_pid(To) -> To ! {terminate, S};
terminate(_, _, _) -> ok.
code_change(V, S, D, {state, New}) -> D ! {code_change, V, S}, {ok, New, D};
code_change(_, _, _, Extra) -> Extra.
format_status(#{state := S, data := _} = Status) -> Status#{state := {shown, S}, data := hidden}.

looping(To) ->
    proc_lib:init_ack({ok, self()}),
    gen_statem:enter_loop(?MODULE, [], {looped, in}, To, [{next_event, cast, of_loop}]).

all() -> timer:sleep(8), show_settle(), taken().
taken() -> receive M -> [short(M) | taken()] after 0 -> [] end.
short({'DOWN', _, _, _, {Why, [_ | _]}}) -> {down, show_term(Why)};
short({'DOWN', _, _, _, Why}) -> {down, show_term(Why)};
short(M) -> show_term(M).
start() -> {ok, {P, _}} = gen_statem:start_monitor(?MODULE, self(), []), all(), P.

%% A module for change_callback_module, made here.
other_module() ->
    Forms = [begin {ok, T, _} = erl_scan:string(Text), {ok, F} = erl_parse:parse_form(T), F end ||
                Text <- ["-module(otp_statem_modules_other).", "-export([callback_mode/0, quiet/3, loud/3, terminate/3]).",
                         "callback_mode() -> state_functions.",
                         "quiet({call, F}, where, D) -> {keep_state, D, {reply, F, {other, quiet}}};"
                         "quiet({call, F}, {act, A}, D) -> {keep_state, D, [{reply, F, acting} | A]};"
                         "quiet({call, F}, {go, S, A}, D) -> {next_state, S, D, [{reply, F, going} | A]};"
                         "quiet(info, X, D) -> D ! {other, X}, keep_state_and_data.",
                         "loud(enter, Old, D) -> D ! {never, Old}, keep_state_and_data;"
                         "loud({call, F}, where, _) -> {keep_state_and_data, {reply, F, {other, loud}}};"
                         "loud({call, F}, {act, A}, D) -> {next_state, {tuple, back}, D, [{reply, F, acting} | A]}.",
                         "terminate(_, S, D) -> D ! {other_terminate, S}."]],
    {ok, M, Bin} = compile:forms(Forms),
    {module, M} = code:load_binary(M, "", Bin),
    M.

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    P = start(),
    Call = fun(Q, X) -> io:format("~p~n", [show_term(X)]), A = show_outcome(fun() -> gen_statem:call(Q, X, 500) end), io:format("  ~p~n  ~p~n", [A, all()]) end,
    [Call(P, X) || X <- [where, {go, {a, state}}, {go, 5}, {go, "text"}, {go, 5}, repeat, {go, #{hold => true}}, {go, {with_timeout, 3}}, {act, [{state_timeout, 3, own}]},
                         {act, [{state_timeout, update, x}, {state_timeout, 2, y}]}, {act, [{state_timeout, 5, gone}, {state_timeout, cancel}]}, {repeat, self()}]],
    [begin Q = start(), Call(Q, {go, S}) end || S <- [{insert, x}, {postpone, x}, {next, x}, {stop, {shutdown, entered}}, {stop, badly}]],
    Call(P, {go, #{hold => true}}),
    R1 = gen_statem:send_request(P, one), R2 = gen_statem:send_request(P, two),
    ?T(all()),
    gen_statem:call(P, {go, next}),
    ?T([gen_statem:wait_response(R, 500) || R <- [R1, R2]]),
    ?T(all()),
    M = other_module(),
    Call(P, {act, [{push_callback_module, M}, {next_event, info, too_early}]}),
    Q = start(),
    Call(Q, {go, quiet}),
    [Call(Q, X) || X <- [{act, [{push_callback_module, M}]}, where, {act, [{next_event, info, hello}]}, {go, loud, []}, where,
                         {act, [pop_callback_module]}, where, {go, loud}, {act, [{change_callback_module, M}]}, where, {act, [{change_callback_module, ?MODULE}]},
                         {act, [pop_callback_module]}]],
    Q2 = start(),
    ?T(gen_statem:call(Q2, {act, [{change_callback_module, no_such_module_here}]})),
    ?T([receive M1 -> short(M1) after 1000 -> none end || _ <- [terminate, down]]),
    code(), loops().

code() ->
    P = start(),
    ?T(sys:suspend(P)),
    ?T(sys:change_code(P, ?MODULE, "v1", {state, changed})), ?T(all()),
    ?T(sys:change_code(P, ?MODULE, "v2", {ok, only_state})),
    ?T(sys:change_code(P, ?MODULE, "v2", {error, refused})),
    ?T(sys:get_state(P) =:= {changed, self()}),
    ?T(sys:resume(P)), ?T(all()),
    ?T(gen_statem:call(P, where)),
    {status, _, {module, Module}, [_, running, _, _, Misc]} = sys:get_status(P),
    ?T(Module),
    ?T([show_term(lists:keydelete("Parent", 1, D)) || {data, D} <- Misc]),
    ?T(sys:replace_state(P, fun({S, D}) -> {{replaced, S}, D} end) =/= x), ?T(all()),
    ?T(gen_statem:call(P, where)),
    ?T(gen_statem:stop(P, {shutdown, enough}, 500)), ?T(all()).

loops() ->
    {ok, P} = proc_lib:start_link(?MODULE, looping, [self()]),
    ?T(gen_statem:call(P, where)), ?T(all()),
    exit(P, shutdown), ?T(all()),
    [begin
         {Q, _} = proc_lib:spawn_opt(fun() -> apply(gen_statem, enter_loop, Args) end, [monitor]),
         ?T(all()), exit(Q, kill), ?T(all())
     end || Args <- [[?MODULE, [], s, self(), {local, no_name}], [?MODULE, [], s, self(), {local, no_name}, []], [?MODULE, [], s, self(), bad_action],
                     [?MODULE, [bad_option], s, self()]]].
