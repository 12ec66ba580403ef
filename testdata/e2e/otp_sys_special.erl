%% A special process, without a behaviour: system messages, its own debug output, parents, code changes, as the design principles have it.
-module(otp_sys_special).
-export([main/0, start/1, init/2, system_continue/3, system_terminate/4, system_code_change/4, system_get_state/1, system_replace_state/2, format_status/2]).
-include("shared/show.hrl").

start(Opts) -> proc_lib:start_link(?MODULE, init, [self(), Opts]).
init(Parent, Opts) ->
    process_flag(trap_exit, true),
    Debug = sys:debug_options(proplists:get_value(debug, Opts, [])),
    proc_lib:init_ack(Parent, {ok, self()}),
    loop(Parent, Debug, #{n => 0, held => queue:new()}).

loop(Parent, Debug, #{n := N} = S) ->
    receive
        {system, From, Request} -> sys:handle_system_msg(Request, From, Parent, ?MODULE, Debug, S);
        {'EXIT', Parent, Why} -> main_process ! {parent_gone, Why}, exit(Why);
        {add, X} ->
            D1 = sys:handle_debug(Debug, fun write/3, special, {in, {add, X}}),
            D2 = sys:handle_debug(D1, fun write/3, special, {now, N + X}),
            loop(Parent, D2, S#{n := N + X});
        {get, From} -> From ! {value, N}, loop(Parent, sys:handle_debug(Debug, fun write/3, special, {out, N, From}), S);
        {hand_over, State} -> loop(Parent, Debug, State);
        {debug, From} -> From ! {debug, [element(1, D) || D <- Debug]}, loop(Parent, Debug, S);
        Other -> loop(Parent, sys:handle_debug(Debug, fun write/3, special, {unknown, Other}), S)
    end.

write(Device, {out, N, _}, Name) -> io:format(Device, "~p tells ~p~n", [Name, N]);
write(Device, Event, Name) -> io:format(Device, "~p: ~p~n", [Name, Event]).

system_continue(Parent, Debug, S) -> main_process ! continued, loop(Parent, Debug, S).
system_terminate(Why, _, _, #{n := N}) -> main_process ! {terminated, Why, N}, exit(Why).
system_code_change(#{n := N} = S, Module, Version, Extra) -> main_process ! {code_change, Module, Version}, case Extra of fail -> {error, N}; crash -> error(N); _ -> {ok, S#{n := {Extra, N}}} end.
system_get_state(#{n := N}) -> {ok, N}.
system_replace_state(F, #{n := N} = S) -> M = F(N), {ok, {was, N}, S#{n := M}}.
format_status(Opt, [_, SysState, _, Debug, #{n := N}]) -> {Opt, SysState, length(Debug), N}.

get_value(P) -> P ! {get, self()}, receive {value, N} -> N after 3000 -> no_answer end.
all() -> show_settle(), taken().
taken() -> receive M -> [show_term(M) | taken()] after 0 -> [] end.

main() ->
    register(main_process, self()),
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    {ok, P} = start([{debug, [trace, {log, 4}]}]),
    P ! {add, 5}, P ! nonsense, ?T(get_value(P)),
    ?T(sys:get_state(P)), ?T(sys:replace_state(P, fun(N) -> N * 2 end)), ?T(get_value(P)), ?T(sys:replace_state(P, fun(_) -> throw(x) end)), ?T(all()),
    ?T(sys:log(P, print)), ?T(sys:log(P, get)), ?T(sys:trace(P, false)), ?T(sys:log(P, {true, 10})), ?T(begin P ! {debug, self()}, all() end),
    {status, _, {module, M}, Items} = sys:get_status(P), ?T({M, length(Items), lists:last(Items)}),
    ?T(sys:suspend(P)), P ! {add, 1}, ?T(get_value(P)), ?T(sys:get_state(P)), {status, _, _, Items2} = sys:get_status(P), ?T(lists:last(Items2)),
    ?T(sys:change_code(P, new_module, "1.0", extra)), ?T(sys:change_code(P, new_module, "1.1", fail)), ?T(element(1, sys:change_code(P, new_module, "1.1", crash))), ?T(all()),
    ?T(sys:replace_state(P, fun({extra, N}) -> N end)), ?T(sys:resume(P)), ?T(all()), ?T(get_value(P)),
    ?T(sys:install(P, fun_spec(counter, 0))), P ! {add, 1}, P ! {add, 1}, ?T(get_value(P)), ?T(all()), ?T(begin P ! {debug, self()}, all() end),
    ?T(sys:install(P, fun_spec(counter, 100))), P ! {add, 1}, ?T(all()), ?T(sys:remove(P, counter)), ?T(begin P ! {debug, self()}, all() end),
    ?T(sys:statistics(P, true)), P ! {add, 1}, ?T(get_value(P)), {ok, St} = sys:statistics(P, get), ?T(lists:sort([{K, V} || {K, V} <- St, is_integer(V), K =/= reductions])), ?T(sys:no_debug(P)), ?T(begin P ! {debug, self()}, all() end),
    ?T(sys:terminate(P, finished)), ?T(all()),
    parents(), timeouts(), misuse().

fun_spec(Id, N0) -> {Id, fun(N, _, Name) -> main_process ! {Id, Name, N}, if N >= 3, N < 100 -> done; true -> N + 1 end end, N0}.

parents() ->
    Me = self(),
    {Parent, R} = spawn_monitor(fun() -> {ok, P} = start([]), Me ! {child, P}, receive {exit, Why} -> exit(Why) end end),
    P = receive {child, C} -> C end,
    Parent ! {exit, leaving}, ?T(receive {'DOWN', R, _, _, W} -> W end), ?T(all()), ?T(is_process_alive(P)),
    %% A suspended process looks after its parent too.
    {Parent2, _} = spawn_monitor(fun() -> {ok, Q} = start([]), ok = sys:suspend(Q), Me ! {child, Q}, receive {exit, Why} -> exit(Why) end end),
    Q = receive {child, C2} -> C2 end, link(Q),
    Parent2 ! {exit, leaving_again}, ?T(all()), ?T(is_process_alive(Q)).

timeouts() ->
    Deaf = spawn_link(fun() -> receive never -> ok end end),
    ?T(sys:suspend(Deaf, 5)), ?T(sys:get_state(Deaf, 5)), ?T(sys:get_status(Deaf, 0)), ?T(sys:terminate(Deaf, x, 5)), ?T(length(element(2, process_info(Deaf, messages)))), exit(Deaf, kill), all(),
    %% The old way: no system_get_state.
    {ok, P} = start([]), ?T(sys:get_state(P, infinity)), exit(P, kill), ?T(all()).

misuse() ->
    {ok, P} = start([]),
    ?T(sys:log(P, nonsense)), ?T(sys:statistics(P, nonsense)), ?T(sys:trace(P, nonsense)), ?T(sys:log_to_file(P, 5)), ?T(sys:install(P, {1, 2, 3, 4})), ?T(all()),
    exit(P, kill), all(),
    ?T(sys:debug_options([nonsense, {log, x}])), ?T([element(1, D) || D <- sys:debug_options([{log, 1}, statistics, trace, statistics])]), ?T(sys:handle_debug(nonsense, f, n, e)).
