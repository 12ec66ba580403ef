-module(otp_event_forms).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).
-include("shared/show.hrl").

init({fail, R}) -> {error, R};
init(crash) -> error(init_crash);
init({Args, Old}) -> {ok, {swapped, Args, Old}};
init(M) -> {ok, M}.
handle_event(remove, _) -> remove_handler;
handle_event({swap, A, Mod, A2}, S) -> {swap_handler, A, S, Mod, A2};
handle_event(crash, _) -> error(event_crash);
handle_event(bad, _) -> nonsense;
handle_event(E, S) when is_pid(S) -> S ! {event, E}, {ok, S};
handle_event(_, S) -> {ok, S}.
handle_call(get, S) -> {ok, S, S};
handle_call(remove, _) -> {remove_handler, removed};
handle_call(crash, _) -> error(call_crash).
handle_info(I, S) when is_pid(S) -> S ! {info, I}, {ok, S};
handle_info(_, S) -> {ok, S}.
terminate(Why, S) when is_pid(S) -> S ! {terminate, Why}, {old, Why};
terminate(_, S) -> {kept, S}.

all() -> receive M -> [case M of {terminate, {error, {W, _}}} -> {terminate, W}; {gen_event_EXIT, H, {'EXIT', {W, _}}} -> {gen_event_EXIT, H, W}; _ -> show_term(M) end | all()] after 25 -> [] end.

main() ->
    process_flag(trap_exit, true), logger:set_primary_config(level, none), Me = self(),
    {ok, E} = gen_event:start(), ?T(gen_event:add_handler(E, ?MODULE, Me)), ?T(gen_event:add_handler(E, ?MODULE, Me)), ?T(gen_event:add_handler(E, {?MODULE, 2}, Me)), ?T(gen_event:add_handler(E, {?MODULE, 3}, {fail, x})), ?T(element(1, gen_event:add_handler(E, {?MODULE, 4}, crash))), ?T(element(1, gen_event:add_handler(E, no_such_module, x))), ?T(gen_event:which_handlers(E)), ?T(gen_event:notify(E, hello)), ?T(all()), ?T(gen_event:sync_notify(E, hi)), ?T(all()), E ! raw, ?T(all()),
    ?T(gen_event:call(E, ?MODULE, get)), ?T(gen_event:call(E, nobody, get)), ?T(element(1, gen_event:call(E, ?MODULE, crash))), ?T(all()), ?T(gen_event:which_handlers(E)), ?T(gen_event:call(E, {?MODULE, 2}, remove)), ?T(all()), ?T(gen_event:add_sup_handler(E, ?MODULE, Me)), ?T(gen_event:sync_notify(E, crash)), ?T(all()), ?T(gen_event:add_sup_handler(E, ?MODULE, Me)), ?T(gen_event:sync_notify(E, remove)), ?T(all()), ?T(gen_event:add_handler(E, ?MODULE, Me)), ?T(gen_event:sync_notify(E, bad)), ?T(all()), ?T(gen_event:add_handler(E, ?MODULE, Me)), ?T(gen_event:swap_handler(E, {?MODULE, why}, {{?MODULE, s}, args})), ?T(all()), ?T(gen_event:call(E, {?MODULE, s}, get)), ?T(gen_event:swap_handler(E, {nobody, x}, {{?MODULE, t}, args2})), ?T(gen_event:call(E, {?MODULE, t}, get)), ?T(gen_event:delete_handler(E, {?MODULE, s}, del)), ?T(gen_event:delete_handler(E, {?MODULE, s}, del)), ?T(gen_event:add_handler(E, ?MODULE, Me)), ?T(gen_event:sync_notify(E, {swap, out, {?MODULE, u}, in})), ?T(all()), ?T(gen_event:call(E, {?MODULE, u}, get)),
    R = gen_event:send_request(E, {?MODULE, u}, get), ?T(gen_event:receive_response(R, 100)), ?T(gen_event:add_handler(E, ?MODULE, Me)), ?T(gen_event:stop(E)), ?T(all()), ?T(gen_event:notify(nobody, x)), ?T(gen_event:which_handlers(nobody)), {ok, L} = gen_event:start_link({local, ev}), ?T(gen_event:start({local, ev}) =/= {ok, L}), gen_event:add_handler(ev, ?MODULE, Me), exit(L, kill), ?T(all()),
    {ok, F} = gen_event:start(), H = spawn(fun() -> gen_event:add_sup_handler(F, ?MODULE, Me), receive stop -> exit(gone) end end), receive after 10 -> ok end, ?T(gen_event:which_handlers(F)), H ! stop, ?T(all()), ?T(gen_event:which_handlers(F)), ?T(sys:get_state(F)), ?T(gen_event:stop(F, shutdown, 100)).
