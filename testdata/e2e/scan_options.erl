%% erl_scan: options, locations, continuations, texts of tokens, errors and their texts, numbers in every base.
-module(scan_options).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    calls(erl_scan, string, [[T] || T <- ["", " ", ".", "a.", "a. b", "a.b", "X=1.0e3.", "1.e", "1..2", "...", "a:b(c)", "-1", "- 1", "+1.5", "1.5.", "\"\"", "\"a\\\nb\"", "\"a\nb\"", "'\\x41\\101\\n'", "$\\^A $\\s $\\d $  $\\\\ $\\x{3b1} $é", "2#101 36#Zz 10#9 16#fFfF",
        "2#2", "37#1", "1#1", "0#1", "16#g", "1_000_000", "1__0", "1_", "_1", "1_0.0_1e1_0", "1.5e", "1.5e+", "1.5e400", "1e5", "% only a comment", "a % c\nb", "%% c\n", "#{a=>b,c:=d}", "<<1:8/integer-unit:2>>", "a->b;c<-d;e<=f;g||h", "?M ?'M'", "=:= =/= == /= =< >= < >",
        "++ -- ! && || :: .. ... => := -> <-", "\\", "`", "a@b _ _X X@ Ä ä À ÿ", "÷", "€", "日本", "a\0b", "\"unterminated", "'unterminated", "\"esc \\", "\"\\x{110000}\"", "\"\\x{zz}\"", "\"\\xA\"", "\"\\8\"", "$", "$\\", "$\\x", "'a\nb' c", "maybe else fun end when catch try of and andalso", "''", "{[()]}", "a\tb\r\nc\fd"]]),
    calls(erl_scan, string, [[T, L, O] || {T, L, O} <- [{"a b\n c", {1, 1}, []}, {"a b\n c", {10, 5}, [return]}, {" %x\n a", 1, [return_comments]}, {" %x\n a", 1, [return_white_spaces]}, {"a 'b' \"c\" 1.50 16#F", {1, 1}, [text]}, {"\t\ta", {1, 1}, [text, return]}, {"a\n\n\n b", 5, [return]}, {"maybe x", 1, [{reserved_word_fun, fun(W) -> W =:= 'maybe' end}]},
        {"begin end", 1, [{reserved_word_fun, fun(_) -> false end}]}, {"a", 0, []}, {"a", -1, []}, {"a", 1, bad}, {"a", 1, [bad]}, {"\"abc", {3, 4}, []}, {"a $", {1, 1}, []}, {"'a\nb", {1, 1}, []}, {"a . b", {1, 1}, [text]}, {"a.%c", {1, 1}, [return, text]}, {[1114112], 1, []}, {[a], 1, []}, {<<"a">>, 1, []}, {"a" ++ b, 1, []}]]),
    tokens(), symbols(), errors().

feed(Chunks) -> feed(Chunks, [], []).
feed([], Cont, Acc) -> lists:reverse([{left, case erl_scan:tokens(Cont, eof, 1) of {done, R, _} -> R; _ -> more end} | Acc]);
feed([C | Cs], Cont, Acc) ->
    case erl_scan:tokens(Cont, C, {1, 1}, []) of
        {more, Cont1} -> feed(Cs, Cont1, Acc);
        {done, R, Rest} -> feed([Rest || is_list(Rest), Rest =/= []] ++ Cs, [], [R | Acc])
    end.

%% Input in pieces, cut at any place.
tokens() ->
    Text = "f(X) -> \"a\\x{41}b\" ++ 'q\\'q', 1.5e10 + 16#ab. % c\n-module(m). $a. x",
    Whole = feed([Text]),
    ?T(Whole),
    ?T([N || N <- lists:seq(1, length(Text) - 1), begin {A, B} = lists:split(N, Text), feed([A, B]) =/= Whole end]),
    ?T(feed([[C] || C <- Text]) =:= Whole),
    ?T(feed(["a b", " c.\n", "d", ". ", "e"])), ?T(feed(["\"abc", "def\". "])), ?T(feed(["'abc"])), ?T(feed(["1.", "5. "])), ?T(feed(["1.", " "])), ?T(feed(["a.", "\n"])), ?T(feed(["$", "a. "])), ?T(feed(["a \"b", "\\", "n\". "])), ?T(feed(["16#", "g. "])),
    calls(erl_scan, tokens, [[[], eof, 1], [[], "a.", 1], [[], "a. ", 1], [[], "\x{10}. ", 1], [[], a, 1], [x, "a", 1], [[], "", 1], [[], "a. b. ", {2, 2}, [return]]]),
    {more, C} = erl_scan:tokens([], "a", 7), ?T(erl_scan:tokens(C, " b. c", 99)), ?T(erl_scan:tokens(C, eof, 99)).

symbols() ->
    {ok, Ts, _} = erl_scan:string("foo Bar 12 1.5 \"s\" $c :=", {1, 1}, [text]),
    ?T([{erl_scan:category(T), erl_scan:symbol(T), erl_scan:text(T), erl_scan:line(T), erl_scan:column(T), erl_scan:location(T)} || T <- Ts]),
    {ok, Ls, _} = erl_scan:string("foo 1"), ?T([{erl_scan:category(T), erl_scan:text(T), erl_scan:column(T), erl_scan:end_location(T)} || T <- Ls]),
    {ok, Ws, _} = erl_scan:string(" a %b", {1, 1}, [return, text]), ?T([{erl_scan:category(T), erl_scan:symbol(T), erl_anno:end_location(element(2, T))} || T <- Ws]),
    calls(erl_scan, symbol, [[x], [{a}], [{'(', 1}]]), ?T([W || W <- ['after', 'and', 'begin', 'bsl', 'cond', 'let', 'maybe', 'else', foo, 'when', 'xor'], erl_scan:reserved_word(W)]), ?T(erl_scan:f_reserved_word('maybe', [])).

errors() ->
    [?T({E, lists:flatten(erl_scan:format_error(E))}) || E <- [{string, $", "abc"}, {string, $', "abc"}, {illegal, character}, {illegal, base, 99}, {illegal, integer}, {illegal, float}, char, scan, {base, 40}, {unterminated, comment}, other]],
    [begin {error, {_, erl_scan, D}, _} = erl_scan:string(T), ?T({D, lists:flatten(erl_scan:format_error(D))}) end || T <- ["\"" ++ lists:duplicate(50, $x), "'" ++ lists:duplicate(50, $y), "99#1", "$", "\"\\x{fffffff}\"", "16#"]].
