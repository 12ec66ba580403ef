%% erl_eval: local and non-local function handlers, bindings of every kind, expr_list, check_command, funs that leave the evaluator.
-module(eval_handlers).
-export([main/0]).
-include("shared/show.hrl").

parse(Text) -> {ok, Tokens, _} = erl_scan:string(lists:flatten(Text) ++ "."), {ok, E} = erl_parse:parse_exprs(Tokens), E.
value({value, V, Bs}) -> {show_term(traceless(V)), lists:sort([N || {N, _} <- erl_eval:bindings(Bs)])};
value(Other) -> Other.

%% Without stack traces.
traceless([{M, F, A, Info} | _]) when is_atom(M), is_atom(F), is_list(Info), is_integer(A) orelse is_list(A) -> 'a trace';
traceless([H | T]) -> [traceless(H) | traceless(T)];
traceless(T) when is_tuple(T) -> list_to_tuple(traceless(tuple_to_list(T)));
traceless(T) -> T.

main() ->
    Local = fun(Name, Args) -> {local, Name, Args} end,
    LocalE = fun(Name, Args, Bs) -> {value, {eval, Name, [element(2, A) || A <- Args]}, erl_eval:add_binding('Added', 1, Bs)} end,
    NonLocal = fun({M, F}, Args) -> {nonlocal, M, F, Args}; (F, Args) -> {a_fun, apply(F, Args)} end,
    [begin
         io:format("~ts~n", [T]),
         ?T(value(erl_eval:exprs(parse(T), [], {value, Local}))),
         ?T(value(erl_eval:exprs(parse(T), [], {eval, LocalE}))),
         ?T(value(erl_eval:exprs(parse(T), [], {value, Local}, {value, NonLocal}))),
         ?T(value(erl_eval:exprs(parse(T), [], none, none)))
     end || T <- ["foo(1, x)", "[bar(X) || X <- [1, 2]]", "F = fun(A) -> baz(A) end, F(3)", "lists:reverse([1, 2])", "length([a])", "fun lists:sum/1([1])", "F = fun(X) -> X end, F(9)",
                  "1 + 2", "self() ! x, receive x -> got() after 0 -> none end", "try inner() catch _:_ -> caught end", "fun local/1", "apply(lists, sum, [[4]])", "erlang:abs(-1)", "case yes() of {local, yes, []} -> 1; _ -> 2 end"]],
    ?T(value(erl_eval:exprs(parse("g(1)"), [], {eval, fun(N, A, _Bs, X) -> {value, {N, length(A), X}, []} end, [extra]}))),
    ?T(value(erl_eval:exprs(parse("g(1)"), [], {value, fun(N, A, X, Y) -> {N, A, X, Y} end, [x, y]}))),
    ?T(value(erl_eval:exprs(parse("g(1)"), [], fun(N, A) -> {plain, N, A} end))),
    %% Bindings.
    B0 = erl_eval:new_bindings(), B1 = erl_eval:add_binding('X', 5, B0), B2 = erl_eval:add_binding('Y', fun(A) -> A * 2 end, B1),
    ?T(erl_eval:binding('X', B1)), ?T(erl_eval:binding('Z', B1)), ?T(erl_eval:bindings(erl_eval:del_binding('X', B1))), ?T(value(erl_eval:exprs(parse("Y(X)"), B2))),
    ?T(value(erl_eval:exprs(parse("X = Z"), [{'Z', 1}]))), ?T(value(erl_eval:exprs(parse("X + Z"), orddict:from_list([{'X', 1}, {'Z', 2}])))), ?T(value(erl_eval:exprs(parse("X + Z"), #{'X' => 1, 'Z' => 2}))),
    ?T(erl_eval:bindings(#{b => 1, a => 2})), ?T(erl_eval:add_binding(a, 1, #{})), ?T(erl_eval:del_binding(a, #{a => 1})), ?T(erl_eval:binding(a, #{})),
    ?T(element(1, erl_eval:expr_list(parse("1, X = 2, X"), []))), ?T(erl_eval:expr_list(parse("A = 1, B = 2, a"), [])), ?T(erl_eval:expr_list(parse("A = 1, A = 2"), [])), ?T(erl_eval:expr_list([], [])),
    ?T(erl_eval:expr(hd(parse("[1, 2 | T]")), [{'T', [3]}])), ?T(erl_eval:expr(hd(parse("{X, Y}")), [{'X', 1}], none, none, value)), ?T(erl_eval:expr(hd(parse("{X, 2}")), [{'X', 1}], none, none, value)),
    ?T(erl_eval:exprs([], [])), ?T(erl_eval:expr({bad, 1, x}, [])), ?T(erl_eval:is_constant_expr(hd(parse("{1, [a]}")))), ?T(erl_eval:is_constant_expr(hd(parse("{X, 1}")))), ?T(erl_eval:is_constant_expr(hd(parse("-1 + 2")))),
    ?T(erl_eval:partial_eval(hd(parse("{1 + 2 * 3, X, [4 bsl 1], f(2 + 2)}")))), ?T(erl_eval:partial_eval(hd(parse("1 / 0")))), ?T(erl_eval:partial_eval(hd(parse("not (true and false)")))),
    ?T(erl_eval:check_command(parse("X + Y"), [])), ?T(erl_eval:check_command(parse("X + Y"), [{'X', 1}, {'Y', 1}])), ?T(erl_eval:check_command(parse("f(), case 1 of A -> A end"), [])), ?T(erl_eval:extended_parse_exprs(element(2, erl_scan:string("fun a:b/1, <0.1.0>.")))), ?T(erl_eval:match_clause([], [], [])),
    funs(), sequences().

%% Funs made in the evaluator are funs for everybody.
funs() ->
    {value, F, _} = erl_eval:exprs(parse("N = 10, fun(X) when is_integer(X) -> X + N; (L) when is_list(L) -> [Y + N || Y <- L]; ({stop, R}) -> exit(R) end"), []),
    ?T([F(1), F([1, 2]), lists:map(F, [5, 6])]), ?T(F(a)), ?T(erlang:fun_info(F, arity)), ?T(erlang:fun_info(F, module)), ?T(erl_eval:fun_data(F) =/= false), ?T(element(1, erl_eval:fun_data(F))), ?T([N || {N, _} <- element(2, erl_eval:fun_data(F))]), ?T(erl_eval:fun_data(fun main/0)),
    {value, G, _} = erl_eval:exprs(parse("fun Loop(0, A) -> A; Loop(N, A) -> Loop(N - 1, N + A) end"), []), ?T(G(100, 0)), ?T(element(1, erl_eval:fun_data(G))), ?T(G(x)),
    {_, R} = spawn_monitor(fun() -> exit(F(32)) end), ?T(receive {'DOWN', R, _, _, W} -> W end),
    [begin {value, H, _} = erl_eval:exprs(parse("fun(" ++ lists:join(",", ["A" ++ integer_to_list(I) || I <- lists:seq(1, N)]) ++ ") -> ok end"), []), ?T({N, erlang:fun_info(H, arity), apply(H, lists:seq(1, N))}) end || N <- [0, 1, 5, 10, 19, 20]],
    ?T(erl_eval:exprs(parse("fun(A,B,C,D,E,F,G,H,I,J,K,L,M,N,O,P,Q,R,S,T,U) -> 1 end"), [])),
    {value, S, _} = erl_eval:exprs(parse("S = fun([]) -> []; ([P | T]) -> S0 = [X || X <- T, X < P], {S0, P} end, S([3, 1, 2, 5])"), []), ?T(S).

sequences() ->
    Run = fun(Lines) -> lists:foldl(fun(T, Bs) -> {value, V, Bs1} = erl_eval:exprs(parse(T), Bs), io:format("~ts -> ~p~n", [T, show_term(V)]), Bs1 end, [], Lines) end,
    Run(["X = 5", "F = fun(N) -> N * X end", "L = lists:map(F, [1, 2, 3])", "[A | _] = L", "{A, X, length(L)}", "Acc = lists:foldl(fun(E, S) -> E + S end, 0, L)", "put(acc, Acc)", "get(acc) =:= Acc", "P = self()", "P ! hi", "receive M -> M end", "M", "B = <<Acc:16>>", "<<Hi, Lo>> = B", "{Hi, Lo}"]).
