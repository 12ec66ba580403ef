%% Calls a module whose native code comes later, in every way there is.
-module(life_late).
-export([main/0]).

main() ->
    show(body, fun() -> [life_callee:add(1, 2) | []] end),
    show(tail, fun() -> tail(3) end),
    show(external_fun, fun() -> (fun life_callee:add/2)(4, 5) end),
    show(apply, fun() -> apply(life_callee, add, [6, 7]) end),
    Self = self(),
    Pids = [spawn(life_callee, reply, [Self, N]) || N <- lists:seq(1, 20)],
    show(spawned, fun() -> [receive {P, V} -> V end || P <- Pids] end),
    show(missing_function, fun() -> life_callee:nothing(1) end),
    show(missing_module, fun() -> life_nowhere:nothing() end),
    ok.

tail(N) -> life_callee:add(N, N).

show(What, F) ->
    erlang:display({What, try F() catch C:R -> {C, R} end}).
