%% Tail calls between functions, to funs and through loops with several entries: deep chains, in small stacks.
-module(tail_calls).
-export([start/0, ping/2, pong/2]).

start() ->
    true = even(300000),
    false = even(300001),
    9 = three(100000, a, 9),
    done = ping(50000, done),
    50000 = bounce(fun up/2, 0, 50000),
    [3, 2, 1] = collect([1, 2, 3], []),
    {4.0, 3} = floats(400, 0.0, 0),
    {thrown, 12} = try even_or_throw(100012, 12) catch throw:X -> {thrown, X} end,
    10 = body(10),
    ok.

even(0) -> true;
even(N) -> odd(N - 1).
odd(0) -> false;
odd(N) -> even(N - 1).

three(0, _, R) -> R;
three(N, a, R) -> three_b(N - 1, {N}, R);
three(N, b, R) -> three_c(N - 1, [N], {R}).
three_b(N, {_}, R) -> three_c(N, [N], {R}).
three_c(N, [_], {R}) when N rem 2 =:= 0 -> three(N, a, R);
three_c(0, _, {R}) -> R;
three_c(N, _, {R}) -> three(N - 1, a, R).

%% Through the host.
ping(0, R) -> R;
ping(N, R) -> ?MODULE:pong(N - 1, R).
pong(0, R) -> R;
pong(N, R) -> ping(N - 1, R).

bounce(_, N, N) -> N;
bounce(F, N, M) -> F({F, M}, N).
up({F, M}, N) -> bounce(F, N + 1, M).

collect(L, Acc) -> lists_each(fun(X) -> [X | Acc] end, L, Acc).
lists_each(F, [H | T], _) -> collect_rest(F(H), T);
lists_each(_, [], Acc) -> Acc.
collect_rest(Acc, L) -> collect(L, Acc).

floats(0, F, N) -> {F, N};
floats(K, F, N) when F < 1.0e9 -> floats2(K, F + 0.01, N).
floats2(K, F, N) when K rem 100 =:= 1, N < 3 -> floats(K - 1, F, N + 1);
floats2(1, _, N) -> floats(0, 4.0, N);
floats2(K, F, N) -> floats(K - 1, F, N).

even_or_throw(0, R) -> throw(R);
even_or_throw(N, R) -> odd_or_throw(N - 1, R).
odd_or_throw(0, R) -> R;
odd_or_throw(N, R) -> even_or_throw(N - 1, R).

%% Calls that come back, over functions that end with others.
body(0) -> 0;
body(N) -> case even(10 * N) of true -> 1 + body_tail(N - 1); false -> error(odd) end.
body_tail(N) -> body(N).
