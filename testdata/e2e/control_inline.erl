%% Small functions that are copied into their callers, types that cross functions, frames that go, and
%% what must stay as it is around them: stack traces, values kept over calls, loops that yield.
-module(control_inline).
-export([main/0, opaque/1, first/1, same/1]).

main() ->
    io:format("~p~n", [pairs([{1, a}, {2, b}, {3, c}], [])]),
    io:format("~p~n", [[classify(X) || X <- [1, -1, 0, foo, [], [x], {}, <<>>, 1.5, 1 bsl 70]]]),
    io:format("~p ~p~n", [kept(opaque(7)), kept(opaque(x))]),
    io:format("~p~n", [around(opaque({p, 3, 4}))]),
    io:format("~p~n", [count_up(0, 300000, 0)]),
    io:format("~p~n", [count_down(100000)]),
    io:format("~p~n", [ping(50001)]),
    io:format("~p~n", [bits(<<1, 2, 3, 250>>, 0)]),
    io:format("~p~n", [traced(fun() -> raises_behind(opaque(0)) end)]),
    io:format("~p~n", [traced(fun() -> raises_in_leaf(opaque(none)) end)]),
    io:format("~p~n", [traced(fun() -> raises_in_tail(opaque(none)) end)]),
    io:format("~p~n", [in_try(opaque(5))]),
    io:format("~p~n", [same(same(same(opaque(last))))]),
    io:format("~p~n", [deep(opaque(1))]).

opaque(X) -> X.

%% Exported and copied all the same.
same(X) -> X.
first({_, A, _}) -> A;
first(_) -> none.

key({K, _}) -> K;
key(_) -> undefined.

value({_, V}) -> V;
value(_) -> undefined.

pairs([H | T], Acc) -> pairs(T, [{value(H), key(H)} | Acc]);
pairs([], Acc) -> lists:reverse(Acc).

sign(X) when is_integer(X), X > 0 -> positive;
sign(X) when is_integer(X), X < 0 -> negative;
sign(0) -> zero;
sign(_) -> other.

is_empty([]) -> true;
is_empty({}) -> true;
is_empty(<<>>) -> true;
is_empty(_) -> false.

classify(X) ->
    S = sign(X),
    case is_empty(X) of
        true -> {S, empty};
        false -> {S, full}
    end.

kept(X) ->
    A = opaque([X]),
    B = sign(X),
    C = opaque({A, B}),
    D = is_empty(A),
    [A, B, C, D, X].

around(P) ->
    X = first(P),
    Y = case P of {_, _, Z} -> Z; _ -> opaque(none) end,
    {X, Y, first(X)}.

%% The parameters are small integers in every call; the loop yields many times on its way.
count_up(N, N, Sum) -> {N, Sum};
count_up(I, N, Sum) -> count_up(step(I), N, Sum + I rem 7).

step(I) -> I + 1.

count_down(0) -> done;
count_down(N) -> count_down(N - 1).

ping(0) -> ping;
ping(N) -> pong(N - 1).

pong(0) -> pong;
pong(N) -> ping(N - 1).

bits(<<B, Rest/binary>>, Acc) -> bits(Rest, Acc * 2 + top(B));
bits(<<>>, Acc) -> Acc.

top(B) -> B bsr 7.

traced(F) ->
    try F()
    catch C:R:S -> {C, R, [{M, Fn, A} || {M, Fn, A, _} <- S, M =:= ?MODULE]}
    end.

%% The division raises in this function, behind an inlined call that had a frame.
raises_behind(X) ->
    Y = same(X),
    Z = is_empty(Y),
    {Z, 1 div Y}.

%% The leaf raises: its frame has to be in the trace.
strict({ok, V}) -> V.

raises_in_leaf(X) ->
    V = strict(X),
    {V, V}.

raises_in_tail(X) -> strict(X).

in_try(X) ->
    try
        S = sign(X),
        Y = opaque(S),
        key({Y, opaque(X)})
    catch
        error:_ -> caught
    after
        opaque(done)
    end.

deep(X) -> {d1(X), d1(d1(X))}.
d1(X) -> d2(X).
d2(X) -> d3(X).
d3(X) -> d4(X).
d4(X) -> {X}.
