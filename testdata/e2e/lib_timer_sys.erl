-module(lib_timer_sys).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, code_change/3, format_status/1]).
-include("shared/show.hrl").

init(X) -> {ok, X}.
handle_call({add, N}, _, S) -> {reply, S + N, S + N};
handle_call(noreply, F, S) -> {noreply, {F, S}};
handle_call(stop, _, S) -> {stop, normal, stopping, S};
handle_call(timeout, _, S) -> {reply, ok, S, 5};
handle_call(hibernate, _, S) -> {reply, ok, S, hibernate}.
handle_cast(_, S) -> {noreply, S}.
handle_info(timeout, S) -> {noreply, S * 100};
handle_info(_, S) -> {noreply, S}.
code_change(_, S, Extra) -> {ok, {changed, S, Extra}}.
format_status(M) -> M#{state => formatted}.

one() -> receive M -> show_term(M) after 300 -> none end.

main() ->
    Me = self(), {ok, P} = gen_server:start(?MODULE, 1, []),
    ?T(gen_server:call(P, {add, 2})), ?T(sys:get_state(P)), ?T(sys:replace_state(P, fun(S) -> S * 10 end)), ?T(sys:suspend(P)), ?T(show_outcome(fun() -> gen_server:call(P, {add, 1}, 5) end)), ?T(sys:change_code(P, ?MODULE, 1, extra)), ?T(sys:get_state(P)), ?T(sys:replace_state(P, fun(_) -> 7 end)), ?T(sys:resume(P)), ?T(gen_server:call(P, {add, 1})), ?T(element(1, sys:get_status(P))), ?T(element(4, sys:get_status(P)) =/= []), ?T(sys:no_debug(P)), ?T(sys:statistics(P, true)), gen_server:call(P, {add, 1}), ?T(begin {ok, St} = sys:statistics(P, get), [lists:keyfind(K, 1, St) || K <- [messages_in, messages_out]] end), ?T(sys:statistics(P, false)), ?T(sys:statistics(P, get)), ?T(sys:log(P, true)), gen_server:call(P, {add, 1}), ?T(begin {ok, Lg} = sys:log(P, get), length(Lg) end), ?T(sys:log(P, false)), ?T(sys:install(P, {fun(N, E, _) -> Me ! {seen, element(1, E), N}, N + 1 end, 0})), gen_server:call(P, {add, 1}), ?T(one()), ?T(one()), ?T(sys:get_state(nobody, 10)), ?T(gen_server:call(P, timeout)), receive after 20 -> ok end, ?T(sys:get_state(P) > 100), ?T(gen_server:call(P, hibernate)), ?T(gen_server:call(P, stop)), receive after 5 -> ok end, ?T(is_process_alive(P)), ?T(flush()),
    {ok, T1} = timer:send_after(5, hello), ?T(one()), ?T(timer:cancel(T1)), {ok, T2} = timer:send_after(1000, Me, x), ?T(element(1, timer:cancel(T2))), {ok, T3} = timer:send_interval(3, tick), ?T([one(), one()]), ?T(element(1, timer:cancel(T3))), flush(), {ok, _} = timer:apply_after(2, erlang, send, [Me, applied]), ?T(one()), {ok, T4} = timer:apply_interval(3, erlang, send, [Me, again]), ?T([one(), one()]), timer:cancel(T4), flush(), ?T(timer:send_after(-1, x)), ?T(timer:send_after(a, x)), ?T(timer:cancel(bad)), ?T(timer:apply_after(1, a, b, c)), V = spawn(fun() -> receive never -> ok end end), M = monitor(process, V), {ok, _} = timer:kill_after(2, V), ?T(receive {'DOWN', M, _, _, W} -> W after 300 -> none end), V2 = spawn(fun() -> receive never -> ok end end), M2 = monitor(process, V2), {ok, _} = timer:exit_after(2, V2, why), ?T(receive {'DOWN', M2, _, _, W2} -> W2 after 300 -> none end), ?T(timer:hms(1, 2, 3)), ?T(timer:hours(1)), ?T(timer:minutes(2)), ?T(timer:seconds(3)), ?T(timer:now_diff({1, 2, 3}, {1, 1, 4})), ?T(element(2, timer:tc(fun() -> x end))), ?T(element(2, timer:tc(lists, sum, [[1, 2]]))), ?T(element(2, timer:tc(fun(X) -> X end, [y], millisecond))), ?T(timer:sleep(1)).

flush() -> receive _ -> flush() after 0 -> ok end.
