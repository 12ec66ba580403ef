%% A Forth: words defined by words, conditionals and loops compiled to closures, stack errors.
-module(prog_forth).
-export([main/0]).

main() ->
    lists:foldl(fun(Line, {S, D}) -> line(Line, S, D) end, {[], words()},
                ["1 2 + .", ": square dup * ;", "7 square .", ": cube dup square * ;", "3 cube . 2 cube .", "1 2 3 .s", "drop drop drop",
                 "5 0 > if 10 else 20 then .", "0 if 1 else 2 then .", ": fact dup 1 > if dup 1 - fact * then ;", "20 fact . 30 fact .",
                 ": count begin dup . 1 - dup 0 = until drop ;", "5 count", "+", "1 0 /", "nowhere", ": twice ' ;", "2 3 swap - .", "1 2 over . . .",
                 ": gcd begin dup while swap over mod repeat drop ;", "1071 462 gcd ."]),
    ok.

line(Text, S, D) ->
    try
        {S2, D2} = run(string:lexemes(Text, " "), S, D),
        io:format("~s ok~n", [Text]), {S2, D2}
    catch throw:Why -> io:format("~s ? ~p~n", [Text, Why]), {[], D}
    end.

run([], S, D) -> {S, D};
run([":", Name | Rest], S, D) ->
    case lists:splitwith(fun(W) -> W =/= ";" end, Rest) of
        {Body, [";" | More]} -> run(More, S, D#{Name => compile(Body)});
        _ -> throw(unterminated)
    end;
run(Words, S, D) ->
    {Code, []} = phrase(Words, []),
    {execute(Code, S, D), D}.

compile(Words) -> {Code, []} = phrase(Words, []), Code.

phrase([], Acc) -> {lists:reverse(Acc), []};
phrase([W | _] = L, Acc) when W =:= "else"; W =:= "then"; W =:= "until"; W =:= "while"; W =:= "repeat" -> {lists:reverse(Acc), L};
phrase(["if" | T], Acc) ->
    case phrase(T, []) of
        {Yes, ["then" | R]} -> phrase(R, [{'if', Yes, []} | Acc]);
        {Yes, ["else" | R]} -> {No, ["then" | R2]} = phrase(R, []), phrase(R2, [{'if', Yes, No} | Acc])
    end;
phrase(["begin" | T], Acc) ->
    case phrase(T, []) of
        {Body, ["until" | R]} -> phrase(R, [{until, Body} | Acc]);
        {Test, ["while" | R]} -> {Body, ["repeat" | R2]} = phrase(R, []), phrase(R2, [{while, Test, Body} | Acc])
    end;
phrase([W | T], Acc) ->
    case string:to_integer(W) of
        {N, ""} -> phrase(T, [N | Acc]);
        _ -> phrase(T, [{word, W} | Acc])
    end.

execute(Code, S, D) -> lists:foldl(fun(I, Acc) -> step(I, Acc, D) end, S, Code).

step(N, S, _) when is_integer(N) -> [N | S];
step({'if', Y, N}, [C | S], D) -> execute(if C =/= 0 -> Y; true -> N end, S, D);
step({until, B}, S, D) -> case execute(B, S, D) of [0 | S2] -> step({until, B}, S2, D); [_ | S2] -> S2 end;
step({while, T, B}, S, D) -> case execute(T, S, D) of [0 | S2] -> S2; [_ | S2] -> step({while, T, B}, execute(B, S2, D), D) end;
step({word, W}, S, D) ->
    case D of
        #{W := F} when is_function(F) ->
            try F(S) catch error:function_clause -> throw({underflow, W}); error:badarith -> throw({arithmetic, W}) end;
        #{W := Code} -> execute(Code, S, D);
        _ -> throw({unknown, W})
    end.

flag(true) -> -1;
flag(false) -> 0.

words() ->
    #{"+" => fun([B, A | S]) -> [A + B | S] end, "-" => fun([B, A | S]) -> [A - B | S] end, "*" => fun([B, A | S]) -> [A * B | S] end,
      "/" => fun([B, A | S]) -> [A div B | S] end, "mod" => fun([B, A | S]) -> [A rem B | S] end, "dup" => fun([A | S]) -> [A, A | S] end,
      "drop" => fun([_ | S]) -> S end, "swap" => fun([B, A | S]) -> [A, B | S] end, "over" => fun([B, A | S]) -> [A, B, A | S] end,
      ">" => fun([B, A | S]) -> [flag(A > B) | S] end, "=" => fun([B, A | S]) -> [flag(A =:= B) | S] end,
      "." => fun([A | S]) -> io:format("~p ", [A]), S end, ".s" => fun(S) -> io:format("~w ", [lists:reverse(S)]), S end}.
