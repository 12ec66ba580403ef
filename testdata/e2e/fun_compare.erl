%% Funs as values: equality, order, environment, recursion by name, funs in data, in guards, in other processes.
-module(fun_compare).
-export([main/0, ex/1]).

main() ->
    [A1, A2] = [adder(N) || N <- [1, 2]], p({A1 =:= adder(1), A1 =:= A2, A1 == A1}), p(fun ?MODULE:ex/1 =:= fun ?MODULE:ex/1), p(fun ex/1 =:= fun ?MODULE:ex/1),
    p([erlang:fun_info(A1, K) || K <- [module, arity, env, type]]), p(erlang:fun_info(fun lists:map/2, name)), p([element(1, erlang:fun_info(A1, K)) || K <- [index, uniq, new_index, new_uniq, name, pid, refc]]),
    p(lists:sort([f(Z) || Z <- [c, a, b]]) =:= [f(a), f(b), f(c)]), p([x < f(1), f(1) < {}, f(1) < self(), make_ref() < f(1), 1 < f(1)]),
    Fact = fun F(0) -> 1; F(N) -> N * F(N - 1) end, p([Fact(N) || N <- [0, 1, 5, 25]]), p((fun Even(0) -> true; Even(N) -> not Even(N - 1) end)(11)),
    p(compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, A2, fun ex/1])), p(((curry(fun(X, Y, Z) -> {X, Y, Z} end))(1))(2)), p((((curry(fun(X, Y, Z) -> {X, Y, Z} end))(1))(2))(3)),
    p(y(fun(Self) -> fun([]) -> 0; ([_ | T]) -> 1 + Self(T) end end, [a, b, c])), p([is_function(X, N) || X <- [A1, Fact, fun ex/1, fun lists:foldl/3, x], N <- [0, 1, 2, 3]]),
    p(env(1, 2.5, "three", <<"four">>, {five}, #{six => 6})), p(shadow(1)), p([G() || G <- [fun() -> N end || N <- [1, 2, 3]]]), p(church(5)), p(pid()), p(tab()), p(many(1)), p(deep(50)),
    p([catch_reason(F) || F <- [fun() -> (id(A1))() end, fun() -> Fact(-1.5 + id(a)) end, fun() -> (fun(1) -> one end)(id(2)) end, fun() -> apply(A1, id([1 | x])) end]]), p(lazy(fun() -> io:format("forced~n"), 42 end)), p(maps:get(A1, #{A1 => found, A2 => other})), p(erlang:phash2(A1) =:= erlang:phash2(adder(1))).

p(X) -> io:format("~w~n", [X]).
id(X) -> X.
ex(X) -> {ex, X}.
adder(N) -> fun(X) -> X + N end.
f(Z) -> fun() -> Z end.
catch_reason(F) -> try F() catch _:{badarity, {_, A}} -> {badarity, A}; C:R -> {C, R} end.
compose(Fs) -> (lists:foldl(fun(G, Acc) -> fun(X) -> G(Acc(X)) end end, fun(X) -> X end, Fs))(10).
curry(F) -> fun(X) -> fun(Y) -> fun(Z) -> F(X, Y, Z) end end end.
y(F, L) -> G = fun(X) -> F(fun(A) -> (X(X))(A) end) end, (G(G))(L).
env(A, B, C, D, E, F) -> G = fun() -> {F, E, D, C, B, A} end, {G(), element(2, erlang:fun_info(G, env))}.
shadow(X) -> F = fun(X) -> X + 1 end, {F(X * 10), X}.
church(N) -> Succ = fun(C) -> fun(F) -> fun(X) -> F((C(F))(X)) end end end, C = lists:foldl(fun(_, A) -> Succ(A) end, fun(_) -> fun(X) -> X end end, lists:seq(1, N)), (C(fun(X) -> X + 1 end))(0).
pid() -> S = self(), V = {captured, 1.5}, spawn(fun() -> S ! {V, fun(X) -> {V, X} end} end), receive {V, F} -> F(here) end.
tab() -> T = [{add, fun erlang:'+'/2}, {sub, fun erlang:'-'/2}, {max, fun erlang:max/2}, {app, fun erlang:'++'/2}], [catch_reason(fun() -> (proplists:get_value(O, T))(A, B) end) || O <- [add, sub, max, app], {A, B} <- [{1, 2}, {"a", "b"}]].
many(X) -> ((fun(A, B, C, D, E, F, G, H, I, J) -> fun() -> [A, B, C, D, E, F, G, H, I, J, X] end end)(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))().
deep(N) -> (lists:foldl(fun(I, F) -> fun(A) -> F(A + I) end end, fun(A) -> A end, lists:seq(1, N)))(0).
lazy(F) -> G = fun(force) -> F(); (peek) -> not_forced end, {G(peek), G(force)}.
