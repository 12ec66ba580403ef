%% gen_server: timeouts, noreply with later reply, continue, info, stop in every callback, calls to what is gone.
-module(otp_gen_server_calls).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3, format_status/2]).

main() ->
    process_flag(trap_exit, true), logger:set_primary_config(level, none),
    {ok, P} = gen_server:start_link({local, gsc}, ?MODULE, {self(), ok}, []), p(gen_server:call(gsc, get)), p(gen_server:call(P, {put, 5})), gen_server:cast(gsc, {add, 7}), p(gen_server:call(P, get)),
    p(gen_server:call(P, later)), P ! hello, p(got()), p(gen_server:call(P, {continue, 3})), p(got()), p(catch_exit(fun() -> gen_server:call(P, never, 10) end)), p(gen_server:call(P, idle)), p(got()),
    p(element(2, sys:get_state(P))), p(sys:replace_state(P, fun({T, N}) -> {T, N * 100} end) =/= none), p(gen_server:call(P, get)), sys:suspend(P), gen_server:cast(P, {add, 1}), sys:resume(P), p(gen_server:call(P, get)),
    p(gen_server:start_link({local, gsc}, ?MODULE, {self(), ok}, []) =:= {error, {already_started, P}}), p(gen_server:multi_call([node()], gsc, get) =:= {[{node(), 501}], []}), p(gen_server:send_request(P, get) =/= P), p(request(P)),
    p(catch_exit(fun() -> gen_server:call(P, crash) end)), p(got()), p(exit_of(P)), p(catch_exit(fun() -> gen_server:call(P, get) end)), p(catch_exit(fun() -> gen_server:call(no_such_name, get) end)), p(gen_server:cast(no_such_name, x)),
    [p({I, start(I)}) || I <- [ignore, {stop, why}, crash, throw_ok, bad]], [p({S, stopping(S)}) || S <- [stop_reply, stop_noreply, stop_cast, stop_info, stop_other]], p(begin {ok, Q} = gen_server:start(?MODULE, {self(), ok}, []), R = gen_server:stop(Q, shutdown, 1000), {R, got(), is_process_alive(Q)} end), p(reply_twice()), p(flush()).

p(X) -> io:format("~w~n", [X]).
got() -> receive {note, N} -> N after 1000 -> nothing end.
flush() -> receive {Tag, _} when is_list(Tag) -> [late_reply | flush()]; {'DOWN', _, _, _, _} -> [down | flush()]; M -> [short(M) | flush()] after 0 -> [] end.
exit_of(P) -> receive {'EXIT', P, R} -> short(R) after 1000 -> alive end.
short({R, [T | _]}) when is_tuple(T) -> {R, trace};
short({{R, [T | _]}, {gen_server, call, _}}) when is_tuple(T) -> {R, trace, in_call};
short({R, {gen_server, call, [_ | A]}}) -> {R, call, A};
short(R) -> R.
catch_exit(F) -> try F() catch exit:R -> short(R) end.
request(P) -> R = gen_server:send_request(P, get), gen_server:wait_response(R, 1000).
start(I) -> R = gen_server:start_link(?MODULE, {self(), I}, []), case R of {ok, P} -> gen_server:stop(P), {got(), exit_of(P)}; ignore -> receive {'EXIT', _, W} -> {ignore, W} after 50 -> ignore end; {error, E} -> {short(E), receive {'EXIT', _, W} -> short(W) after 50 -> none end} end.
stopping(S) -> {ok, P} = gen_server:start_link(?MODULE, {self(), ok}, []), R = case S of stop_cast -> gen_server:cast(P, S); stop_info -> P ! S; _ -> catch_exit(fun() -> gen_server:call(P, S) end) end, {R, got(), exit_of(P)}.
reply_twice() -> {ok, P} = gen_server:start_link(?MODULE, {self(), ok}, []), A = [gen_server:call(P, {put, X}) || X <- [1, 2]], gen_server:stop(P), {A, got(), exit_of(P)}.

init({_, ignore}) -> ignore;
init({_, {stop, R}}) -> {stop, R};
init({_, crash}) -> error(in_init);
init({T, throw_ok}) -> throw({ok, {T, thrown}});
init({_, bad}) -> bad_return;
init({T, ok}) -> {ok, {T, 0}}.
handle_call(get, _, {_, N} = S) -> {reply, N, S};
handle_call({put, V}, _, {T, O}) -> {reply, {old, O}, {T, V}};
handle_call(later, From, S) -> self() ! {reply_to, From}, {noreply, S};
handle_call({continue, V}, _, S) -> {reply, ok, S, {continue, V}};
handle_call(never, _, S) -> {noreply, S};
handle_call(idle, _, S) -> {reply, waiting, S, 5};
handle_call(crash, _, _) -> error(crashed);
handle_call(stop_reply, _, S) -> {stop, normal, bye, S};
handle_call(stop_noreply, _, S) -> {stop, {shutdown, silent}, S};
handle_call(stop_other, _, S) -> {stop, abnormal, S}.
handle_cast({add, V}, {T, N}) -> {noreply, {T, N + V}};
handle_cast(stop_cast, S) -> {stop, normal, S}.
handle_info({reply_to, From}, S) -> gen_server:reply(From, late_reply), {noreply, S};
handle_info(timeout, {T, _} = S) -> T ! {note, idle_timeout}, {noreply, S};
handle_info(stop_info, S) -> {stop, {shutdown, info}, S};
handle_info(M, {T, _} = S) -> T ! {note, {info, M}}, {noreply, S}.
handle_continue(0, {T, N} = S) -> T ! {note, {continued, N}}, {noreply, S};
handle_continue(V, {T, N}) -> {noreply, {T, N + V}, {continue, V - 1}}.
terminate(R, {T, N}) -> T ! {note, {terminate, short(R), N}}.
code_change(_, S, _) -> {ok, S}.
format_status(_, [_, S]) -> S.
