%% An event bus on gen_event with handlers that are swapped, that crash, that answer calls, and a supervisor over all.
-module(prog_events).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

main() ->
    logger:set_primary_config(level, none),
    {ok, Bus} = gen_event:start({local, bus}),
    ok = gen_event:add_handler(bus, {?MODULE, counter}, {counter, self()}),
    ok = gen_event:add_sup_handler(bus, {?MODULE, fragile}, {fragile, self()}),
    [gen_event:notify(bus, E) || E <- [tick, {add, 5}, tick]],
    show(gen_event:call(bus, {?MODULE, counter}, count)),
    show(gen_event:call(bus, {?MODULE, nobody}, count)),
    show(lists:sort(gen_event:which_handlers(bus))),
    gen_event:sync_notify(bus, crash),
    show(receive {gen_event_EXIT, H, {'EXIT', {R, _}}} -> {H, R} after 1000 -> nothing end),
    show(gen_event:which_handlers(bus)),
    ok = gen_event:swap_handler(bus, {{?MODULE, counter}, keep}, {{?MODULE, second}, {second, self()}}),
    gen_event:sync_notify(bus, {add, 100}),
    show(gen_event:call(bus, {?MODULE, second}, count)),
    show(gen_event:add_handler(bus, {?MODULE, second}, {second, self()})),
    show(gen_event:delete_handler(bus, {?MODULE, second}, bye)),
    bus ! {raw, message},
    ok = gen_event:add_handler(bus, {?MODULE, counter}, {counter, self()}),
    bus ! tick,
    gen_event:sync_notify(bus, remove),
    show(gen_event:which_handlers(Bus)),
    ok = gen_event:stop(bus),
    show({whereis(bus), flush()}).

show(T) -> io:format("~p~n", [T]).
flush() -> receive {'EXIT', _, normal} -> flush(); M -> [M | flush()] after 0 -> [] end.

init({{second, To}, {handed, Count}}) -> {ok, {second, To, Count}};
init({Name, To}) -> {ok, {Name, To, 0}}.
handle_event(tick, {N, T, C}) -> {ok, {N, T, C + 1}};
handle_event({add, K}, {N, T, C}) -> {ok, {N, T, C + K}};
handle_event(crash, {fragile, _, _}) -> error(broken);
handle_event(remove, {_, T, C}) -> T ! {removed, C}, remove_handler;
handle_event(_, S) -> {ok, S}.
handle_call(count, {_, _, C} = S) -> {ok, C, S}.
handle_info(tick, {N, T, _}) -> T ! {info, N}, {ok, {N, T, -1}};
handle_info(_, S) -> {ok, S}.
terminate(keep, {_, _, C}) -> {handed, C};
terminate(bye, {N, _, C}) -> {N, C};
terminate(Why, {_, T, _}) -> T ! {terminated, if is_tuple(Why) -> element(1, Why); true -> Why end}, ok.
