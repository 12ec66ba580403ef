%% A value that is computed in front of a receive, which keeps it in a slot that is loaded twice.
-module(receive_slot_twice).
-export([main/0]).
main() ->
    Z = lists:max([1,2]),
    Self = self(),
    spawn(fun() -> Self ! (catch exit(foo)) end),
    io:format("~p~n", [receive {'EXIT', {R, _}} -> R; O -> O end]),
    P = spawn(fun() -> receive go -> Self ! Z end end),
    P ! go,
    io:format("~p~n", [receive X -> X end]).
