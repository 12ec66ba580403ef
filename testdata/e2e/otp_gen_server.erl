-module(otp_gen_server).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2, code_change/3]).

main() ->
    {ok, P} = gen_server:start_link({local, counter}, ?MODULE, 10, []),
    p(gen_server:call(counter, get)), p(gen_server:cast(P, {add, 5})), p(gen_server:call(P, get)), P ! {add_info, 7}, p(gen_server:call(P, get)),
    p(gen_server:call(P, {later, 3})), p(gen_server:call(P, {sum, lists:seq(1, 100)})), p(catch gen_server:call(P, slow, 10)), p(catch gen_server:call(no_server, x)),
    p(sys:get_state(P)), p(sys:replace_state(P, fun({N, L}) -> {N * 2, L} end)), p(gen_server:call(P, continue)), p(gen_server:call(P, get)), p(gen_server:call(P, timeout)), p(receive timed_out -> yes after 500 -> no end),
    p([gen_server:call(P, {add, N}) || N <- lists:seq(1, 5)]), R = gen_server:send_request(P, get), p(gen_server:wait_response(R, 1000)),
    p(gen_server:stop(P)), p(whereis(counter)), process_flag(trap_exit, true),
    {ok, Q} = gen_server:start_link(?MODULE, 0, []), p(catch gen_server:call(Q, stop)), p(receive {'EXIT', Q, W} -> W end),
    p(gen_server:start(?MODULE, bad, [])), p(gen_server:start(?MODULE, ignore, [])), {ok, X} = gen_server:start(?MODULE, 1, []), p(exit_reason(catch gen_server:call(X, crash))), p(is_process_alive(X)),
    {ok, D} = gen_server:start({local, dup}, ?MODULE, 1, []), {error, {already_started, D}} = gen_server:start({local, dup}, ?MODULE, 1, []), p(gen_server:abcast([node()], dup, {add, 1})), p(gen_server:call(dup, get)).

exit_reason({'EXIT', {{R, _}, {gen_server, call, [_, C]}}}) -> {R, C}.

init(bad) -> {stop, bad_start};
init(ignore) -> ignore;
init(N) -> process_flag(trap_exit, true), {ok, {N, []}}.

handle_call(get, _, {N, _} = S) -> {reply, N, S};
handle_call({add, X}, _, {N, L}) -> {reply, N + X, {N + X, L}};
handle_call({later, X}, From, S) -> spawn(fun() -> gen_server:reply(From, {later, X}) end), {noreply, S};
handle_call({sum, L}, _, S) -> {reply, lists:sum(L), S};
handle_call(slow, _, S) -> receive after 30 -> {reply, slow, S} end;
handle_call(continue, _, S) -> {reply, ok, S, {continue, {add, 1000}}};
handle_call(timeout, {F, _}, {N, _}) -> {reply, ok, {N, F}, 1};
handle_call(crash, _, {N, _}) -> {reply, N / list_to_atom("x"), x};
handle_call(stop, _, S) -> {stop, stopped_by_call, bye, S}.
handle_cast({add, X}, {N, L}) -> {noreply, {N + X, L}}.
handle_info({add_info, X}, {N, L}) -> {noreply, {N + X, L}};
handle_info(timeout, {N, F}) -> F ! timed_out, {noreply, {N, []}};
handle_info(_, S) -> {noreply, S}.
handle_continue({add, X}, {N, L}) -> {noreply, {N + X, L}}.
terminate(R, {N, _}) -> io:format("terminate ~p ~p~n", [if is_atom(R) -> R; true -> element(1, R) end, N]);
terminate(_, _) -> ok.
code_change(_, S, _) -> {ok, S}.

p({'EXIT', {timeout, {gen_server, call, [P | Args]}}}) when is_pid(P) -> p({timeout, Args});
p(X) -> io:format("~p~n", [X]).
