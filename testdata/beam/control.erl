%% Calls, tests, jumps, exceptions, receive, funs.
-module(control).
-export([calls/2, tests/1, select/1, raising/1, catching/2, messages/1, marker/2, funs/2, guards/2, float_math/2,
         'odd name!'/0, deep/1, list/1, tail_apply/3, protected/2, floats/1, native/1, frame/2]).
-nifs([native/1]).
-on_load(init/0).

init() -> ok.

calls(F, L) ->
    A = lists:map(F, L),
    B = apply(lists, reverse, [A]),
    M = hd(L),
    C = M:run(A, B),
    io:format("~p~n", [C]),
    deep(length(L)).

deep(0) -> 0;
deep(N) -> 1 + deep(N - 1).

tests(X) when is_atom(X) -> atom;
tests(X) when is_integer(X), X < 10 -> {int, X};
tests(X) when is_float(X); X =:= 1.5 -> float;
tests(X) when is_pid(X); is_port(X); is_reference(X) -> identifier;
tests(X) when is_function(X, 2) -> function;
tests(X) when is_function(X) -> function;
tests(X) when is_map(X), map_size(X) > 0 -> map;
tests(X) when is_binary(X); is_bitstring(X) -> binary;
tests({a, X}) -> X;
tests({a, X, Y}) -> {X, Y};
tests({_, _, _, Z}) -> Z;
tests([H | T]) when H == T; H /= 1; T >= 2 -> [T | H];
tests([]) -> nil;
tests(X) when X =/= 123456789012345678901234567890, X =/= -170141183460469231731687303715884105728 -> big;
tests(X) when is_boolean(X) -> X;
tests(X) when is_number(X) -> X.

select(a) -> 1;
select(b) -> 2;
select(c) -> 3;
select(1) -> one;
select(2) -> two;
select(70000) -> three;
select(-70000) -> four;
select({_}) -> 1;
select({_, _}) -> 2;
select({_, _, _}) -> 3;
select("a string") -> [1, 2, 300, 4.5, <<"bin">>, <<1:3>>, #{k => v}, {}, [], [a | b], 'Quoted', fun lists:map/2].

raising(X) ->
    case X of
        1 -> throw(x);
        2 -> exit(x);
        3 -> error(badarg, [X]);
        4 -> {ok, _} = erlang:get(X);
        5 -> if X > 6 -> ok end;
        6 -> (fun(1) -> 1 end)(X);
        7 -> erlang:raise(error, x, [])
    end.

catching(F, X) ->
    A = (catch F(X)),
    B = try F(X) of
            ok -> 1;
            Y -> Y
        catch
            throw:T -> T;
            error:E:S -> {E, S};
            _:_ -> other
        after
            F(done)
        end,
    try F(B) catch C:R:St -> erlang:raise(C, {A, R}, St) end.

messages(T) ->
    self() ! {self(), T},
    receive
        {a, X} -> X;
        stop -> ok
    after T -> timeout
    end,
    receive Y -> Y after 10 -> none end,
    receive after infinity -> ok end.

marker(P, M) ->
    R = monitor(process, P),
    P ! {R, M},
    receive
        {R, X} -> X;
        {'DOWN', R, _, _, _} -> down
    end.

funs(X, Y) ->
    F = fun(Z) -> {X, Y, Z} end,
    G = fun funs/2,
    H = fun lists:map/2,
    I = fun Self(0) -> F(X); Self(N) -> Self(N - 1) end,
    {F(1), G, H, I(Y)}.

guards(X, Y) when element(1, X) =:= Y, tuple_size(X) > 2, X > Y, (X < Y) or (X =:= [Y]) -> true;
guards(X, Y) when map_get(Y, X), is_map_key(X, Y) -> false;
guards(X, Y) when byte_size(X) > 1, abs(Y) rem 2 =:= 0, Y bsl 3 > 8 -> X;
guards(X, Y) -> (X band Y) bor (X bxor Y) bsr 2 + (bnot X) - Y * 3 div 4.

float_math(X, Y) ->
    Z = X * 2.0 + Y / 3.0 - 1.5,
    -Z * (X + 0.1).

'odd name!'() -> {'Elixir.Mod', '', 'a b', 'don\'t', "quote\"", [233, 8364]}.

list(X) when is_list(X) -> X;
list({list, [_ | T]}) -> T;
list({head, [H | _]}) -> H.

tail_apply(M, F, A) ->
    io:nl(),
    M:F(A).

protected(F, X) ->
    try F(X) of
        1 -> one;
        2 -> two
    catch
        error:_ -> failed
    end.

floats(X) when is_float(X) ->
    Y = float(round(X)) * X + 3.0,
    -(Y / X) - 1.0.

native(_) -> erlang:nif_error(not_loaded).

frame(X, Y) ->
    Z = case X of
            {a, _} -> [deep(Y)];
            _ -> {deep(X), [Y]}
        end,
    try {Z, [deep(1), X]} of
        R -> {R, deep(Y)}
    catch _:_ -> [X, Y | Z]
    end.
