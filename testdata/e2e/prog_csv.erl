%% Comma separated values: quotes, embedded lines, joins, groups, aggregates, aligned tables.
-module(prog_csv).
-export([main/0]).

main() ->
    People = parse("id,name,city\n1,\"Smith, Ann\",Bern\n2,\"O\"\"Hara\",\"New\nYork\"\n3,Lee,\n4,\"\",Bern\n"),
    Orders = parse("id,person,sum\n10,1,12.50\n11,1,7\n12,3,100\n13,9,1\n"),
    io:format("~p~n~p~n", [People, Orders]),
    Joined = [maps:merge(P, O) || P <- People, O <- Orders, maps:get("id", P) =:= maps:get("person", O)],
    io:format("~p~n", [Joined]),
    Groups = lists:foldl(fun(R, M) -> maps:update_with(maps:get("name", R), fun(L) -> [sum(R) | L] end, [sum(R)], M) end, #{}, Joined),
    io:format("~p~n", [[{K, lists:sum(V), length(V)} || {K, V} <- lists:sort(maps:to_list(Groups))]]),
    table(["name", "city", "sum"], Joined),
    [io:format("~p~n", [try parse(T) catch _:Why -> Why end]) || T <- ["a,b\n1,\"x", "a\n\"b\"c\n", "", "a\n\n", "a,b\n1\n"]],
    io:format("~s", [unparse([["a", "b,c", "d\"e"], ["", "x\ny", "1"]])]).

sum(#{"sum" := S}) ->
    case string:to_float(S) of
        {error, _} -> list_to_integer(S);
        {F, ""} -> F
    end.

parse(Text) ->
    case rows(Text) of
        [Header | Rows] -> [maps:from_list(zip(Header, R)) || R <- Rows];
        [] -> []
    end.

zip([K | Ks], [V | Vs]) -> [{K, V} | zip(Ks, Vs)];
zip([], []) -> [];
zip(Ks, Vs) -> error({fields, length(Ks) - length(Vs)}).

rows([]) -> [];
rows(Text) -> {Row, Rest} = row(Text, []), [Row | rows(Rest)].

row(Text, Acc) ->
    case field(Text) of
        {F, [$, | R]} -> row(R, [F | Acc]);
        {F, [$\n | R]} -> {lists:reverse(Acc, [F]), R};
        {F, []} -> {lists:reverse(Acc, [F]), []};
        {F, [C | _]} -> throw({after_quote, F, C})
    end.

field([$" | T]) -> quoted(T, []);
field(T) -> lists:splitwith(fun(C) -> C =/= $, andalso C =/= $\n end, T).

quoted([$", $" | T], Acc) -> quoted(T, [$" | Acc]);
quoted([$" | T], Acc) -> {lists:reverse(Acc), T};
quoted([C | T], Acc) -> quoted(T, [C | Acc]);
quoted([], Acc) -> throw({unterminated, lists:reverse(Acc)}).

unparse(Rows) -> [[lists:join(",", [quote(F) || F <- R]), "\n"] || R <- Rows].

quote(F) ->
    case lists:any(fun(C) -> lists:member(C, ",\"\n") end, F) of
        true -> [$", [case C of $" -> "\"\""; _ -> C end || C <- F], $"];
        false -> F
    end.

table(Keys, Rows) ->
    Widths = [lists:max([length(maps:get(K, R)) || R <- Rows] ++ [length(K)]) || K <- Keys],
    Line = fun(Cells) -> io:format("|~s~n", [[io_lib:format(" ~-*s |", [W, C]) || {W, C} <- lists:zip(Widths, Cells)]]) end,
    Line(Keys),
    io:format("|~s~n", [[[lists:duplicate(W + 2, $-), $|] || W <- Widths]]),
    [Line([lists:flatten(string:replace(maps:get(K, R), "\n", "/", all)) || K <- Keys]) || R <- Rows].
