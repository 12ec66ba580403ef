%% Handlers in handlers: exceptions of every class from every block of a try, what wins, and values bound on the way.
-module(exc_nested).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Ways = [value, throw, error, exit, badarith, badmatch, case_clause, function_clause],
    [io:format("~w in body, ~w in of, ~w in catch, ~w in after: ~0tp~n", [B, O, C, A, outcome(fun() -> all(B, O, C, A) end)]) || B <- Ways, O <- [value, throw, badmatch], C <- [value, error, exit], A <- [value, throw]],
    [io:format("~w ~w ~w~n  ~0tp~n", [A, B, C, outcome(fun() -> three(A, B, C) end)]) || A <- [value, throw, error], B <- [value, exit, badarith], C <- [value, throw, case_clause]],
    [io:format("~w: ~0tp~n", [W, outcome(fun() -> classes(W) end)]) || W <- Ways],
    [io:format("~w: ~0tp~n", [W, outcome(fun() -> loop(W, 5, []) end)]) || W <- Ways],
    [io:format("~w: ~0tp~n", [W, outcome(fun() -> old(W) end)]) || W <- Ways],
    [io:format("~w: ~0tp~n", [W, outcome(fun() -> guards(W) end)]) || W <- Ways],
    [io:format("~w: ~0tp~n", [W, outcome(fun() -> as_argument(W) end)]) || W <- Ways],
    [io:format("~w: ~0tp~n", [W, outcome(fun() -> rethrow(W) end)]) || W <- Ways],
    [io:format("~w: ~0tp~n", [W, outcome(fun() -> deep(50, W) end)]) || W <- Ways],
    ?T(try error({a, b}) catch error:{A, B} when A > B -> gt; error:{A, B} when A < B -> lt end), ?T(try throw(1) catch X when X > 1 -> big; X -> {small, X} end), ?T(try exit(a) catch throw:a -> t; exit:b -> b end),
    ?T(try throw(a) catch _:_ when hd(a) -> x; _:_ -> y end), ?T(try error(a, [1, 2]) catch error:a:S1 -> {M, F, Ar, _} = hd(S1), {M, F, Ar} end), ?T(try error(a, none) catch error:a:S2 -> {M2, F2, Ar2, _} = hd(S2), {M2, F2, Ar2} end),
    ?T((catch try throw(a) catch b -> c end)), ?T(case (catch throw(a)) of a -> ok end), ?T(case (catch exit(a)) of {'EXIT', a} -> ok end), ?T(case (catch error(a)) of {'EXIT', {a, [_ | _]}} -> ok end),
    ?T([try throw(Y) catch Z -> {Y, Z} end || Y <- [1, 2]]), ?T(#{k => try throw(v) catch V -> V end}), ?T(<<(try throw(7) catch W1 -> W1 end)>>), ?T((try throw(fun(Q) -> Q * 2 end) catch G -> G end)(21)), ?T(try throw(a) catch a -> try throw(b) catch b -> try throw(c) catch c -> abc end end end),
    ?T(try try throw(a) after throw(b) end catch b -> lost_a end), ?T(try try error(a) after id(ok) end catch error:a -> kept end), ?T(try id(1) of 1 -> try throw(x) of _ -> y catch x -> inner end catch x -> outer end), ?T(begin P = try throw(5) catch T5 -> T5 + 1 end, P * 2 end).

id(X) -> X.
outcome(F) ->
    put(log, []),
    R = try {value, F()} catch C:E -> {C, case E of {badmatch, _} -> badmatch; {case_clause, _} -> case_clause; _ -> E end} end,
    {R, lists:reverse(get(log))}.
log(X) -> put(log, [X | get(log)]), X.
do(value) -> done;
do(throw) -> throw(thrown);
do(error) -> error(wrong);
do(exit) -> exit(out);
do(badarith) -> id(a) + 1;
do(badmatch) -> {x, _} = id({y, 1});
do(case_clause) -> case id(1) of 2 -> 3 end;
do(function_clause) -> only(id(1)).
only(2) -> 3.
all(B, O, C, A) ->
    try log(body), do(B) of
        done -> log(in_of), {of_, do(O)}
    catch
        throw:T -> log(in_throw), {throw, T, do(C)};
        error:E when E =/= badarith -> log(in_error), {error, element(1, {E}) =:= E, do(C)};
        exit:X -> log(in_exit), {exit, X, do(C)}
    after
        log(in_after), do(A)
    end.
three(A, B, C) ->
    X = try log(a), do(A) catch throw:T -> {a, T} after log(after_a) end,
    Y = try log(b), {X, do(B)} catch exit:E -> {X, b, E} after log(after_b) end,
    try log(c), {Y, do(C)} catch _:R -> {Y, c, R} after log({after_c, Y}) end.
classes(W) ->
    try try try do(W) catch throw:T -> log({t, T}), error({from, throw}) end catch error:E -> log({e, E}), exit(from_error) end catch exit:X -> log({x, X}), throw(from_exit) end.
loop(_, 0, Acc) -> Acc;
loop(W, N, Acc) ->
    R = try do(if N rem 2 =:= 0 -> W; true -> value end) of V -> {N, V} catch throw:T -> {N, T}; C:_ when C =/= throw -> {N, C} after log(N) end,
    loop(W, N - 1, [R | Acc]).
old(W) ->
    A = (catch do(W)),
    B = case catch {in, do(W)} of {'EXIT', _} -> exited; {in, V} -> V; T -> {thrown, T} end,
    {is_atom(A), B, catch (catch do(W)) =:= done}.
guards(W) ->
    try do(W) of V when V =:= done -> {ok, V} catch C:R when is_atom(R), C =/= error -> {atom, C, R}; error:{Tag, Val} when is_integer(Val) -> {Tag, Val}; error:R when is_tuple(R) -> {tuple, element(1, R)}; error:R when R == badarith -> arith end.
as_argument(W) -> {1, id(try do(W) catch _:_ -> caught end), [2, catch do(value) | [try do(W) catch error:_ -> err; exit:_ -> ex; throw:_ -> thr end]]}.
rethrow(W) ->
    try try do(W) catch C:R:S -> log(C), erlang:raise(C, {again, case R of {K, _} -> K; _ -> R end}, S) end
    catch error:{again, R2} -> {err, R2}
    end.
deep(0, W) -> do(W);
deep(N, W) when N rem 10 =:= 0 -> try [N | deep(N - 1, W)] catch throw:T -> throw({N, T}) after log(N) end;
deep(N, W) -> {deep(N - 1, W)}.
