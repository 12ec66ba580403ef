%% Core Erlang: scanning, parsing, printing, cerl's constructors and queries, cerl_trees, sys_core_fold and the linter on modules made here.
-module(core_erlang).
-export([main/0]).
-include("shared/show.hrl").

parse(Text) -> {ok, Ts, _} = core_scan:string(Text), core_parse:parse(Ts).

module(Body) -> "module 'cm' ['f'/1] attributes [] 'f'/1 = fun (_0) -> " ++ Body ++ " end".

bodies() ->
    ["_0", "[]", "{1,'a',\"str\",2.5}", "[1|[2|_0]]", "#{<1>(8,1,'integer',['unsigned'|['big']])}#", "~{'a'=>1,'b'=>_0}~", "~{'a':=2|_0}~", "let <X> = call 'erlang':'+'(_0,1) in X", "let <A,B> = <1,_0> in {A,B}", "do 'a' 'b'", "case _0 of <1> when 'true' -> 'one' <X> when call 'erlang':'>'(X,5) -> 'big' <_1> when 'true' -> 'other' end", "case {_0,1} of <{A = [B|_1],1}> when 'true' -> {A,B} ( <_2> when 'true' -> primop 'match_fail'('no') -| ['compiler_generated'] ) end",
     "letrec 'loop'/1 = fun (N) -> case N of <0> when 'true' -> 'done' <M> when 'true' -> apply 'loop'/1(call 'erlang':'-'(M,1)) end in apply 'loop'/1(_0)", "fun (Y) -> call 'erlang':'*'(_0,Y)", "try call 'erlang':'hd'(_0) of <V> -> V catch <C,R,S> -> {C,R}", "catch call 'erlang':'exit'(_0)", "receive <'stop'> when 'true' -> 'stopped' after 0 -> 'none'", "call 'lists':'map'(fun (X) -> {X}, _0)", "apply _0(1,2)", "( 'ann' -| [1,{'file',\"x\"}] )", "'quoted\\'atom\\n'", "$a", "case _0 of <#{#<H>(8,1,'integer',['unsigned'|['big']]),#<T>('all',8,'binary',['unsigned'|['big']])}#> when 'true' -> {H,T} <_1> when 'true' -> 'no' end", "let <X> = <1,2> in X", "X"].

main() ->
    [begin
         io:format("~ts~n", [B]),
         case parse(module(B)) of
             {ok, M} ->
                 io:format("~ts~n", [core_pp:format(M)]),
                 {ok, Again} = parse(lists:flatten(core_pp:format(M))), ?T(bare(Again) =:= bare(M)), ?T(case core_lint:module(M) of {ok, W} -> {ok, length(W)}; {error, Es, _} -> [lists:flatten(core_lint:format_error(D)) || {_, Is} <- Es, {_, D} <- Is] end),
                 case compile:forms(M, [from_core, return]) of
                     {ok, cm, Beam, _} -> {module, cm} = code:load_binary(cm, "cm", Beam), ?T([show_outcome(fun() -> cm:f(X) end) || X <- [0, 1, 7, [1, 2], a, <<"xy">>, #{}]]), code:purge(cm);
                     {error, Es2, _} -> ?T(Es2)
                 end;
             {error, E} -> ?T(E)
         end
     end || B <- bodies()],
    [?T(case core_scan:string(T) of {ok, Ts, _} -> case core_parse:parse(Ts) of {ok, _} -> ok; E -> E end; E -> E end) || T <- ["", "module", "module 'm' [] attributes [] end", "module 'm' ['f'/0] attributes ['a' = 1] 'f'/0 = fun () -> 'x' end", "module 'm' [] attributes [] 'f'/0 = 'x' end", "'unterminated", "module 'm' [] attributes [] 'f'/0 = fun () -> let X in X end", "%% comment\nmodule 'm' [] attributes [] end", "module 'm' [] attributes [] 'f'/0 = fun () -> case 1 of end end", "é"]],
    trees().

bare(T) -> cerl_trees:map(fun(N) -> cerl:set_ann(N, []) end, T).

trees() ->
    X = cerl:c_var('X'), L = cerl:c_let([X], cerl:c_int(1), cerl:c_tuple([X, cerl:c_var('Y'), cerl:c_fun([cerl:c_var('Z')], cerl:c_apply(cerl:c_var('Z'), [X]))])),
    ?T(cerl_trees:variables(L)), ?T(cerl_trees:free_variables(L)), ?T(cerl_trees:size(L)), ?T(cerl_trees:depth(L)), ?T(cerl_trees:fold(fun(T, N) -> case cerl:is_literal(T) of true -> N + 1; false -> N end end, 0, L)), {L2, Max} = cerl_trees:label(L, 1), ?T(Max), ?T(length(cerl:get_ann(L2))), ?T(lists:flatten(core_pp:format(L))), ?T(element(2, cerl_trees:mapfold(fun(T, N) -> {T, N + 1} end, 0, L))),
    ?T([cerl:F(L) || F <- [type, is_leaf, is_c_let, is_data, is_literal]]), ?T(cerl:concrete(cerl:abstract({a, [1, "x"], #{k => 1.5}}))), ?T(cerl:is_literal(cerl:c_cons(cerl:c_int(1), cerl:c_nil()))), ?T(cerl:is_literal(cerl:c_cons(X, cerl:c_nil()))), ?T(cerl:unfold_literal(cerl:abstract({1, 2})) =/= x), ?T(cerl:fold_literal(cerl:c_tuple_skel([cerl:c_int(1)]))), ?T(cerl:list_elements(cerl:make_list([X, cerl:c_nil()]))), ?T(cerl:list_length(cerl:make_list([X, X]))), ?T(cerl:is_c_list(cerl:c_cons(X, X))), ?T(cerl:string_val(cerl:c_string("ab"))), ?T(cerl:is_print_string(cerl:c_string("a\0"))), ?T(cerl:int_lit(cerl:c_int(-5))), ?T(cerl:atom_lit(cerl:c_atom('A b'))), ?T(cerl:char_lit(cerl:c_char($\n))), ?T(cerl:float_lit(cerl:c_float(1.0e22))), ?T(cerl:string_lit(cerl:c_string("q\"\n"))),
    ?T(cerl:data_type(cerl:c_tuple([X]))), ?T(cerl:data_es(cerl:c_cons(X, X))), ?T(cerl:data_arity(cerl:abstract({1, 2, 3}))), ?T(cerl:make_data(tuple, [X])), ?T(cerl:subtrees(L) =/= []), ?T(cerl:update_tree(L, 'let', cerl:subtrees(L)) =:= L), ?T(cerl:meta(X) =/= x), ?T(cerl:ann_make_tree([a], values, [[X, X]])), ?T(cerl:pat_vars(cerl:c_tuple([X, cerl:c_alias(cerl:c_var('Q'), cerl:c_nil())]))), ?T(cerl:clause_arity(cerl:c_clause([X, X], X))), ?T(cerl:is_simple(X)), ?T(cerl:fname_id(cerl:c_fname(f, 2))), ?T(cerl:fname_arity(cerl:c_fname(f, 2))), ?T(cerl:values_arity(cerl:c_values([X, X]))), ?T(cerl:copy_ann(cerl:set_ann(X, [z]), X)), ?T(cerl:add_ann([y], X)), ?T(cerl:type(junk)), ?T(cerl:from_records(cerl:to_records(L)) =:= L), ?T(cerl_clauses:match(cerl:c_tuple([X]), cerl:abstract({1}))), ?T(cerl_clauses:match(cerl:abstract(a), cerl:abstract(b))), ?T(cerl_clauses:any_catchall([cerl:c_clause([X], X)])), ?T(cerl_inline:transform(cerl:c_module(cerl:c_atom(m), [], [{cerl:c_fname(f, 0), cerl:c_fun([], cerl:c_int(1))}]), []) =/= x).
