-module(fun_closure).
-export([main/0]).

main() ->
    Add = fun(X) -> fun(Y) -> X + Y end end,
    p((Add(3))(4)),
    Counter = make_counter(10), p([Counter(N) || N <- [1, 2, 3]]),
    p((compose([fun(X) -> X + 1 end, fun(X) -> X * 2 end, fun erlang:integer_to_list/1]))(5)),
    Fact = fun F(0) -> 1; F(N) -> N * F(N - 1) end, p(Fact(20)),
    p((y(fun(F) -> fun(0) -> 0; (N) -> N + F(N - 1) end end))(100)),
    {A, B, C, D, E} = {1, 2.5, "three", {4}, <<"five">>},
    Many = fun(X, Y) -> [A, B, C, D, E, X, Y] end, p(Many(six, 7)),
    p(lists:map(fun({K, V}) when V > 1 -> K; (_) -> none end, [{a, 1}, {b, 2}])),
    p([F(3) || F <- [fun(X) -> X end, fun(X) -> -X end, fun(_) -> A end]]),
    p((fun() -> nullary end)()), p((fun(_, _, _, _, _, F6) -> F6 end)(1, 2, 3, 4, 5, 6)),
    Even = fun Ev(0) -> true; Ev(N) -> not Ev(N - 1) end, p([Even(N) || N <- [0, 1, 10, 11]]),
    p(apply(Add(1), [2])), p(erlang:apply(fun(X, Y) -> X - Y end, [5, 3])),
    p(deep(20, fun() -> done end)), p(fold_cps(lists:seq(1, 10), fun(X) -> X end)).

make_counter(Start) -> fun(N) -> Start + N end.

compose(Fs) -> fun(X) -> lists:foldl(fun(F, V) -> F(V) end, X, Fs) end.

y(F) -> F(fun(X) -> (y(F))(X) end).

deep(0, F) -> F();
deep(N, F) -> deep(N - 1, fun() -> F() end).

fold_cps([], K) -> K(0);
fold_cps([H | T], K) -> fold_cps(T, fun(S) -> K(S + H) end).

p(X) -> io:format("~p~n", [X]).
