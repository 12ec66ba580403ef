%% What runs when: after blocks under every way of leaving, nested, with sends as the record of order.
-module(exc_after_order).
-export([main/0]).

main() ->
    Ways = [value, throw, error, exit],
    [io:format("~w ~w ~w~n", [B, A, run(fun() -> both(B, A) end)]) || B <- Ways, A <- Ways],
    [io:format("~w ~w~n", [W, run(fun() -> three(W) end)]) || W <- Ways],
    [io:format("~w ~w~n", [W, run(fun() -> in_of(W) end)]) || W <- Ways],
    [io:format("~w ~w~n", [W, run(fun() -> in_handler(W) end)]) || W <- Ways],
    [io:format("~w ~w~n", [W, run(fun() -> loop(3, W) end)]) || W <- Ways],
    io:format("~w~n", [run(fun() -> reraise() end)]),
    io:format("~w~n", [run(fun() -> vars(4) end)]).

run(F) ->
    R = try F() of V -> {value, V} catch C:X -> {C, X} end,
    {R, drain()}.

drain() -> receive {note, N} -> [N | drain()] after 0 -> [] end.
note(N) -> self() ! {note, N}.
go(value, V) -> V;
go(throw, V) -> throw(V);
go(error, V) -> error(V);
go(exit, V) -> exit(V).

both(B, A) -> try note(body), go(B, body) after note('after'), go(A, in_after), note(behind) end.
three(W) -> try try try note(1), go(W, x) after note(2) end after note(3) end after note(4) end.
in_of(W) -> try note(a), ok of ok -> note(b), go(W, from_of) catch _:_ -> note(never) after note(c) end.
in_handler(W) -> try throw(first) catch throw:first -> note(h), go(W, from_handler) after note(d) end.
loop(0, W) -> go(W, bottom);
loop(N, W) -> try note(N), loop(N - 1, W) after note(-N) end.
reraise() ->
    try
        try error(one) catch error:R:S -> note(R), erlang:raise(throw, {again, R, length(S) > 0}, S) after note(mid) end
    catch throw:T -> {caught, T} after note(out) end.
vars(N) ->
    L = lists:seq(1, N),
    X = try lists:sum(L) + go(value, N) after note(L) end,
    try X div (N - 4) catch error:badarith -> {X, L} after note({X, N}) end.
