%% spawn_request: replies, options, requests that fail.
-module(proc_spawn_request).
-export([main/0]).
main() ->
  process_flag(trap_exit, true),
  Fs = [fun() -> R = spawn_request(fun() -> ok end), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [monitor]), {reply(R), receive {'DOWN', R, process, P, W} -> {is_pid(P), W} after 500 -> none end} end,
   fun() -> R = spawn_request(fun() -> exit(x) end, [link]), {reply(R), receive {'EXIT', P, W} -> {is_pid(P), W} after 500 -> none end} end,
   fun() -> R = spawn_request(fun() -> ok end, [{reply_tag, foo}, {reply, yes}]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [{reply, no}]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [{reply, error_only}]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [{reply, success_only}]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [{reply, foo}]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [foo]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [{priority, high}, {min_heap_size, 1000}]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [{priority, foo}]), reply(R) end,
   fun() -> spawn_request(a) end, fun() -> spawn_request(fun(_) -> ok end) end, fun() -> spawn_request(fun() -> ok end, foo) end,
   fun() -> spawn_request(1, seq, []) end, fun() -> spawn_request(lists, seq, [1|2]) end,
   fun() -> R = spawn_request(lists, seq, [1, 2]), reply(R) end, fun() -> R = spawn_request(lists, seq, [1, 2], [monitor]), {reply(R), receive {'DOWN', R, process, _, W} -> W after 500 -> none end} end,
   fun() -> R = spawn_request(node(), lists, seq, [1, 2], []), reply(R) end, fun() -> R = spawn_request(node(), fun() -> ok end), reply(R) end, fun() -> R = spawn_request(node(), fun() -> ok end, [link]), {reply(R), receive {'EXIT', _, W} -> W after 500 -> none end} end,
   fun() -> R = spawn_request(foo@bar, fun() -> ok end), reply(R) end, fun() -> R = spawn_request(foo@bar, lists, seq, [1,2], [{reply_tag, t}, {reply, success_only}]), reply(R) end,
   fun() -> R = spawn_request(fun() -> ok end, [{monitor, [{tag, t2}]}]), {reply(R), receive {t2, R, process, _, W} -> W after 500 -> none end} end,
   fun() -> erlang:spawn_request_abandon(make_ref()) end, fun() -> erlang:spawn_request_abandon(a) end,
   fun() -> R = spawn_request(fun() -> ok end), X = reply(R), {X, erlang:spawn_request_abandon(R)} end],
  [io:format("~p~n", [try F() catch C:R -> {C, R} end]) || F <- Fs].
reply(R) -> receive {T, R, Ok, P} when is_pid(P) -> {T, Ok, pid}; {T, R, E, X} -> {T, E, X} after 300 -> none end.
