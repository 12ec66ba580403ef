-module(fun_apply).
-export([main/0, f0/0, f1/1, f3/3]).

f0() -> zero.
f1(X) -> {one, X}.
f3(A, B, C) -> {three, A, B, C}.

main() ->
    M = id(?MODULE),
    p(M:f0()), p(M:f1(a)), p(M:f3(a, b, c)), p(apply(M, f3, [1, 2, 3])), p(apply(M, id(f0), [])),
    F = fun ?MODULE:f1/1, p(F(x)), G = fun f3/3, p(G(1, 2, 3)),
    H = fun M:f1/1, p(H(dyn)), K = fun lists:reverse/1, p(K([1, 2])),
    p(F =:= fun ?MODULE:f1/1), p(is_function(F)), p(is_function(F, 1)), p(is_function(F, 2)), p(is_function(a)),
    p(F), p(fun lists:map/2), p(erlang:fun_info(F, arity)), p(erlang:fun_info(F, type)), p(erlang:fun_info(K, module)),
    p(erlang:fun_info(fun(X, Y) -> X + Y end, arity)), p(erlang:fun_info(fun() -> 1 end, type)),
    [io:format("~p~n", [try E() catch C:R -> {C, clean(R)} end])
     || E <- [fun() -> (id(a))(1) end, fun() -> F(1, 2) end, fun() -> M:nope(1) end, fun() -> (id(nomod)):f() end,
              fun() -> apply(M, f1, id([1, 2, 3])) end, fun() -> apply(M, f1, id(x)) end, fun() -> (id(1)):f() end,
              fun() -> apply(fun(X) -> X end, id([1, 2])) end, fun() -> (id({a, b}))() end, fun() -> apply(id(x), [1]) end]],
    p(erlang:function_exported(?MODULE, f1, 1)), p(erlang:function_exported(?MODULE, p, 1)),
    p([apply(lists, N, [[3, 1, 2]]) || N <- [sort, reverse, sum, max]]),
    p((fun lists:foldl/3)(fun(X, A) -> X + A end, 0, [1, 2, 3])),
    p([is_function(X) || X <- [fun p/1, fun io:format/1, x]]),
    tail(M, 3).

%% Funs print with an address of their own.
clean({badarity, {F, A}}) when is_function(F) -> {badarity, A};
clean(R) -> R.

tail(_, 0) -> done;
tail(M, N) -> p(M:f1(N)), apply(?MODULE, f1, [N]), tail(M, N - 1).

p(X) -> io:format("~p~n", [X]).
id(X) -> X.
