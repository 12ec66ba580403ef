%% Source text through the scanner, parser, linter's helpers, pretty printer and compiler-free evaluation.
-module(std_erl_pp).
-export([main/0]).

main() ->
    Forms = ["-module(m).", "-export([f/1, g/2]).", "-record(r, {a = 1 :: integer(), b}).", "-type t(X) :: {ok, X} | error | [integer()].", "-spec f(t(atom())) -> #{a := 1, b => term()} when X :: any().", "f(X) when is_integer(X), X > 0; X =:= a -> Y = X + 1 * -2, {Y, [1, 2 | Y], <<X:8/little, \"s\">>}; f(_) -> ok.",
             "g(A, B) -> case A of {x, Y} when Y > 1 -> begin Y, B end; #{k := V} -> V; _ -> if A > B -> 1; true -> fun(Z) -> Z end end end.", "h() -> try a() of b -> c catch throw:E -> E; C:R:S -> {C, R, S} after d() end.", "i(L) -> [{X, Y} || X <- L, Y <- [1, 2], X > Y, <<Z>> <= <<1, 2>>, Z =/= 0].", "j() -> receive {a, X} -> X after 100 -> timeout end.", "k() -> fun ?MODULE_:f/1.", "l(#r{a = A} = R) -> R#r{b = A}, R#r.b, #r.a.", "n() -> fun F(0) -> 1; F(N) -> N * F(N - 1) end.", "o() -> \"a string with \\\"quotes\\\" and \\n lines\" ++ 'quoted atom' ++ $a ++ $\\n ++ 16#FF ++ 1.5e10.", "q(X) -> catch X andalso not true orelse (X band 3) bsl 2.", "bad(X -> X."],
    [pp(F) || F <- Forms],
    [p({E, eval(E)}) || E <- ["1 + 2 * 3.", "X = [1, 2, 3], lists:sum(X).", "[X * 2 || X <- lists:seq(1, 5), X rem 2 =:= 1].", "F = fun(0) -> z; (N) -> N end, {F(0), F(5)}.", "case {a, 1} of {a, N} when N > 0 -> yes; _ -> no end.", "try throw(x) catch throw:Y -> {caught, Y} end.", "<<A:4, B:4>> = <<16#AB>>, {A, B}.", "#{a => 1, b => #{c => 2}}.", "M = #{a => 1}, M#{a := 2, b => 3}.", "begin A = 1, B = A + 1, A + B end.", "if 1 > 2 -> a; true -> b end.", "(fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end)(10).", "1 / 0.", "undefined_var.", "Unbound + 1.", "atom_to_list(abc) ++ \"def\".", "{ok, X} = {error, 1}.", "receive after 0 -> none end.", "<< <<(X + 1)>> || <<X>> <= <<1, 2, 3>> >>.", "catch throw(foo).", "X = 5, X = 6."]],
    p(erl_parse:abstract({a, [1, 2.5], "str", <<"bin">>, #{k => v}})), p(erl_parse:normalise(erl_parse:abstract({x, [y], 1}))), p(lists:flatten(erl_pp:expr(erl_parse:abstract([{a, "b"}, <<1, 2>>, -5])))), p(erl_anno:line(erl_anno:new({3, 7}))), p(erl_internal:bif(length, 1)), p(erl_internal:guard_bif(foo, 1)), p([erl_internal:op_type(O, 2) || O <- ['+', '==', 'and', '++', '!']]), p(erl_scan:string("foo Bar 12 1.5 \"s\" 'q a' $c => .", {1, 1})), p(erl_scan:string("bad $")), p(erl_scan:string("'open")).

p(X) -> io:format("~p~n", [X]).
pp(S) ->
    case erl_scan:string(S) of
        {ok, T, _} -> case erl_parse:parse_form(T) of {ok, F} -> io:format("~ts", [erl_pp:form(F)]); {error, {L, M, D}} -> p({error, L, lists:flatten(M:format_error(D))}) end;
        E -> p(E)
    end.
eval(S) ->
    {ok, T, _} = erl_scan:string(S), {ok, Es} = erl_parse:parse_exprs(T),
    try {value, V, B} = erl_eval:exprs(Es, erl_eval:new_bindings()), {V, [K || {K, _} <- lists:sort(erl_eval:bindings(B))]} catch C:R -> {C, R} end.
