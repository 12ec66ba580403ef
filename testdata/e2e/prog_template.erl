%% Templates compiled to Erlang with erl_scan, erl_parse and compile, and by funs: loops, conditions, escapes, errors.
-module(prog_template).
-export([main/0]).

main() ->
    Template = "Dear {name},\n{for x in items}- {x}: {upper x}\n{end}{if paid}Thanks{else}Please pay {sum}{end}.\n",
    Values = #{name => "Ann", items => ["pen", "ink"], paid => false, sum => 12},
    F = compile_fun(Template),
    io:format("~ts~ts", [F(Values), F(Values#{paid := true, items := []})]),
    M = compile_module(Template),
    io:format("~p~n", [lists:flatten(M:render(Values)) =:= lists:flatten(F(Values))]),
    [io:format("~p~n", [try (compile_fun(T))(Values) of R -> lists:flatten(R) catch throw:W -> W; error:{badkey, K} -> {missing, K} end])
     || T <- ["{nobody}", "{if paid}", "{end}", "plain", "{{}", "{for y in items}{for z in items}{y}{z} {end}{end}", ""]].

parse(T) -> case block(T, []) of {B, []} -> B; {_, [W | _]} -> throw({unexpected, W}) end.

block("", Acc) -> {lists:reverse(Acc), []};
block("{{" ++ T, Acc) -> block(T, [{text, "{"} | Acc]);
block("{" ++ T, Acc) ->
    {Tag, R} = case string:split(T, "}") of [A, B] -> {string:lexemes(A, " "), B}; _ -> throw(unterminated) end,
    case Tag of
        ["for", X, "in", L] -> {Body, _, R2} = closed(R), block(R2, [{for, list_to_atom(X), list_to_atom(L), Body} | Acc]);
        ["if", C] -> {Yes, No, R2} = closed(R), block(R2, [{'if', list_to_atom(C), Yes, No} | Acc]);
        ["end"] -> {lists:reverse(Acc), [{'end', R}]};
        ["else"] -> {lists:reverse(Acc), [{else_, R}]};
        ["upper", X] -> block(R, [{upper, list_to_atom(X)} | Acc]);
        [X] -> block(R, [{value, list_to_atom(X)} | Acc]);
        _ -> throw({bad_tag, Tag})
    end;
block([C | T], [{text, S} | Acc]) -> block(T, [{text, S ++ [C]} | Acc]);
block([C | T], Acc) -> block(T, [{text, [C]} | Acc]).

closed(T) ->
    case block(T, []) of
        {Yes, [{'end', R}]} -> {Yes, [], R};
        {Yes, [{else_, R}]} -> {No, _, R2} = closed(R), {Yes, No, R2};
        {_, []} -> throw(missing_end)
    end.

compile_fun(T) -> B = parse(T), fun(V) -> render(B, V) end.
render(B, V) -> [part(P, V) || P <- B].
part({text, S}, _) -> S;
part({value, X}, V) -> show(maps:get(X, V));
part({upper, X}, V) -> string:uppercase(show(maps:get(X, V)));
part({for, X, L, B}, V) -> [render(B, V#{X => E}) || E <- maps:get(L, V)];
part({'if', C, Y, N}, V) -> case maps:get(C, V) of true -> render(Y, V); _ -> render(N, V) end.
show(X) when is_integer(X) -> integer_to_list(X);
show(X) -> X.

compile_module(T) ->
    Source = ["-module(made).\n-export([render/1]).\nrender(V) -> ", source(parse(T)), ".\n",
              "show(X) when is_integer(X) -> integer_to_list(X);\nshow(X) -> X.\n"],
    {ok, Tokens, _} = erl_scan:string(lists:flatten(Source)),
    {ok, made, Code} = compile:forms([element(2, erl_parse:parse_form(F)) || F <- forms(Tokens, [])]),
    {module, made} = code:load_binary(made, "made", Code),
    made.
forms([], _) -> [];
forms([{dot, _} = D | T], Acc) -> [lists:reverse(Acc, [D]) | forms(T, [])];
forms([X | T], Acc) -> forms(T, [X | Acc]).
source(B) -> ["[", lists:join(", ", [code(P) || P <- B]), "]"].
code({text, S}) -> io_lib:format("~p", [S]);
code({value, X}) -> io_lib:format("show(maps:get(~p, V))", [X]);
code({upper, X}) -> io_lib:format("string:uppercase(show(maps:get(~p, V)))", [X]);
code({for, X, L, B}) -> ["[(fun(V) -> ", source(B), io_lib:format(" end)(V#{~p => E}) || E <- maps:get(~p, V)]", [X, L])];
code({'if', C, Y, N}) -> [io_lib:format("case maps:get(~p, V) of true -> ", [C]), source(Y), "; _ -> ", source(N), " end"].
