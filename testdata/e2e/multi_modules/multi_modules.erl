-module(multi_modules).
-export([main/0, callback/2, even/1, loop/2]).

%% Calls between modules: body and tail calls, funs and exceptions that cross, mutual recursion.
main() ->
    p(multi_shapes:area({circle, 2})), p([multi_shapes:area(S) || S <- [{square, 3}, {rect, 2, 5}]]),
    p(multi_shapes:fold(fun(X, A) -> X + A end, 0, [1, 2, 3])), p(multi_shapes:tail(100000, ?MODULE)),
    F = multi_shapes:make_adder(10), p(F(5)), p(multi_shapes:apply_to(fun(X) -> X * X end, 7)), p(even(10001)),
    p(try multi_shapes:area(unknown) catch error:R:S -> {R, [{M, N} || {M, N, _, _} <- S, M =:= multi_shapes orelse M =:= ?MODULE]} end),
    p(try multi_shapes:rethrow(fun() -> throw(mine) end) catch C:T -> {C, T} end),
    p(multi_state:run([push, push, add, {push, 5}, mul])), p(multi_shapes:call_back(?MODULE, callback, [1, 2])),
    {P, Ref} = spawn_monitor(multi_state, server, [self()]), P ! {get, self()}, p(receive {state, V} -> V end), P ! stop, p(receive {'DOWN', Ref, _, _, W} -> W end),
    p(?MODULE:even(4)) .

callback(A, B) -> {called_back, A, B}.
loop(0, _) -> done;
loop(N, M) -> M:tail(N - 1, ?MODULE).
even(0) -> true;
even(N) -> multi_shapes:odd(N - 1, ?MODULE).
p(X) -> io:format("~p~n", [X]).
