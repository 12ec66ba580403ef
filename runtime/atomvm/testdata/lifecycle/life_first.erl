%% Twenty processes call the module before any of its code is there.
-module(life_first).
-export([main/0]).

main() ->
    Self = self(),
    Pids = [spawn(fun() -> Self ! {self(), catch life_callee:add(N, 1)} end) || N <- lists:seq(1, 20)],
    erlang:display([receive {P, V} -> V end || P <- Pids]),
    spawned(Self),
    ok.

spawned(Self) ->
    P = spawn(life_callee, reply, [Self, 99]),
    erlang:display(receive {P, V} -> V end).
