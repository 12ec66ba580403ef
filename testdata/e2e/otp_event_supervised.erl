%% gen_event: supervised handlers, swaps, handlers that remove themselves, crash or return nonsense, what the manager logs and tells.
-module(otp_event_supervised).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2, code_change/3, format_status/1, log/2]).
-include("shared/show.hrl").

init({fail, R}) -> R;
init({crash, R}) -> error(R);
init({{swapped, Arg}, Given}) -> main_process ! {swapped_in, Arg, Given}, {ok, {Arg, Given}};
init({hibernating, S}) -> {ok, S, hibernate};
init(S) -> {ok, S}.

handle_event({add, N}, S) when is_integer(S) -> {ok, S + N};
handle_event({return, R}, _) -> R;
handle_event(remove, _) -> remove_handler;
handle_event(crash, S) -> error({crash, S});
handle_event(throw, S) -> throw({ok, {thrown, S}});
handle_event({swap, Args, Handler, Args2}, S) -> {swap_handler, Args, S, Handler, Args2};
handle_event({tell, To}, S) -> To ! {event, S}, {ok, S};
handle_event(_, S) -> {ok, S}.

handle_call(get, S) -> {ok, S, S};
handle_call(hibernate, S) -> {ok, sleeping, S, hibernate};
handle_call(remove, S) -> {remove_handler, {removed, S}};
handle_call({swap, Handler}, S) -> {swap_handler, swapping, by_call, S, Handler, to_new};
handle_call({return, R}, _) -> R;
handle_call(exit, _) -> exit(in_call).

handle_info(Info, S) -> main_process ! {info, Info, S}, {ok, S}.
terminate(by_call, S) -> main_process ! {terminate, by_call, S}, {given, S};
terminate(Why, S) -> main_process ! {terminate, short(Why), S}, {terminated, S}.
code_change(V, S, X) -> {ok, {V, S, X}}.
format_status(#{state := S} = Status) -> Status#{state := {formatted, S}}.

short({error, {'EXIT', {R, [_ | _]}}}) -> {error, R};
short({error, {'EXIT', R}}) -> {error, R};
short(X) -> show_term(X).

log(#{level := Level, msg := {report, #{label := Label, handler := H, reason := R} = Report}}, _) ->
    main_process ! {logged, Level, Label, H, case R of {'EXIT', {W, [_ | _]}} -> {'EXIT', W}; _ -> R end, maps:get(state, Report), maps:get(last_message, Report)};
log(#{level := Level, msg := {report, #{label := Label, message := M, handler := H}}}, _) -> main_process ! {logged, Level, Label, H, M};
log(_, _) -> ok.

all() -> show_settle(), taken().
taken() -> receive {gen_event_EXIT, H, W} -> [{gen_event_EXIT, H, short_exit(W)} | taken()]; M -> [show_term(M) | taken()] after 0 -> [] end.
short_exit({'EXIT', {W, [_ | _]}}) -> {'EXIT', W};
short_exit(W) -> show_term(W).

main() ->
    register(main_process, self()),
    process_flag(trap_exit, true),
    ok = logger:add_handler(own, ?MODULE, #{}),
    ok = logger:remove_handler(default),
    {ok, E} = gen_event:start_link({local, mgr}, [{hibernate_after, 1000}]),
    ?T(gen_event:start({local, mgr}) =:= {error, {already_started, E}}),
    ?T(gen_event:which_handlers(mgr)),
    A = {?MODULE, a}, B = {?MODULE, b},
    ?T(gen_event:add_handler(mgr, A, 1)), ?T(gen_event:add_handler(mgr, A, 1)), ?T(gen_event:add_sup_handler(E, B, 10)),
    ?T(gen_event:add_handler(mgr, {?MODULE, h}, {hibernating, 5})), ?T(gen_event:which_handlers(mgr)),
    [?T(begin X = gen_event:add_handler(mgr, {?MODULE, x}, I), case X of {'EXIT', {R, [_ | _]}} -> {'EXIT', R}; _ -> X end end) ||
        I <- [{fail, no}, {fail, {error, why}}, {crash, oops}, {fail, ignore}]],
    ?T(element(1, gen_event:add_handler(mgr, no_such_module, x))),
    ?T(gen_event:notify(mgr, {add, 5})), ?T(gen_event:sync_notify(mgr, {add, 5})),
    ?T([gen_event:call(mgr, H, get) || H <- [A, B, {?MODULE, h}, {?MODULE, none}, none]]),
    E ! info, ?T(gen_event:sync_notify(E, nothing)), ?T(all()),
    ?T(gen_event:call(mgr, A, hibernate)), ?T(gen_event:call(mgr, A, {return, nonsense})), ?T(all()), ?T(gen_event:which_handlers(mgr)),
    ?T(gen_event:call(mgr, {?MODULE, h}, exit)), ?T(all()),
    ?T(gen_event:call(mgr, B, remove)), ?T(all()), ?T(gen_event:which_handlers(mgr)),
    [begin
         ?T(gen_event:add_sup_handler(mgr, B, 1)), ?T(gen_event:sync_notify(mgr, Event)), ?T(all()), ?T(gen_event:which_handlers(mgr)),
         gen_event:delete_handler(mgr, B, cleanup), all()
     end || Event <- [remove, crash, throw, {return, bad}, {swap, left, {?MODULE, c}, {swapped, joined}}, {swap, left, {no_such_module, c}, x}]],
    ?T(gen_event:delete_handler(mgr, {?MODULE, c}, bye)), ?T(all()),
    ?T(gen_event:delete_handler(mgr, {?MODULE, c}, bye)),
    swaps(), owners(), sys_calls(E), requests(E),
    ?T(gen_event:stop(mgr, normal, 500)), ?T(all()), ?T(gen_event:notify(mgr, x)), ?T(gen_event:sync_notify(mgr, x)), ?T(gen_event:call(mgr, A, get)).

swaps() ->
    A = {?MODULE, a}, N = {?MODULE, new},
    ?T(gen_event:add_handler(mgr, A, 3)),
    ?T(gen_event:swap_handler(mgr, {A, by_call}, {N, {swapped, fresh}})), ?T(all()), ?T(gen_event:call(mgr, N, get)),
    ?T(gen_event:swap_sup_handler(mgr, {N, other}, {A, {swapped, again}})), ?T(all()),
    ?T(gen_event:call(mgr, A, {swap, N})), ?T(all()), ?T(gen_event:which_handlers(mgr)),
    ?T(gen_event:swap_handler(mgr, {{?MODULE, missing}, x}, {N, {swapped, y}})), ?T(all()),
    ?T(gen_event:swap_handler(mgr, {{?MODULE, missing}, x}, {A, {swapped, y}})), ?T(all()),
    ?T(gen_event:swap_handler(mgr, {A, x}, {{?MODULE, z}, {swapped, {fail, z}}})), ?T(all()),
    ?T([gen_event:delete_handler(mgr, H, end_of_swaps) || H <- gen_event:which_handlers(mgr)]), ?T(all()).

%% A supervised handler goes when its owner goes.
owners() ->
    [begin
         {P, R} = spawn_monitor(fun() -> ok = gen_event:add_sup_handler(mgr, {?MODULE, Why}, 0), receive go -> exit(Why) end end),
         P ! go, ?T(receive {'DOWN', R, _, _, W} -> W end), ?T(all()), ?T(gen_event:which_handlers(mgr))
     end || Why <- [normal, shutdown, {shutdown, x}, killed_it]].

sys_calls(E) ->
    ?T(gen_event:add_handler(mgr, ?MODULE, state)),
    ?T(sys:get_state(E)),
    ?T(sys:replace_state(E, fun({?MODULE, false, S}) -> {?MODULE, false, {new, S}} end)),
    {status, _, {module, gen_event}, [_, running, _, _, [Header | Rest]]} = sys:get_status(E),
    ?T(Header),
    ?T([show_term(R) || R <- Rest]),
    ?T(sys:suspend(E)), gen_event:notify(E, {tell, self()}), ?T(all()),
    ?T(sys:change_code(E, ?MODULE, v, extra)), ?T(sys:resume(E)), ?T(all()),
    ?T(gen_event:delete_handler(mgr, ?MODULE, done)), ?T(all()).

requests(E) ->
    ok = gen_event:add_handler(E, ?MODULE, 7),
    ?T(gen_event:wait_response(gen_event:send_request(E, ?MODULE, get), 500)),
    ?T(gen_event:receive_response(gen_event:send_request(E, none, get), 500)),
    Ids = gen_event:send_request(E, ?MODULE, remove, last, gen_event:send_request(E, ?MODULE, get, first, gen_event:reqids_new())),
    {R1, first, Ids1} = gen_event:receive_response(Ids, 500, true),
    {R2, last, Ids2} = gen_event:receive_response(Ids1, 500, true),
    ?T({R1, R2, gen_event:reqids_size(Ids2)}), ?T(all()).
