%% Unification, type inference for a small functional language, and a logic program by backtracking.
-module(prog_types).
-export([main/0]).

main() ->
    [show(E) || E <- [{lam, x, {var, x}}, {lam, f, {lam, x, {app, {var, f}, {app, {var, f}, {var, x}}}}},
                      {let_, id, {lam, x, {var, x}}, {pair, {app, {var, id}, {int, 1}}, {app, {var, id}, {bool, true}}}},
                      {lam, x, {app, {var, x}, {var, x}}}, {app, {int, 1}, {int, 2}}, {var, nope},
                      {if_, {bool, true}, {int, 1}, {bool, false}}, {lam, a, {lam, b, {lam, c, {app, {app, {var, a}, {var, c}}, {app, {var, b}, {var, c}}}}}},
                      {lam, p, {add, {fst, {var, p}}, {int, 1}}}]],
    Family = [{parent, ann, bob}, {parent, bob, cat}, {parent, bob, dan}, {parent, cat, eve}],
    io:format("~p~n", [lists:sort([X || X <- ancestors(ann, Family)])]),
    io:format("~p~n", [unify({f, {v, 1}, {g, {v, 2}}}, {f, {h, {v, 2}}, {v, 1}}, #{})]),
    io:format("~p~n", [unify({f, {v, 1}, {v, 1}}, {f, {v, 2}, {a}}, #{})]),
    io:format("~p~n", [append_splits([1, 2, 3])]).

show(E) ->
    try
        {T, S, _} = infer(E, #{}, #{}, 0),
        io:format("~s~n", [text(resolve(T, S))])
    catch throw:Why -> io:format("~p~n", [Why])
    end.

infer({int, _}, _, S, N) -> {int, S, N};
infer({bool, _}, _, S, N) -> {bool, S, N};
infer({var, X}, Env, S, N) ->
    case Env of
        #{X := {forall, Vars, T}} -> {rename(T, maps:from_list(lists:zip(Vars, lists:seq(N, N + length(Vars) - 1)))), S, N + length(Vars)};
        #{X := T} -> {T, S, N};
        _ -> throw({unbound, X})
    end;
infer({lam, X, B}, Env, S, N) -> {T, S1, N1} = infer(B, Env#{X => {v, N}}, S, N + 1), {{fn, {v, N}, T}, S1, N1};
infer({app, F, A}, Env, S, N) ->
    {TF, S1, N1} = infer(F, Env, S, N), {TA, S2, N2} = infer(A, Env, S1, N1),
    {{v, N2}, unified(TF, {fn, TA, {v, N2}}, S2), N2 + 1};
infer({let_, X, E, B}, Env, S, N) ->
    {T, S1, N1} = infer(E, Env, S, N), R = resolve(T, S1),
    infer(B, Env#{X => {forall, lists:usort(vars(R)), R}}, S1, N1);
infer({pair, A, B}, Env, S, N) -> {TA, S1, N1} = infer(A, Env, S, N), {TB, S2, N2} = infer(B, Env, S1, N1), {{pair, TA, TB}, S2, N2};
infer({fst, P}, Env, S, N) -> {T, S1, N1} = infer(P, Env, S, N), {{v, N1}, unified(T, {pair, {v, N1}, {v, N1 + 1}}, S1), N1 + 2};
infer({add, A, B}, Env, S, N) ->
    {TA, S1, N1} = infer(A, Env, S, N), {TB, S2, N2} = infer(B, Env, S1, N1), {int, unified(TB, int, unified(TA, int, S2)), N2};
infer({if_, C, A, B}, Env, S, N) ->
    {TC, S1, N1} = infer(C, Env, S, N), {TA, S2, N2} = infer(A, Env, unified(TC, bool, S1), N1), {TB, S3, N3} = infer(B, Env, S2, N2), {TA, unified(TA, TB, S3), N3}.

unified(A, B, S) ->
    case unify(A, B, S) of
        fail -> throw({mismatch, text(resolve(A, S)), text(resolve(B, S))});
        New -> New
    end.

unify(A, B, S) ->
    case {walk(A, S), walk(B, S)} of
        {X, X} -> S;
        {{v, I}, T} -> bind(I, T, S);
        {T, {v, I}} -> bind(I, T, S);
        {X, Y} when is_tuple(X), is_tuple(Y), tuple_size(X) =:= tuple_size(Y), element(1, X) =:= element(1, Y) ->
            lists:foldl(fun(_, fail) -> fail; ({P, Q}, Acc) -> unify(P, Q, Acc) end, S, lists:zip(tl(tuple_to_list(X)), tl(tuple_to_list(Y))));
        _ -> fail
    end.

bind(I, T, S) -> case lists:member(I, vars(resolve(T, S))) of true -> fail; false -> S#{I => T} end.

walk({v, I} = V, S) -> case S of #{I := T} -> walk(T, S); _ -> V end;
walk(T, _) -> T.

resolve(T, S) ->
    case walk(T, S) of
        {v, _} = V -> V;
        X when is_tuple(X) -> list_to_tuple([element(1, X) | [resolve(E, S) || E <- tl(tuple_to_list(X))]]);
        X -> X
    end.

vars({v, I}) -> [I];
vars(T) when is_tuple(T) -> lists:append([vars(E) || E <- tl(tuple_to_list(T))]);
vars(_) -> [].

rename({v, I}, M) -> {v, maps:get(I, M, I)};
rename(T, M) when is_tuple(T) -> list_to_tuple([element(1, T) | [rename(E, M) || E <- tl(tuple_to_list(T))]]);
rename(T, _) -> T.

text(T) ->
    Names = maps:from_list(lists:zip(order(vars(T), []), lists:sublist([[C] || C <- lists:seq($a, $z)], length(order(vars(T), []))))),
    lists:flatten(text(T, Names)).
order([], Acc) -> lists:reverse(Acc);
order([V | Vs], Acc) -> order(Vs, case lists:member(V, Acc) of true -> Acc; false -> [V | Acc] end).
text({v, I}, Names) -> maps:get(I, Names);
text({fn, {fn, _, _} = A, B}, N) -> ["(", text(A, N), ") -> ", text(B, N)];
text({fn, A, B}, N) -> [text(A, N), " -> ", text(B, N)];
text({pair, A, B}, N) -> ["{", text(A, N), ", ", text(B, N), "}"];
text(A, _) -> atom_to_list(A).

ancestors(X, F) -> lists:append([[C | ancestors(C, F)] || {parent, P, C} <- F, P =:= X]).
append_splits(L) -> [lists:split(I, L) || I <- lists:seq(0, length(L))].
