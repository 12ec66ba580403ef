-module(proc_registered).
-export([main/0]).

main() ->
    p(register(me, self())), p(whereis(me) =:= self()), p(lists:member(me, registered())), me ! hello, p(receive M -> M end),
    p(process_info(self(), registered_name)), p(unregister(me)), p(whereis(me)), p(process_info(self(), registered_name)),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> nobody ! x end, fun() -> register(undefined, self()) end, fun() -> unregister(nobody) end, fun() -> register(me, spawn(fun() -> ok end)), register(me, self()) end]],
    catch unregister(me),
    P = spawn(fun() -> loop(0) end), register(counter, P), [counter ! inc || _ <- lists:seq(1, 10)], p(ask()),
    register(a_name, self()), p(try register(b_name, self()) catch error:E -> E end), unregister(a_name),
    counter ! stop, wait(), p(whereis(counter)), p(catch (counter ! x)),
    p(erlang:send(self(), direct)), p(receive D -> D end), p(catch erlang:send(none_here, m)), register(again, self()), p({again, node()} ! remote_style), p(receive X -> X end).

ask() -> counter ! {get, self()}, receive {value, V} -> V after 500 -> none end.
loop(N) -> receive inc -> loop(N + 1); {get, F} -> F ! {value, N}, loop(N); stop -> ok end.
wait() -> case whereis(counter) of undefined -> ok; _ -> receive after 1 -> wait() end end.
p({'EXIT', {R, [{_, _, _, _} | _]}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
