%% erl_pp: forms and expressions that survive printing and parsing; indentation, hooks, options, widths; what is between levels of precedence.
-module(pp_forms).
-export([main/0]).
-include("shared/show.hrl").

tokens(T) -> {ok, Ts, _} = erl_scan:string(T), Ts.
expr(T) -> {ok, [E]} = erl_parse:parse_exprs(tokens(T ++ ".")), E.
form(T) -> {ok, F} = erl_parse:parse_form(tokens(T)), F.
bare(T) -> erl_parse:map_anno(fun(_) -> 0 end, T).
flat(X) -> lists:flatten(X).

main() ->
    Ops = ["+", "-", "*", "/", "div", "rem", "band", "bor", "bxor", "bsl", "bsr", "++", "--", "==", "=:=", "<", "and", "or", "xor", "andalso", "orelse", "!", "="],
    %% Each pair of operators, with both shapes of tree.
    Bad = [{A, B, Shape} || A <- Ops, B <- Ops, {Shape, T} <- [{left, {op, 1, list_to_atom(A), {op, 1, list_to_atom(B), {var, 1, 'X'}, {var, 1, 'Y'}}, {var, 1, 'Z'}}}, {right, {op, 1, list_to_atom(A), {var, 1, 'X'}, {op, 1, list_to_atom(B), {var, 1, 'Y'}, {var, 1, 'Z'}}}}],
                           begin T1 = matches(T), case erl_parse:parse_exprs(tokens(flat(erl_pp:expr(T1)) ++ ".")) of {ok, [E]} -> bare(E) =/= bare(T1); _ -> true end end],
    ?T(Bad), ?T(erlang:phash2([flat(erl_pp:expr(matches({op, 1, list_to_atom(A), {op, 1, list_to_atom(B), {var, 1, 'X'}, {var, 1, 'Y'}}, {var, 1, 'Z'}}))) || A <- Ops, B <- Ops])),
    [begin E = expr(T), P = flat(erl_pp:expr(E)), io:format("~ts~n  ~ts ~w~n", [T, P, bare(expr(P)) =:= bare(E)]) end || T <-
        ["- - 1", "-(1 + 2)", "not (a and b)", "(not a) and b", "- f(x)", "bnot (- 1)", "+ (a:b(c))", "(fun() -> x end)()", "(f())()", "(a:b)(c)", "(m:f()):g()", "(X#r.a)#r.b", "X#r.a#r.b", "(f(X))#r.a", "(#{})#{a => 1}", "#{a => #{b => c}}", "{(a), (B)}", "[(a | b) || true]", "(A = B) = C", "A = (B = C)", "(catch x) + 1", "{catch x, catch y}", "[catch x]", "f(catch x)", "X = catch y", "(X = y) + 1", "(a ! b) ! c", "a ! (b ! c)", "fun lists:map/2", "fun M:F/A", "fun f/1", "$a", "$\\n", "$\\s", "$\\x{400}", "\"a\\\"b\\n\\x{400}\"", "'q a\\n'", "''", "1.0e100", "1.0e-5", "16#ff", "1.0", "123456789012345678901234567890", "<<>>", "<<1>>", "<<(1 + 2)>>", "<<(-1)>>", "<<\"abc\">>", "<<\"é\"/utf8>>", "<<X:8/integer-unit:2-little-signed, Y/binary, Z:(f(X))>>", "<<(f()):8>>", "<< <<X>> || <<X:4>> <= B, X > 1 >>", "[X || X <- [1], {Y} <- X, <<Z>> <= Y, Z]", "[[X || X <- Y] || Y <- Z]", "begin a, b end", "begin begin a end end", "case X of {a, B} when B, C; D -> b; _ -> c, d end", "if a -> b; true -> c end", "receive X -> Y after 1 -> z end", "receive after infinity -> z end", "try a of b -> c catch d:e:F -> g; h -> i after j, k end", "try a after b end", "fun(X) when X > 1 -> X; (_) -> y end", "fun F(0) -> 1; F(N) -> F(N - 1) end", "[a, b | c]", "[a | [b | [c]]]", "[1000, $a]", "[97, 98]", "{a, [], {}}", "#r{a = 1, _ = 2}", "#r.a", "R#r{a = 1}", "a andalso b orelse c andalso d", "(a orelse b) andalso c", "1 - (2 - 3)", "(1 - 2) - 3", "a ++ (b ++ c)", "(a ++ b) ++ c", "a -- b -- c", "\"a\" ++ X", "?MODULE_LIKE"] -- ["[(a | b) || true]", "?MODULE_LIKE"]],
    [io:format("~ts~n", [erl_pp:form(form(T))]) || T <-
        ["f() -> ok.", "f(X) when X > 0, is_atom(X); X < 5 -> a, b; f(_) -> c.", "-module(m).", "-export([f/1, g/2]).", "-export([]).", "-import(lists, [map/2]).", "-record(r, {a, b = 1, c :: integer(), d = [] :: [atom()]}).", "-record(r, {}).", "-compile([{inline, [{f, 1}]}, export_all]).", "-foo({bar, \"str\", [1]}).", "-type t() :: a.", "-type t(X) :: {X, [X], [X, ...], #{X => X, a := b}, fun(), fun((...) -> a), fun((X, Y) -> Z), <<_:8, _:_*2>>, <<>>, 1..5, -1, $a, m:t(X), t(), #r{}, #r{a :: b}, tuple(), {}, []} | b.", "-opaque o(A, B) :: A | B | (A | B).", "-spec f(A) -> B when A :: integer(), B :: atom() | A; (b) -> no_return().", "-spec m:f(A :: b, C :: d) -> f.", "-callback c(X) -> [X] when X :: term().", "-export_type([t/0]).", "-file(\"x.erl\", 5).", "-vsn(1).", "-type very_long_type_name(Parameter_one, Parameter_two) :: {first, Parameter_one} | {second, Parameter_two, integer(), float()} | {third, [atom()], [string()]} | undefined.",
         "f(A_long_parameter_name, Another_long_parameter_name, Third_long_parameter) when is_list(A_long_parameter_name), length(Another_long_parameter_name) > 100 -> {some_tuple, [with | A_long_parameter_name], call(Another_long_parameter_name, \"and a string that is rather long itself\", Third_long_parameter), #{map_key_number_one => value_number_one, map_key_number_two => value_number_two, three => 3}}."]],
    options().

%% '=' is a match and not an operator.
matches({op, L, '=', A, B}) -> {match, L, matches(A), matches(B)};
matches({op, L, O, A, B}) -> {op, L, O, matches(A), matches(B)};
matches(T) -> T.

options() ->
    E = expr("fun(X) -> case f(X) of {ok, Value, Another} when Value > 10 -> [Value, Another]; _ -> try g(X) catch error:R -> {R, \"\\x{400}\"} end end end"),
    [io:format("~p~n~ts~n", [O, erl_pp:expr(E, O)]) || O <- [[], [{indent, 2}], [{indent, 8}], [{linewidth, 40}], [{encoding, latin1}], [{quote_singleton_atom_types, true}]]], io:format("~ts~n", [erl_pp:expr(E, 10, [])]), io:format("~ts~n", [erl_pp:exprs([expr("a"), expr("b(c)")])]), io:format("~ts~n", [erl_pp:guard([[expr("X > 1"), expr("Y")], [expr("Z")]])]),
    Hook = fun({special, X}, I, P, H, O) -> ["<", erl_pp:expr(X, I, P, {H, O}), ">"]; ({own, T}, _, _, _, _) -> T end, ?T(flat(erl_pp:expr({op, 1, '+', {special, expr("1 + 2")}, {own, "raw"}}, fun(X, I, P, H) -> Hook(X, I, P, H, []) end))), ?T(flat(erl_pp:expr({own, "raw"}, [{hook, Hook}]))), ?T(erl_pp:expr({bad, tree})), ?T(erl_pp:form({error, {1, erl_parse, ["x", "y"]}})), ?T(flat(erl_pp:form({eof, 5}))), ?T(flat(erl_pp:form({attribute, 1, type, bad}))), ?T(flat(erl_pp:attribute({attribute, 1, export, [{f, 1}]}))), ?T(flat(erl_pp:function(form("f() -> x.")))), ?T(flat(erl_pp:expr({value, 1, {any, [term]}}))), ?T(flat(erl_pp:expr({'catch', 1, {value, 1, self_like}}))), ?T(flat(erl_pp:expr({remote, 1, {atom, 1, a}, {atom, 1, b}}))), ?T(flat(erl_pp:form({attribute, 1, spec, {{f, 1}, []}}) )), ?T(flat(erl_pp:form(erl_pp:legalize_vars({function, 1, f, 1, [{clause, 1, [{var, 1, x}], [], [{var, 1, x}, {var, 1, '1a'}]}]})))).
