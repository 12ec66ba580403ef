%% sys on a gen_server: tracing, logs, statistics, own debug functions, state and status, suspending, code changes, ends.
-module(otp_server_debug).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, code_change/3, format_status/1]).
-include("shared/show.hrl").

init(S) -> {ok, S}.
handle_call({add, N}, _, S) -> {reply, S + N, S + N};
handle_call(later, From, S) -> self() ! {answer, From}, {noreply, S}.
handle_cast({set, S}, _) -> {noreply, S}.
handle_info({answer, From}, S) -> gen_server:reply(From, answered), {noreply, S};
handle_info(_, S) -> {noreply, S}.
terminate(_, _) -> ok.
code_change({down, V}, S, Extra) -> {ok, {down, V, S, Extra}};
code_change(undefined, _, Extra) -> {error, Extra};
code_change(fail, _, Extra) -> error(Extra);
code_change(V, S, Extra) -> {ok, {V, S, Extra}}.
format_status(#{state := hide} = Status) -> Status#{state := hidden, message => none};
format_status(#{state := crash}) -> error(in_format_status);
format_status(#{state := bad}) -> not_a_map;
format_status(Status) -> Status.

main() ->
    logger:set_primary_config(level, none),
    group_leader(spawn_link(fun() -> masked(group_leader()) end), self()),
    {ok, P} = gen_server:start({local, watched}, ?MODULE, 0, [{debug, [trace, statistics, {log, 5}]}]),
    ?T(gen_server:call(P, {add, 3})),
    gen_server:cast(P, {set, 10}),
    P ! info,
    ?T(gen_server:call(P, {add, 2})),
    ?T(sys:trace(P, false)),
    ?T(gen_server:call(P, {add, 1})),
    {ok, Statistics} = sys:statistics(P, get),
    ?T([lists:keyfind(K, 1, Statistics) || K <- [messages_in, messages_out]]),
    ?T([K || {K, _} <- Statistics]),
    ?T(sys:statistics(P, false)),
    ?T(sys:statistics(P, get)),
    ?T(sys:statistics(P, false)),
    {ok, Log} = sys:log(P, get),
    ?T([{element(1, E), tuple_size(E)} || E <- Log]),
    ?T(sys:log(P, print)),
    ?T(sys:log(P, {true, 2})),
    gen_server:cast(P, {set, 11}), gen_server:cast(P, {set, 12}), gen_server:cast(P, {set, 13}),
    ?T(sys:log(P, get)),
    ?T(sys:log(P, false)),
    ?T(sys:log(P, get)),
    ?T(sys:log(P, print)),
    ?T(sys:log_to_file(P, false)),
    functions(P), status(P), suspended(P), code(P), ends(P).

%% A group leader that hides who called.
masked(To) ->
    receive
        {io_request, From, As, {put_chars, unicode, M, F, A}} ->
            Text = unicode:characters_to_binary(apply(M, F, A)),
            To ! {io_request, From, As, {put_chars, unicode, re:replace(Text, "<[0-9.]+>", "PID", [global, unicode, {return, binary}])}};
        Message -> To ! Message
    end,
    masked(To).

functions(P) ->
    Me = self(),
    F = fun(done, _, _) -> done; (N, Event, Extra) -> Me ! {N, show_term(Event), Extra}, case N of 3 -> done; _ -> N + 1 end end,
    ?T(sys:install(P, {F, 1})),
    ?T(sys:install(P, {other, fun(_, _, _) -> exit(oops) end, s})),
    [gen_server:cast(P, {set, N}) || N <- [1, 2, 3, 4]],
    ?T(gen_server:call(P, {add, 0})),
    ?T(messages()),
    ?T(sys:install(P, {named, fun(S, E, _) -> Me ! {named, show_term(E)}, S end, x})),
    ?T(gen_server:call(P, later)),
    ?T(messages()),
    ?T(sys:remove(P, named)),
    ?T(sys:remove(P, never_there)),
    ?T(sys:install(P, {named, F, 1})),
    ?T(sys:no_debug(P)),
    gen_server:cast(P, {set, 5}),
    ?T(sys:get_state(P)),
    ?T(messages()).

messages() -> show_settle(), taken().
taken() -> receive M -> [M | taken()] after 0 -> [] end.

status(P) ->
    Parts = fun() ->
                {status, _, {module, M}, [Dict, SysState, _, Debug, Misc]} = sys:get_status(P),
                {M, lists:sort([K || {K, _} <- Dict]), SysState, Debug, show_term(Misc)}
            end,
    ?T(Parts()),
    [begin gen_server:cast(P, {set, S}), ?T(Parts()) end || S <- [hide, crash, bad, 7]],
    ?T(sys:replace_state(P, fun(S) -> S * 6 end)),
    ?T(sys:replace_state(P, fun(_) -> error(no) end)),
    ?T(sys:get_state(P)),
    ?T(sys:get_state(P, 1000)),
    ?T(catch sys:get_state(nobody_at_all)),
    ?T(sys:get_status(nobody_at_all, 100)).

suspended(P) ->
    ?T(sys:suspend(P)),
    ?T(element(2, list_to_tuple(lists:nthtail(1, element(4, sys:get_status(P)))))),
    ?T(gen_server:call(P, {add, 1}, 10)),
    ?T(sys:suspend(P)),
    ?T(sys:get_state(P)),
    ?T(sys:replace_state(P, fun(_) -> 100 end)),
    ?T(sys:trace(P, true)),
    ?T(sys:resume(P)),
    ?T(gen_server:call(P, {add, 1})),
    ?T(sys:trace(P, false)),
    ?T(sys:resume(P)),
    ?T(sys:suspend(nobody_at_all, 50)).

code(P) ->
    ?T(sys:change_code(P, ?MODULE, "1", extra)),
    ?T(sys:suspend(P)),
    ?T(sys:change_code(P, ?MODULE, "1", extra)),
    ?T(sys:get_state(P)),
    ?T(sys:change_code(P, ?MODULE, {down, "2"}, more)),
    ?T(sys:get_state(P)),
    ?T(sys:change_code(P, ?MODULE, undefined, refused)),
    ?T(sys:change_code(P, ?MODULE, fail, why)),
    ?T(sys:change_code(P, no_such_module_here, v, x)),
    ?T(sys:get_state(P)),
    ?T(sys:resume(P)).

ends(P) ->
    R = monitor(process, P),
    ?T(sys:terminate(P, {shutdown, by_sys})),
    ?T(receive {'DOWN', R, process, _, Why} -> Why after 500 -> none end),
    ?T(sys:terminate(P, x, 100)),
    ?T(sys:debug_options([trace, {log, 2}, statistics, {install, {fun(_, _, _) -> done end, x}}]) =/= []),
    ?T(sys:debug_options([])),
    ?T([element(1, D) || D <- sys:debug_options([trace, {log, 2}, statistics])]),
    ?T(sys:get_log([])),
    ?T(sys:get_debug(log, sys:debug_options([{log, 3}]), default) =/= default),
    ?T(sys:get_debug(nothing, [], default)),
    ?T(sys:print_log([])),
    ?T(length(sys:handle_debug(sys:debug_options([trace]), fun(Dev, Event, Extra) -> io:format(Dev, "~p ~p~n", [Event, Extra]) end, name, {in, x}))),
    ?T(sys:handle_debug([], fun(_, _, _) -> never end, name, {in, x})).
