-module(exc_try).
-export([main/0]).

main() ->
    Fs = [fun() -> ok end, fun() -> throw(ball) end, fun() -> error(oops) end, fun() -> exit(bye) end, fun() -> 1 / id(0) end,
          fun() -> throw({tagged, 5}) end, fun() -> error({complex, [1, 2]}) end, fun() -> exit(normal) end],
    [io:format("~p ~p ~p ~p~n", [plain(F), classes(F), of_clause(F), nested(F)]) || F <- Fs],
    [io:format("~p~n", [after_order(F)]) || F <- Fs],
    [io:format("~p~n", [catch_expr(F)]) || F <- Fs],
    io:format("~p~n", [after_value()]),
    io:format("~p~n", [rethrow()]),
    io:format("~p~n", [in_catch()]),
    io:format("~p~n", [loop(10, [])]),
    io:format("~p~n", [vars(3)]).

plain(F) -> try F() catch throw:T -> {t, T}; error:E -> {e, E}; exit:X -> {x, X} end.

classes(F) -> try F() catch C:R -> {C, R} end.

of_clause(F) ->
    try F() of
        ok -> {value, ok}
    catch
        throw:{tagged, N} when N > 3 -> {big, N};
        {tagged, N} -> {small, N};
        ball -> caught_ball;
        error:badarith -> arith;
        _:_ -> other
    end.

nested(F) ->
    try
        try F()
        catch throw:ball -> inner
        end
    catch
        error:R -> {outer, R};
        exit:R -> {outer_exit, R};
        throw:R -> {outer_throw, R}
    end.

after_order(F) ->
    put(trace, []),
    R = try
            note(start), F(), note(finished), done
        catch
            _:_ -> note(caught), failed
        after
            note('after')
        end,
    {R, lists:reverse(get(trace))}.

note(X) -> put(trace, [X | get(trace)]).

catch_expr(F) ->
    case catch F() of
        {'EXIT', {R, Stk}} when is_list(Stk) -> {exit, R};
        {'EXIT', R} -> {plain_exit, R};
        V -> {value, V}
    end.

after_value() ->
    X = try 1 after 2 end,
    Y = (catch try throw(a) after ignored end),
    {X, Y}.

rethrow() ->
    try
        try error(first)
        catch C:R:S -> erlang:raise(C, {wrapped, R}, S)
        end
    catch error:{wrapped, W} -> {got, W}
    end.

in_catch() ->
    try
        try throw(one) catch throw:one -> throw(two) end
    catch throw:X -> X
    end.

loop(0, Acc) -> Acc;
loop(N, Acc) ->
    V = try case N rem 3 of 0 -> throw(fizz); 1 -> error(buzz); 2 -> N end
        catch throw:T -> T; error:E -> E
        end,
    loop(N - 1, [V | Acc]).

vars(N) ->
    A = N * 2,
    B = try id(A) + 1 catch _:_ -> 0 end,
    C = catch id(B) + 1,
    {A, B, C}.

id(X) -> X.
