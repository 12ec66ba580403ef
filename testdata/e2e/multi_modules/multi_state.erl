-module(multi_state).
-export([run/1, server/1]).

-record(state, {stack = [1, 2], log = []}).

run(Ops) -> #state{stack = S, log = L} = lists:foldl(fun step/2, #state{}, Ops), {S, lists:reverse(L)}.

step(push, S = #state{stack = St, log = L}) -> S#state{stack = [length(St) | St], log = [push | L]};
step({push, N}, S) -> S#state{stack = [N | S#state.stack]};
step(add, S = #state{stack = [A, B | T]}) -> S#state{stack = [A + B | T]};
step(mul, S = #state{stack = [A, B | T], log = L}) -> S#state{stack = [A * B | T], log = [{mul, A, B} | L]}.

server(Owner) -> receive {get, Owner} -> Owner ! {state, run([add])}, server(Owner); stop -> exit(stopped) end.
