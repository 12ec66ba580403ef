%% Funs: captured values of every number and kind, funs that make funs, recursion through funs, funs as keys, in data, in messages, in guards.
-module(control_closures).
-export([main/0, add/2, apply_it/2]).
-include("shared/show.hrl").

main() ->
    ?T([(capture(N))(N) || N <- lists:seq(0, 6)]), ?T(((curry(fun(A, B, C) -> {A, B, C} end))(1))(2)), ?T((((curry(fun(A, B, C) -> {A, B, C} end))(1))(2))(3)), ?T((compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun erlang:integer_to_list/1]))(5)),
    ?T((y(fun(Self) -> fun(0) -> 1; (N) -> N * Self(N - 1) end end))(20)), ?T((fun Even(0) -> true; Even(N) -> (fun Odd(0) -> false; Odd(M) -> Even(M - 1) end)(N - 1) end)(101)), ?T(church(7)), ?T([F(10) || F <- [fun(X) -> X + Y end || Y <- [1, 2, 3]]]),
    ?T(lists:map(fun({A, B}) when A > B -> A - B; ({A, B}) -> B - A; (X) -> X end, [{1, 5}, {5, 1}, z])), ?T(lists:map(fun add_one/1, [1, 2])), ?T(lists:map(fun ?MODULE:add/2, [])), ?T(lists:foldl(fun ?MODULE:add/2, 0, [1, 2, 3])), ?T(lists:foldr(fun(X, F) -> fun(A) -> [X | F(A)] end end, fun(A) -> A end, [1, 2, 3])),
    ?T((lists:foldr(fun(X, F) -> fun(A) -> F(A - X) end end, fun(A) -> A end, [1, 2, 3]))(10)), ?T(counter(3)), ?T(memo(30)), ?T(shadow(1)), ?T(shadow2({1, 2})), ?T(big_env()), ?T(mixed_env(1.5, 1 bsl 80, <<1:3>>, #{a => 1}, "s")),
    ?T((fun(_) -> a end) =:= (fun(_) -> a end)), ?T(begin F = fun() -> 1 end, F =:= F end), ?T(begin F = make(1), G = make(1), H = make(2), {F == G, F == H, F =:= F} end), ?T(fun add_one/1 =:= fun add_one/1), ?T(fun ?MODULE:add/2 =:= fun ?MODULE:add/2), ?T(fun ?MODULE:add/2 =:= fun add/2),
    ?T(maps:get(make(1), #{make(1) => found, make(2) => wrong})), ?T(begin S = self(), P = spawn(fun() -> receive {F, X} -> S ! {r, F(X)} end end), Z = 5, P ! {fun(X) -> X * Z end, 7}, receive {r, R} -> R end end), ?T(begin T = ets:new(t, []), ets:insert(T, {f, make(9)}), [{f, F}] = ets:lookup(T, f), ets:delete(T), F() end),
    ?T((binary_to_term(term_to_binary(make(11))))()), ?T((binary_to_term(term_to_binary(fun ?MODULE:add/2)))(1, 2)), ?T([is_function(F, A) || F <- [make(1), fun add/2, fun ?MODULE:add/2, fun lists:map/2, fun erlang:'+'/2], A <- [0, 1, 2]]),
    ?T((fun erlang:'+'/2)(1, 2)), ?T((fun lists:reverse/1)([1, 2])), ?T(apply_it(fun(A, B, C, D, E, F, G, H, I, J) -> [J, I, H, G, F, E, D, C, B, A] end, lists:seq(1, 10))), ?T(apply_it(fun() -> none end, [])), ?T(apply_it(fun(X) -> X end, [1, 2])), ?T(apply_it({lists, reverse}, [[1]])), ?T(apply_it(add, [1, 2])),
    ?T((id(fun(X, Y) -> X end))(1)), ?T((id(fun() -> x end))(1)), ?T((id(x))()), ?T((id([]))(1)), ?T((id({a, b}))(1)), ?T((id(fun nomod:nofun/1))(1)), ?T((id(fun ?MODULE:nofun/1))(1)), ?T((id(fun ?MODULE:id/1))(1)), ?T((fun(1) -> one end)(id(2))), ?T((fun(X) when X > 5 -> X end)(id(3))), ?T((fun F(1) -> one; F(X) -> F(X - 1) end)(id(3))), ?T((fun F(1) -> F end)(id(0))),
    ?T([F() || F <- (fun L(0) -> []; L(N) -> [fun() -> {N, L(0)} end | L(N - 1)] end)(3)]), ?T(deep_env(100)), ?T(try_env(3)), ?T(receive_env(4)), ?T(case_funs(a)), ?T(case_funs(b)), ?T(fun_in_guard(make(1))), ?T(fun_in_guard(fun add/2)), ?T(fun_in_guard(x)), ?T(erlang:fun_info(capture(4), arity)), ?T(length(element(2, erlang:fun_info(capture(4), env)))), ?T(element(2, erlang:fun_info(make(3), env))).

id(X) -> X.
add(A, B) -> A + B.
add_one(X) -> X + 1.
apply_it(F, Args) -> id(apply(F, Args)).
make(X) -> fun() -> X end.
capture(0) -> fun(_) -> [] end;
capture(1) -> A = id(a), fun(X) -> [X, A] end;
capture(2) -> A = id(a), B = id(b), fun(X) -> [X, A, B] end;
capture(3) -> [A, B, C] = id([1, 2, 3]), fun(X) -> [X, C, B, A] end;
capture(4) -> {A, B, C, D} = id({1, 2, 3, 4}), fun(X) -> [X, D, A, C, B] end;
capture(5) -> #{a := A, b := B} = id(#{a => 1, b => 2}), F = capture(3), G = capture(2), fun(X) -> [F(X), G(X), A, B, (capture(1))(X)] end;
capture(N) -> fun(X) -> fun() -> {X, N, fun() -> {N, X} end} end end.
curry(F) -> fun(A) -> fun(B) -> fun(C) -> F(A, B, C) end end end.
compose(Fs) -> lists:foldl(fun(F, G) -> fun(X) -> F(G(X)) end end, fun(X) -> X end, Fs).
y(F) -> G = fun(H) -> F(fun(X) -> (H(H))(X) end) end, G(G).
church(N) -> C = lists:foldl(fun(_, M) -> fun(F) -> fun(X) -> F((M(F))(X)) end end end, fun(_) -> fun(X) -> X end end, lists:seq(1, N)), (C(fun(X) -> X + 1 end))(0).
counter(N) -> F = fun F(0, Acc) -> Acc; F(K, Acc) -> F(K - 1, [fun() -> {K, length(Acc)} end | Acc]) end, [G() || G <- F(N, [])].
memo(N) -> F = fun F(K, M) when K < 2 -> {K, M}; F(K, M) -> case M of #{K := V} -> {V, M}; _ -> {A, M1} = F(K - 1, M), {B, M2} = F(K - 2, M1), {A + B, M2#{K => A + B}} end end, element(1, F(N, #{})).
shadow(X) -> F = fun(Y) -> Z = Y + X, fun(W) -> {Z, W, X} end end, [(F(X + 1))(X + 2), (fun(Q) -> Q end)(X)].
shadow2({A, B}) -> F = fun({C, D}) -> G = fun(E) -> {A, B, C, D, E} end, G(A + B) end, F({B, A}).
big_env() -> [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T] = lists:seq(1, 20), Fun = fun(X) -> A + B * C - D + E * F - G + H * I - J + K * L - M + N * O - P + Q * R - S + T + X end, [Fun(1), Fun(1.5)].
mixed_env(F, I, B, M, S) -> G = fun(K) -> case K of f -> F; i -> I; b -> B; m -> M; s -> S; all -> {F, I, B, M, S} end end, erlang:garbage_collect(), [G(K) || K <- [f, i, b, m, s, all]].
deep_env(N) -> F = lists:foldl(fun(X, G) -> fun() -> X + G() end end, fun() -> 0 end, lists:seq(1, N)), F().
try_env(X) -> F = fun() -> try throw(X) catch Y -> fun() -> {X, Y} end end end, (F())().
receive_env(X) -> self() ! {m, 5}, F = fun() -> receive {m, Y} -> fun(Z) -> X + Y + Z end after 0 -> none end end, (F())(6).
case_funs(X) -> F = case X of a -> fun(Y) -> {a, Y} end; b -> Z = id(z), fun(Y) -> {b, Y, Z} end end, F(1).
fun_in_guard(F) when is_function(F, 0) -> F();
fun_in_guard(F) when is_function(F) -> {other, F =:= fun add/2};
fun_in_guard(F) -> F.
