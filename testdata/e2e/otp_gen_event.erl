-module(otp_gen_event).
-behaviour(gen_event).
-export([main/0, init/1, handle_event/2, handle_call/2, handle_info/2, terminate/2]).

main() ->
    {ok, M} = gen_event:start_link(), p(gen_event:add_handler(M, {?MODULE, a}, {a, 0})), p(gen_event:add_handler(M, {?MODULE, b}, {b, 100})), p(gen_event:which_handlers(M)),
    p(gen_event:notify(M, {add, 5})), p(gen_event:sync_notify(M, {add, 7})), p(gen_event:call(M, {?MODULE, a}, get)), p(gen_event:call(M, {?MODULE, b}, get)), p(gen_event:call(M, nobody, get)),
    M ! hello, p(gen_event:call(M, {?MODULE, a}, get)), p(gen_event:delete_handler(M, {?MODULE, a}, bye)), p(gen_event:which_handlers(M)), p(gen_event:sync_notify(M, remove)), p(gen_event:which_handlers(M)),
    p(gen_event:swap_handler(M, {nope, x}, {{?MODULE, c}, {c, 1}})), p(gen_event:which_handlers(M)), p(gen_event:stop(M)).

init({{N, V}, _}) -> {ok, {N, V}};
init({N, V}) -> {ok, {N, V}}.
handle_event({add, X}, {N, V}) -> {ok, {N, V + X}};
handle_event(remove, _) -> remove_handler.
handle_call(get, {N, V} = S) -> {ok, {N, V}, S}.
handle_info(I, {N, V}) -> io:format("~p info ~p~n", [N, I]), {ok, {N, V + 1}}.
terminate(R, S) -> io:format("terminate ~p ~p~n", [R, S]), {final, S}.

p(X) -> io:format("~p~n", [X]).
