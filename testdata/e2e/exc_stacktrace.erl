-module(exc_stacktrace).
-export([main/0, exported/1]).

main() ->
    show(fun() -> one(5) end),
    show(fun() -> tail(5) end),
    show(fun() -> exported(x) end),
    show(fun() -> ?MODULE:exported(y) end),
    show(fun() -> apply(?MODULE, exported, [z]) end),
    show(fun() -> lists:foreach(fun exported/1, [q]) end),
    show(fun() -> lists:map(fun(E) -> E + 1 end, [1, 2, a]) end),
    show(fun() -> in_case({a, 1}) end),
    show(fun() -> in_case({b, 1}) end),
    show(fun() -> in_fun(3) end),
    show(fun() -> multi(1, 2, 3, 4) end),
    show(fun() -> rec(30) end),
    show(fun() -> reraised() end),
    show(fun() -> after_catch() end),
    show(fun() -> guard_bif() end).

show(F) ->
    try F()
    catch C:R:Stk ->
        io:format("~p ~p~n", [C, R]),
        [io:format("   ~p:~p/~p line ~p~n", [M, N, arity(A), proplists:get_value(line, L)]) || {M, N, A, L} <- lists:sublist(Stk, 8), M =:= ?MODULE]
    end.

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

one(N) ->
    X = two(N + 1),
    X + 1.

two(N) ->
    X = three(N),
    X + 1.

three(N) ->
    N + id(not_a_number).

tail(0) -> error(end_of_tail);
tail(N) -> tail(N - 1).

exported(X) -> binary_to_list(id(X)).

in_case(X) ->
    case X of
        {a, N} ->
            Y = id(N),
            Y div id(0);
        {b, N} ->
            Y = id(N),
            hd(Y)
    end.

in_fun(N) ->
    F = fun(X) ->
                Z = id(X),
                Z ! foo,
                element(X, {})
        end,
    G = fun(X) -> {F(X)} end,
    G(N).

multi(A, B, C, D) ->
    Sum = id(A) + id(B),
    Prod = id(C) * id(D),
    error({sum, Sum, Prod}).

rec(0) -> error(bottom);
rec(N) -> 1 + rec(N - 1).

reraised() ->
    try one(1)
    catch
        error:R:Stk -> erlang:raise(exit, {again, R}, Stk)
    end.

after_catch() ->
    _ = (catch one(1)),
    X = id(2),
    length(X).

guard_bif() ->
    X = id(foo),
    Y = id({X}),
    tuple_size(Y) + size(X).

id(X) -> X.
