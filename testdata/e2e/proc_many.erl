-module(proc_many).
-export([main/0]).

main() ->
    io:format("~w~n", [all(5000)]), io:format("~w~n", [tree(10)]), io:format("~w~n", [pmap(fun(X) -> X * X end, lists:seq(1, 300))]), io:format("~w~n", [busy(8, 30000)]), io:format("~w~n", [garbage(20)]).

all(N) ->
    S = self(),
    Ps = [spawn(fun() -> receive {add, X} -> S ! {sum, X + I} end end) || I <- lists:seq(1, N)],
    [P ! {add, 1} || P <- Ps],
    lists:sum([receive {sum, V} -> V end || _ <- Ps]).

tree(0) -> 1;
tree(D) ->
    S = self(),
    [spawn(fun() -> S ! {D, tree(D - 1)} end) || _ <- [l, r]],
    receive {D, A} -> receive {D, B} -> A + B end end.

pmap(F, L) -> S = self(), Refs = [begin R = make_ref(), spawn(fun() -> S ! {R, F(X)} end), R end || X <- L], lists:sum([receive {R, V} -> V end || R <- Refs]).

%% Processes that never wait share the time: each must be preempted for all to finish.
busy(N, Count) ->
    S = self(),
    [spawn(fun() -> S ! {I, spin(Count, 0)} end) || I <- lists:seq(1, N)],
    lists:sort([receive {I, V} -> {I, V} end || I <- lists:seq(1, N)]).
spin(0, A) -> A;
spin(N, A) -> spin(N - 1, (A + N) rem 1009).

garbage(N) ->
    S = self(),
    [spawn(fun() -> S ! {g, length(lists:flatten([lists:seq(1, 200) || _ <- lists:seq(1, 50)]))} end) || _ <- lists:seq(1, N)],
    lists:sum([receive {g, L} -> L end || _ <- lists:seq(1, N)]).
