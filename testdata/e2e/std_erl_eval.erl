-module(std_erl_eval).
-export([main/0]).

main() ->
    [p(eval(S, [])) || S <- ["1 + 2 * 3.", "X = 5, Y = X * X, {X, Y}.", "lists:map(fun(X) -> X * 2 end, [1, 2, 3]).", "case {a, 1} of {a, N} when N > 0 -> N; _ -> none end.", "[X || X <- lists:seq(1, 10), X rem 2 =:= 0].", "F = fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end, F(10).", "<<A:4, B:4>> = <<16#AB>>, {A, B}.", "#{k := V} = #{k => v, j => 1}, V.", "try error(oops) catch error:R -> {caught, R} end.", "if 1 > 2 -> a; true -> b end.", "begin A = 1, B = A + 1 end, {A, B}.", "self() ! hi, receive M -> M end.", "catch throw(x).", "\"abc\" ++ \"def\".", "<< <<(X + 1)>> || <<X>> <= <<1, 2>> >>.", "(fun(A, B) -> A - B end)(5, 3).", "element(2, {a, b}) =:= b andalso true.", "try a catch _:_ -> b after ok end."]],
    p(eval("X + Y.", [{'X', 1}, {'Y', 2}])), p(element(2, eval_full("Z = 10, W = Z + 1.", []))), [p(try eval(S, []) catch C:R -> {C, R} end) || S <- ["1 / 0.", "A.", "foo:bar().", "{a, B} = {b, 1}.", "case x of y -> z end.", "exit(bye)."]], p(eval("lists:foldl(fun(N, A) -> A + N end, 0, lists:seq(1, 1000)).", [])).

eval(S, B) -> {value, V, _} = eval_full1(S, B), V.
eval_full(S, B) -> {value, V, Bs} = eval_full1(S, B), {V, lists:sort(erl_eval:bindings(Bs))}.
eval_full1(S, B) ->
    {ok, Ts, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(Ts),
    erl_eval:exprs(Es, lists:foldl(fun({K, V}, A) -> erl_eval:add_binding(K, V, A) end, erl_eval:new_bindings(), B)).

p(X) -> io:format("~p~n", [X]).
