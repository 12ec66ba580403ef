%% Comments and whole files in syntax_tools: erl_comment_scan, erl_recomment, epp_dodger, merl.
-module(syntax_comments).
-export([main/0]).
-include("shared/show.hrl").

source() ->
    "%% File comment\n%%% Another\n-module(m).\n-export([f/1]). % behind\n\n%% @doc f does it\n%% in two lines\nf(X) -> % head\n    %% inside\n    case X of\n        1 -> a; % first\n        % before 2\n        2 -> b\n    end. % end\n\n-define(M(A), A + 1).\n-ifdef(TEST).\ng() -> ?M(2), ?LINE, ??A.\n-endif.\n-record(r, {a, % field a\n  b = \"% no comment\"}). $%.\n% last\n".

main() ->
    ?T(erl_comment_scan:string(source())), ?T(erl_comment_scan:scan_lines("a % b\n  %% c\nd")), ?T(erl_comment_scan:join_lines([{1, 0, 0, "a"}, {2, 0, 0, "b"}, {4, 0, 0, "c"}])), ?T(erl_comment_scan:string("")), ?T(erl_comment_scan:string("'%' $% \"%\" % yes")), ?T(erl_comment_scan:string("\"unterminated % no")),
    {ok, Dev} = open(source()),
    {ok, Forms} = epp_dodger:parse(Dev, {1, 1}), file:close(Dev),
    ?T([erl_syntax:type(F) || F <- Forms]),
    Tree = erl_recomment:recomment_forms(Forms, erl_comment_scan:string(source())),
    io:format("~ts~n", [erl_prettypr:format(Tree)]),
    ?T(erl_syntax:type(Tree)), ?T([erl_syntax:type(T) || T <- erl_syntax:form_list_elements(erl_recomment:quick_recomment_forms(Forms, erl_comment_scan:string(source())))]),
    [begin {ok, D} = open(T), io:format("~ts~n", [T]), show_dodged(epp_dodger:parse(D)), file:close(D) end || T <- ["-module(x).", "f() -> ?X.", "f() -> ?X(1, ?Y).", "-define(A, b).", "-define(A(X, Y), {X, ??Y}).", "-ifdef(X).\n-else.\n-endif.", "f( -> x.", "f() -> ?A:?B(?C).", "-include(\"a.hrl\").", "f(?X) when ?Y -> #?R{}.", "?FORM.", "-undef(X).", "f() -> a", "-spec f(?T) -> ok."]],
    ok = file:delete("dodged.erl"), merls().

show_dodged({ok, Fs}) -> [io:format("  ~p ~ts~n", [erl_syntax:type(F), try erl_prettypr:format(F) catch C:R -> io_lib:format("~p", [{C, R}]) end]) || F <- Fs];
show_dodged(Other) -> io:format("  ~p~n", [Other]).

open(Text) -> ok = file:write_file("dodged.erl", Text), file:open("dodged.erl", [read]).

merls() ->
    P = fun(T) -> lists:flatten(erl_prettypr:format(T)) end,
    ?T(P(merl:quote("foo(X, 1)"))), ?T([P(T) || T <- merl:quote("a, b, c")]), ?T(P(merl:quote(3, "f(X) -> X;\nf(_) -> ok."))), ?T(P(merl:subst(merl:quote("{_@a, [_@@list], _@a}"), [{a, merl:term(5)}, {list, [merl:var('V'), merl:term(x)]}]))), ?T(P(merl:subst(merl:quote("f(_@x) -> _@@body"), [{x, merl:var('Z')}, {body, merl:quote("a(), b()")}]))), ?T(P(merl:qquote("{ok, _@v}", [{v, merl:term("str")}]))),
    ?T(merl:match(merl:quote("{ok, _@V, _@_}"), merl:quote("{ok, 1 + 2, x}")) =/= error), {ok, [{'V', V}]} = merl:match(merl:quote("{ok, _@V, _@_}"), merl:quote("{ok, 1 + 2, x}")), ?T(P(V)), ?T(merl:match(merl:quote("{a, _@V}"), merl:quote("{b, 1}"))), {ok, [{args, As}]} = merl:match(merl:quote("f(_@@args)"), merl:quote("f(1, b, C)")), ?T([P(A) || A <- As]), {ok, [{'H', H}, {'T', T}]} = merl:match(merl:quote("[_@H, _@@T]"), merl:quote("[1, 2, 3]")), ?T({P(H), [P(X) || X <- T]}),
    ?T(P(merl:switch(merl:quote("foo(3)"), [{merl:quote("bar(_@a)"), fun(_) -> merl:term(bar) end}, {merl:quote("foo(_@a)"), fun([{a, A}]) -> merl:subst(merl:quote("got(_@a)"), [{a, A}]) end}, fun() -> merl:term(none) end]))), ?T(sets:to_list(sets:from_list(merl:template_vars(merl:template(merl:quote("{_@a, _@@b, _@c}")))))), ?T(P(merl:term({a, [1.5, "x", #{k => v}]}))), ?T(P(merl:tree(merl:template(merl:quote("_@x"))))), ?T(merl:quote("f(")), ?T(merl:quote("X@1 = _@a")=/= x),
    {ok, _, Bin} = merl:compile(lists:flatten([merl:quote("-module(merl_made)."), merl:quote("-export([f/1])."), merl:qquote("f(X) -> {_@v, X}.", [{v, merl:term(made)}])]), []), ?T(is_binary(Bin)), ?T(beam_lib:chunks(Bin, [exports])).
