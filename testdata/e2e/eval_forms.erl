%% erl_eval: every kind of expression, with the errors of each and where they say they were raised.
-module(eval_forms).
-export([main/0]).
-include("shared/show.hrl").

eval(Text) ->
    {ok, Tokens, _} = erl_scan:string(Text ++ "."),
    {ok, Exprs} = erl_parse:parse_exprs(Tokens),
    try erl_eval:exprs(Exprs, erl_eval:new_bindings()) of
        {value, V, Bs} -> {show_term(traceless(V)), [{N, show_term(traceless(B))} || {N, B} <- lists:sort(erl_eval:bindings(Bs))]}
    catch
        C:R:S -> {C, show_term(traceless(R)), [{M, F, if is_list(A) -> length(A); true -> A end} || {M, F, A, _} <- lists:sublist(S, 2), M =/= ?MODULE]}
    end.

%% Without stack traces.
traceless([{M, F, A, Info} | _]) when is_atom(M), is_atom(F), is_list(Info), is_integer(A) orelse is_list(A) -> 'a trace';
traceless([H | T]) -> [traceless(H) | traceless(T)];
traceless(T) when is_tuple(T) -> list_to_tuple(traceless(tuple_to_list(T)));
traceless(T) -> T.

main() ->
    [begin io:format("~ts~n  ~tp~n", [T, eval(T)]) end || T <-
        ["[X || X <- [1, 2, 3], X > 1]", "[{X, Y} || X <- [a, b], Y <- [1, 2]]", "[X || {ok, X} <- [{ok, 1}, error, {ok, 2}]]", "[X || X <- not_a_list]", "[X || X <- [1 | 2]]",
         "[X || X <- [1, 2, a], X + 1 > 2]", "[X || X <- [1], foo]", "[X || X <- [true], X]", "[X || <<X:4>> <= <<16#abcd:16>>]", "<< <<X:8>> || X <- [1, 2, 300] >>",
         "<< <<X:4/little>> || <<X:4, _:4>> <= <<1, 2>> >>", "<< X || X <- [<<1>>, <<2:3>>] >>", "<< X || X <- [1] >>", "[X || <<X>> <= not_binary]", "[Y || X <- [1, 2], (Y = X * 2) > 2]",
         "F = fun(X) when X > 0 -> pos; (0) -> zero; (_) -> neg end, [F(1), F(0), F(-1), F(a)]", "F = fun Fac(0) -> 1; Fac(N) -> N * Fac(N - 1) end, F(30)", "F = fun(X, Y) -> X end, F(1)", "X = 1, F = fun(X) -> X end, {F(2), X}",
         "X = 1, F = fun() -> X + 1 end, F()", "Y = 3, F = fun(X) -> Z = X + Y, Z end, F(4)", "(fun() -> 1 end)()", "fun lists:sum/1", "F = fun lists:sum/1, F([1, 2])", "M = lists, F = sum, A = 1, (fun M:F/A)([5])", "fun foo/1", "fun length/1", "F = fun length/1, F([a])",
         "fun(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T) -> A + T end(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)",
         "case {a, 1} of {a, N} when N > 5 -> big; {a, N} when N < 5, is_atom(a); N =:= 7 -> {small, N}; _ -> none end", "case 5 of 1 -> a; 2 -> b end", "case X = 5 of 5 -> X + 1 end", "X = 1, case 2 of X -> same; _ -> other end",
         "if 1 > 2 -> a; true -> b end", "if 1 > 2 -> a; foo -> b end", "if 1 / 0 > 1 -> a; hd([]) -> b; true -> c end",
         "try 1 of 1 -> one; 2 -> two catch _:_ -> c after put(done, 1) end", "try 3 of 1 -> one catch _:_ -> caught end", "try error(x) catch error:x -> caught end", "try error(x) catch throw:_ -> c end", "try throw(y) catch Z -> {got, Z} end", "try exit(z) catch exit:R -> {R, ok} after put(k, after_it) end, get(k)",
         "try error({a, b}) catch C:{a, V} when V =:= b -> {C, V}; C:_ -> other end", "try error(a) catch error:a -> error(b) after put(k, 2) end", "try (try throw(in) after error(out) end) catch C:R -> {C, R} end", "try error(x) catch C:R:S -> {C, R, is_list(S)} end", "catch error(x, [1])", "element(1, catch error(bad))", "catch throw(ball)", "catch exit(bye)", "{a, catch 1 + b}",
         "begin X = 1, Y = X + 1, {X, Y} end", "X", "X = 1, X = 1, X", "X = 1, X = 2", "{X, X} = {1, 1}", "{X, X} = {1, 2}", "[A, B | C] = [1, 2, 3, 4]", "[H | T] = []", "{A, _, _} = {1, 2, 3}", "\"ab\" ++ R = \"abc\"", "1 + 2 = 3", "A = B = 7, {A, B}", "{ok, {A = B, C}} = {ok, {5, 6}}",
         "#{a := X} = #{a => 1, b => 2}", "#{a := X} = #{b => 2}", "K = a, #{K := V} = #{a => 5}, V", "#{a => 1, a => 2}", "#{a => 1}#{a := 2, b => 3}", "#{a => 1}#{b := 2}", "x#{a => 1}", "#{{1, 2} => [3]}", "#{a := 1}", "M = #{k => #{k => 1}}, #{k := #{k := D}} = M, D", "maps:map(fun(K, V) -> {K, V} end, #{1 => 2})",
         "<<1, 2:16, \"abc\">>", "<<A:8, B/binary>> = <<1, 2, 3>>, {A, B}", "<<N, S:N/binary, R/bits>> = <<2, $a, $b, 1:3>>, {N, S, R}", "<<X/float>> = <<1.5/float>>, X", "<<X:16/little-signed>> = <<255, 255>>, X", "<<256:8, -1:4, 1:4>>", "<<a:8>>", "<<1.5:16>>", "<<(<<1, 2>>)/binary, 3>>", "<<3:a>>", "<<\"é\"/utf8>>", "<<X/utf8, _/binary>> = <<\"日本\"/utf8>>, X", "<<1:3>>", "<<X:3, Y:5>> = <<255>>, {X, Y}", "<<X:4/binary>> = <<1, 2>>", "X = 8, <<5:X>>", "<<1, 2, 3:7>> =:= <<1, 2, 3:7>>", "<<$a, \"bc\":16, 1.0:32/float>>",
         "receive X -> X after 0 -> none end", "self() ! {m, 1}, self() ! {n, 2}, receive {n, X} -> X end", "receive {m, X} when X > 0 -> X; _ -> other after 10 -> late end", "receive after 1 -> ok end", "receive never -> 1 after bad -> 2 end",
         "-5 rem 3", "7 div 0", "5 band 3 bor 8 bxor 1", "bnot 5", "1 bsl 100", "not true", "not 1", "- a", "+ 5.0", "1 =:= 1.0", "1 == 1.0", "a < 1", "1 =< 2", "true and false", "true or x", "true xor true", "false andalso error(x)", "true orelse error(x)", "1 andalso 2", "true andalso 5", "[1, 2, 3] -- [2]", "\"a\" ++ b", "a ++ \"b\"", "self() ! x", "no_such_name ! x",
         "length(a)", "hd([])", "lists:nth(5, [1])", "foo(1)", "foo:bar(1)", "lists:no_such(1)", "erlang:'+'(1, 2)", "apply(lists, reverse, [[1, 2]])", "apply(fun(X) -> X end, [1])", "spawn(fun() -> ok end)", "is_record({a, 1}, a)", "record_info(fields, a)", "element(2, {a, b})", "setelement(1, {a}, b)", "(a)(1)", "5:f()", "A:f()", "erlang:M(1)",
         "$a", "$\\n", "\"a\\x{e9}\"", "'q a'", "1_000", "16#ff", "1.5e3", "[]", "{}", "[a | b]", "{1, {2, {3}}}", "\"multi\" \"part\"", "#r{}", "X#r.a", "u() + 1", "lists:map(fun(X) -> Y = X, Y end, [1, 2])", "F = fun(F, N) -> case N of 0 -> done; _ -> F(F, N - 1) end end, F(F, 1000)"]],
    ok.
