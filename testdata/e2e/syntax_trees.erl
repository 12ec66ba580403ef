%% erl_syntax and erl_syntax_lib: every node type from parsed forms and back, traversals, variables, analysis, printing by erl_prettypr.
-module(syntax_trees).
-export([main/0]).
-include("shared/show.hrl").

form(Text) -> {ok, Ts, _} = erl_scan:string(Text), {ok, F} = erl_parse:parse_form(Ts), F.
expr(Text) -> {ok, Ts, _} = erl_scan:string(Text ++ "."), {ok, [E]} = erl_parse:parse_exprs(Ts), E.

texts() ->
    ["1", "1.5", "$a", "atom", "'q a'", "\"str\"", "X", "_", "[]", "[a | b]", "[1, 2]", "{a, B}", "#{a => 1}", "M#{a := 1}", "<<1, X:8/little-signed, Y/binary>>", "f(1)", "m:f(X)", "fun f/1", "fun m:f/2", "fun(X) -> X; (_) when true -> 1 end", "fun F(0) -> 1; F(N) -> F(N - 1) end",
     "case X of {a, 1} -> b; _ when X > 1, Y; Z -> c end", "if X -> 1; true -> 2 end", "receive {a, X} -> X after 10 -> b end", "receive after infinity -> ok end", "try f() catch throw:X -> X; error:_:S -> S end", "try f() of 1 -> 2 catch _ -> 3 after g() end", "begin a, b end", "catch f()", "X = 1", "X ! Y", "-X", "not X", "1 + 2 * 3", "(1 + 2) * 3",
     "a andalso b orelse c", "A ++ B ++ C", "A -- (B -- C)", "[X || X <- L, X > 1]", "[{X, Y} || X <- L, <<Y>> <= B]", "<< <<X>> || X <- L >>", "#r{a = 1, _ = 2}", "R#r.a", "R#r{b = 2}", "#r.a", "(f)(X)", "(X)()", "a:b:c", "f()()", "1 =:= 2", "X#r.a#s.b", "\"a\" \"b\"", "{[#{{1} => <<2>>}]}", "fun() -> ok end()", "- - 1", "bnot (X band Y)", "self() ! (a = b)"].

main() ->
    [begin
         case catch expr(T) of
             {'EXIT', _} -> io:format("~ts does not parse~n", [T]);
             E ->
                 Type = erl_syntax:type(E),
                 Rebuilt = erl_syntax:revert(rebuild(E)),
                 io:format("~ts: ~p leaf ~p same ~p subtrees ~p~n  ~ts~n", [T, Type, erl_syntax:is_leaf(E), plain(Rebuilt) =:= plain(E), [length(G) || G <- erl_syntax:subtrees(E)], erl_prettypr:format(rebuild(E))])
         end
     end || T <- texts()],
    [begin F = form(T), io:format("~p ~p~n~ts~n", [erl_syntax:type(F), catch erl_syntax_lib:analyze_form(F), erl_prettypr:format(F)]) end || T <-
        ["-module(m).", "-export([f/1, g/2]).", "-import(lists, [map/2]).", "-record(r, {a = 1, b :: integer(), c = [] :: list()}).", "-define_like(x).", "-compile([export_all]).", "-type t(X) :: {X, [integer()]} | #{a := b, c => d} | fun((X) -> ok) | #r{a :: 1..2}.", "-spec f(X) -> Y when X :: atom(), Y :: <<_:8, _:_*4>>.", "-callback c(any()) -> x.", "-opaque o() :: nonempty_string().", "-spec m:f() -> none() ; () -> [a, ...].",
         "f(X) when X > 0; is_atom(X), true -> case X of 1 -> ok; _ -> {error, X} end; f(_) -> [].", "long_name(Argument_one, Argument_two, {a, tuple, with, many, elements}) -> call_something(Argument_one, Argument_two, another_argument_that_is_long, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ok."]],
    traversals(), building(), printing().

%% A tree of erl_syntax's own, made of the parts.
rebuild(T) ->
    case erl_syntax:subtrees(T) of
        [] -> T;
        Gs -> erl_syntax:update_tree(T, [[rebuild(S) || S <- G] || G <- Gs])
    end.
plain(T) -> erl_parse:map_anno(fun(_) -> 0 end, T).

traversals() ->
    E = expr("fun(X, {Y, Z}) when X > Y -> A = X + B, [C || C <- Z, C > A], f(A, m:g(X)) end"),
    ?T(erl_syntax_lib:fold(fun(T, S) -> case erl_syntax:type(T) of variable -> [erl_syntax:variable_name(T) | S]; _ -> S end end, [], E)),
    ?T(sets:to_list(erl_syntax_lib:variables(E))), ?T(erl_syntax_lib:map(fun(T) -> case erl_syntax:type(T) of variable -> erl_syntax:atom(erl_syntax:variable_name(T)); _ -> T end end, expr("{X, [Y | f(Z)]}")) =/= x),
    ?T(lists:flatten(erl_prettypr:format(erl_syntax_lib:map_subtrees(fun(_) -> erl_syntax:atom(sub) end, expr("{1, 2, 3}"))))), ?T(erl_syntax_lib:mapfold(fun(T, N) -> {T, N + 1} end, 0, expr("{a, [b, c]}")) =/= x), ?T(element(2, erl_syntax_lib:mapfold(fun(T, N) -> {T, N + 1} end, 0, expr("{a, [b, c]}")))),
    Annotated = erl_syntax_lib:annotate_bindings(expr("begin X = Y, fun(Z) -> {X, Z, W} end end"), ordsets:from_list(['Y', 'W'])), ?T([lists:keyfind(K, 1, erl_syntax:get_ann(Annotated)) || K <- [env, bound, free]]),
    ?T(erl_syntax_lib:new_variable_name(sets:from_list(['V1'])) =/= 'V1'), ?T(length(erl_syntax_lib:new_variable_names(3, sets:new()))), ?T(erl_syntax_lib:is_fail_expr(expr("error(x)"))), ?T(erl_syntax_lib:is_fail_expr(expr("f(x)"))), ?T(erl_syntax_lib:analyze_function(form("f(X, Y) -> X."))), ?T(erl_syntax_lib:analyze_application(expr("m:f(1)"))), ?T(erl_syntax_lib:analyze_application(expr("X(1)"))), ?T(erl_syntax_lib:analyze_implicit_fun(expr("fun f/2"))), ?T(erl_syntax_lib:function_name_expansions([{f, 1}])),
    ?T(lists:sort([{K, V} || {K, V} <- erl_syntax_lib:analyze_forms([form("-module(m)."), form("-export([f/1])."), form("-record(r, {a}). "), form("f(X) -> X."), form("-vsn(1).")]), K =/= warnings])), ?T(erl_syntax_lib:analyze_record_field(hd(erl_syntax:tuple_elements(lists:nth(2, erl_syntax:attribute_arguments(form("-record(r, {a = 1}).")))))) =/= x), ?T(erl_syntax_lib:strip_comments(expr("a"))), ?T(lists:flatten(erl_syntax_lib:to_comment(expr("f(a, b)")) =/= x)).

building() ->
    S = erl_syntax, P = fun(T) -> lists:flatten(erl_prettypr:format(T)) end,
    ?T(P(S:tuple([S:integer(1), S:atom('A b'), S:string("q\"\n"), S:char($\n), S:float(1.0e10), S:text("raw")]))), ?T(P(S:list([S:variable("X")], S:variable('T')))), ?T(P(S:application(S:atom(m), S:atom(f), [S:nil()]))), ?T(P(S:infix_expr(S:infix_expr(S:integer(1), S:operator('+'), S:integer(2)), S:operator('*'), S:integer(3)))), ?T(P(S:prefix_expr(S:operator('-'), S:prefix_expr(S:operator('-'), S:integer(1))))), ?T(P(S:abstract({a, [1, "s", <<1, 2:3>>], #{k => 1.5}}))), ?T(S:concrete(S:abstract([a, {b, "c"}]))), ?T(S:concrete(S:variable('X'))), ?T(S:is_literal(S:abstract({1, [2]}))), ?T(S:is_literal(expr("{X}"))),
    ?T(P(S:function(S:atom(f), [S:clause([S:underscore()], S:infix_expr(S:variable('X'), S:operator('>'), S:integer(1)), [S:atom(ok)]), S:clause([S:variable('Y')], none, [S:variable('Y')])]))), ?T(P(S:case_expr(S:variable('X'), [S:clause([S:integer(1)], [[S:atom(true)], [S:atom(false)]], [S:atom(a)])]))), ?T(P(S:try_expr([S:atom(a)], [], [S:clause([S:class_qualifier(S:atom(error), S:variable('R'))], none, [S:atom(b)])], [S:atom(c)]))), ?T(P(S:module_qualifier(S:atom(m), S:atom(f)))), ?T(P(S:macro(S:variable('M'), [S:integer(1)]))), ?T(P(S:comment(["% one", "% two"]))), ?T(P(S:add_precomments([S:comment(["% before"])], S:atom(x)))), ?T(P(S:add_postcomments([S:comment(["% behind"])], S:atom(x)))), ?T(P(S:form_list([S:attribute(S:atom(module), [S:atom(m)]), S:error_marker({1, x}), S:eof_marker()]))), ?T(P(S:binary([S:binary_field(S:variable('X'), S:integer(8), [S:atom(little), S:size_qualifier(S:atom(unit), S:integer(2))])]))), ?T(P(S:named_fun_expr(S:variable('F'), [S:clause([], none, [S:atom(x)])]))), ?T(P(S:map_expr(S:variable('M'), [S:map_field_assoc(S:atom(a), S:integer(1)), S:map_field_exact(S:atom(b), S:integer(2))]))), ?T(P(S:parentheses(S:atom(a)))), ?T(P(S:conjunction([S:atom(a), S:atom(b)]))), ?T(P(S:disjunction([S:atom(a), S:atom(b)]))),
    ?T(S:get_pos(S:set_pos(S:atom(a), 7))), ?T(S:get_ann(S:add_ann(x, S:set_ann(S:atom(a), [y])))), ?T(S:copy_attrs(S:add_ann(x, S:set_pos(S:atom(a), 3)), S:atom(b)) =/= S:atom(b)), ?T(S:is_form(form("-a(b)."))), ?T(S:type(bad)), ?T(S:meta(S:atom(x)) =/= x), ?T(P(S:meta(S:tuple([S:atom(a)])))), ?T(S:atom_literal(S:atom('A'))), ?T(S:string_literal(S:string("é\x{400}"), utf8)), ?T(S:char_literal(S:char(10))), ?T(S:integer_literal(S:integer(5))), ?T(S:list_head(S:list([S:integer(1), S:integer(2)])) =/= x), ?T(S:list_length(S:list([S:integer(1), S:integer(2)]))), ?T(S:is_proper_list(S:list([S:atom(a)], S:variable('T')))), ?T(S:compact_list(S:list([S:atom(a)], S:list([S:atom(b)]))) =/= x), ?T(S:normalize_list(S:list([S:atom(a), S:atom(b)])) =/= x).

printing() ->
    T = form("f(Xxxxxxxxx, Yyyyyyyyyy) -> case Xxxxxxxxx of {ok, Value} when is_integer(Value), Value > 100 -> io:format(\"a long format string ~p ~p~n\", [Value, Yyyyyyyyyy]); {error, Reason} -> try handle(Reason) catch _:_ -> throw(Reason) end end."),
    [io:format("~p~n~ts~n", [O, erl_prettypr:format(T, O)]) || O <- [[], [{paper, 40}], [{paper, 60}, {ribbon, 30}], [{paper, 200}, {ribbon, 150}]]], ?T(lists:flatten(erl_prettypr:format(expr("f(X)"), [{hook, fun(N, C, Cont) -> prettypr:beside(prettypr:text("<"), prettypr:beside(Cont(N, C), prettypr:text(">"))) end}]))),
    D = prettypr:sep([prettypr:text("one"), prettypr:nest(2, prettypr:par([prettypr:text(W) || W <- ["two", "three", "four", "five"]])), prettypr:text("six")]), [io:format("~p:~n~ts~n", [W, prettypr:format(D, W, R)]) || {W, R} <- [{80, 80}, {20, 20}, {10, 8}, {5, 5}]], io:format("~ts~n", [prettypr:format(prettypr:above(prettypr:follow(prettypr:text("if"), prettypr:text("condition"), 4), prettypr:beside(prettypr:text("x"), prettypr:floating(prettypr:text("y"), 1, 0))), 8)]), ?T(prettypr:best(prettypr:text("abc"), 2, 2)), ?T(prettypr:format(prettypr:empty())), ?T(prettypr:format(prettypr:null_text("x"))), ?T(prettypr:format(prettypr:break(prettypr:text("x")))).
