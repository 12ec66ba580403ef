%% re:run and re:compile: options, captures, errors with their positions.
-module(re_run).
-export([main/0]).

main() ->
    subjects(), captures(), exec_options(), compile_options(), newlines(), errors(), bad_arguments(), precompiled(),
    unicode(), limits(), global(), big().

show(Tag, F) ->
    io:format("~tp: ~tp~n", [Tag, try F() catch C:R:S -> {C, R, top(S)} end]).

top([{M, F, A, I} | _]) when is_list(A) -> {M, F, A, lists:keyfind(error_info, 1, I)};
top([{M, F, A, I} | _]) -> {M, F, A, lists:keyfind(error_info, 1, I)}.

subjects() ->
    [show(subject, fun() -> re:run(S, R) end)
     || {S, R} <- [{"abcd", "b"}, {<<"abcd">>, <<"b">>}, {["ab", [<<"c">>, $d]], ["b", <<"c">>]}, {"", ""}, {"abc", ""},
                   {"abc", "d"}, {"aXbXc", "(X)(.)"}, {"ab", "(a)|(b)"}, {"b", "(a)|(b)"}, {"b", "(a)|b"},
                   {"foobar", "(?<x>o+)(?<y>b)"}, {"åäö", "ä"}, {<<"åäö"/utf8>>, <<"ä"/utf8>>},
                   {lists:duplicate(200, $a) ++ "b", "a+b$"}, {<<0, 1, 2, 0>>, <<"\\0$">>}, {<<"a", 0, "b">>, <<"a", 0>>},
                   {"aaa", "a{2}"}, {"2026-11-28", "^(\\d{4})-(\\d\\d)-(\\d\\d)$"}, {"x", "\\x78"}, {"tab\there", "\\s\\w+"},
                   {"abcabc", "(abc)\\1"}, {"aaaa", "a*?"}, {"aaaa", "a*+a"}, {"foobar", "foo(?=bar)"}, {"foobaz", "foo(?!bar)"},
                   {"xbar", "(?<=x)bar"}, {"ybar", "(?<!x)bar"}, {"((a)b)", "\\((?:[^()]++|(?R))*\\)"},
                   {"ABC", "(?i)abc"}, {"a\nb", "(?s)a.b"}, {"a\nb", "a.b"}, {"foo.bar", "\\Qo.b\\E"}]].

captures() ->
    Specs = [{capture, all}, {capture, first}, {capture, all_but_first}, {capture, none}, {capture, []}, {capture, all_names},
             {capture, [0, 1, 2, 3, 9]}, {capture, [y, "x", <<"x">>, nope]}, {capture, [x, 1, "y"]},
             {capture, [-1]}, {capture, [1 | 2]}, {capture, [1.0]}, {capture, foo}, {capture, [{a}]}, {capture, [1 bsl 31]}],
    [show(S, fun() -> re:run("abcdef", "b(?<y>c)(?<x>x)?(d)", [S]) end) || S <- Specs],
    [show({S, T}, fun() -> re:run("abcdef", "b(?<y>c)(?<x>x)?(d)", [{capture, element(2, S), T}]) end)
     || S <- Specs, T <- [index, list, binary, other]],
    Big = binary:copy(<<"0123456789">>, 20),
    [show({big, T}, fun() -> re:run(Big, "(9)(0)(z)?", [{capture, [1, 2, 3, 0], T}]) end) || T <- [index, list, binary]],
    [show(dup, fun() -> re:run(S, "(?<n>a)|(?<n>b)|(?<m>c)", [dupnames, {capture, V, T}]) end)
     || S <- ["a", "b", "c", "d"], V <- [[n], [m, n], all_names, [n, 0]], T <- [index, list, binary]],
    [show(jdup, fun() -> re:run(S, "(?J)(?<n>a)|(?<n>b)", [{capture, [n], list}]) end) || S <- ["a", "b"]].

exec_options() ->
    [show(O, fun() -> re:run("aab\nab", R, O) end)
     || {R, O} <- [{"b", [{offset, 3}]}, {"b", [{offset, 6}]}, {"$", [{offset, 6}]},
                   {"^a", [{offset, 1}]}, {"^a", [notbol]}, {"b$", [noteol]}, {"a*", [notempty, {offset, 2}]}, {"c*", [notempty]},
                   {"c*", [notempty_atstart]}, {"a", [anchored]}, {"b", [anchored]}, {"b", [anchored, {offset, 2}]},
                   {"^ab", [multiline]}, {"b", [{offset, 1}, {offset, 4}]}, {"B", [caseless]}, {"b", [report_errors]},
                   {"(a", [report_errors]}, {"(a", []}]].

compile_options() ->
    [show(O, fun() -> re:run(S, R, O ++ [{capture, all, list}]) end)
     || {S, R, O} <- [{"ABC", "b", [caseless]}, {"ab\n", "b$", []}, {"ab\n", "b$", [dollar_endonly]}, {"a\nb", "a.b", [dotall]},
                      {"abc", "a b # comment\n c", [extended]}, {"x\nabc", "abc", [firstline]}, {"x\nabc", "^abc$", [multiline]},
                      {"abc", "(a)(b)", [no_auto_capture]}, {"aaa", "a+", [ungreedy]}, {"aaa", "a+?", [ungreedy]},
                      {"é", "\\w", []}, {[233], "\\w", [ucp]}, {[233], "\\w", [unicode]}, {[233], "\\w", [unicode, ucp]},
                      {"aX", "(*UTF8)a", []}, {"aX", "(*UTF8)a", [never_utf]}, {"a\r\nb", "a\\Rb", [bsr_anycrlf]},
                      {[$a, 11, $b], "a\\Rb", [bsr_anycrlf]}, {[$a, 11, $b], "a\\Rb", [bsr_unicode]}, {"abc", "b", [no_start_optimize]},
                      {"abc", "b", [no_such_option]}, {"abc", "b", [caseless | foo]}, {"abc", "b", [{caseless, true}]},
                      {"abc", "b", [1]}, {"ab", "(?<a>.)(?<a>.)", [dupnames]}, {"abc", "b", [{offset, -1}]}, {"abc", "b", [{offset, a}]},
                      {"abc", "b", [{newline, foo}]}, {"abc", "b", [{capture, a, b, c}]}, {"abc", "b", [{1, 2}]}]].

newlines() ->
    [show({N, S}, fun() -> re:run(S, "^b.", [multiline, {newline, N}, {capture, all, list}]) end)
     || N <- [cr, crlf, lf, anycrlf, any], S <- ["a\nbc", "a\rbc", "a\r\nbc", [$a, 11, $b, $c], "a\r\nb\r\n"]].

%% Messages and offsets are PCRE's.
errors() ->
    [show(P, fun() -> re:compile(P) end)
     || P <- ["(", ")", "a)", "[", "[a", "[b-a]", "*", "+a", "a**", "a{2,1}", "a{65536}", "\\", "\\c", "(?", "(?z)", "(?<", "(?<n", "(?<1>a)",
              "(?<n>a)(?<n>b)", "(?P", "(?P=x)", "(?P>x)", "(?(1)a|b|c)", "(?(2)a)", "(?(x)a)", "\\1", "(a)\\2", "\\g{-1}", "\\g", "\\k", "\\k<x>",
              "[[:foo:]]", "[:alpha:]", "[[.a.]]", "(?#abc", "(?<=a+)b", "(?<!a*)", "\\p{Foo}", "\\pX", "\\P", "\\x{110000}", "\\x{d800}", "\\o{8}", "\\777",
              "(*FOO)a", "(*MARK)", "(*ACCEPT:x)", "(?C256)", "(?C1", "(?R", "(?1)", "(?+1)", "(?-1)", "(?&x)", "\\N{1}", "\\L", "\\u", "[\\d-z]", "[a-\\d]",
              "\\Q", "a\\E", "(?i", "(?i-", "(?^)", "(?|(a)|(b))", "\\8", "\\08", "x{,3}", "x{3", "(?'n'a)", "(?'n", "\\K", "\\C", "(?:", "(?>", "((((", "\\Z\\z\\A\\G\\b\\B"]],
    [show({u, P}, fun() -> re:compile(P, [unicode]) end)
     || P <- ["\\x{110000}", "\\x{d800}", "\\x{100}", [256, $(], <<255>>, <<"å("/utf8>>, [$a, 55296], "\\C"]].

bad_arguments() ->
    [show(bad, F) || F <- [fun() -> re:compile(a) end, fun() -> re:compile("a", x) end, fun() -> re:compile("a", [notempty]) end,
                           fun() -> re:compile([a]) end, fun() -> re:compile([300]) end, fun() -> re:compile(<<1:7>>) end,
                           fun() -> re:compile("a", [{offset, 1}]) end, fun() -> re:run(a, "b") end, fun() -> re:run("b", a) end,
                           fun() -> re:run("b", {re_pattern, 1}) end, fun() -> re:run("b", {re_pattern, 0, 0, 0, <<"rubbish">>}) end,
                           fun() -> re:run("b", {re_pattern, 0, 0, 0, binary:copy(<<"rubbish!">>, 20)}) end,
                           fun() -> re:run("b", {re_pattern, 0, 0, 0, a}) end, fun() -> re:run("b", "b", foo) end,
                           fun() -> re:run("b", "b", [foo]) end, fun() -> re:run([300], "b", []) end, fun() -> re:run([300], "b", [unicode]) end,
                           fun() -> re:run(<<1:3>>, "b", []) end, fun() -> re:inspect(a, namelist) end, fun() -> re:inspect(<<>>, namelist) end,
                           fun() -> {ok, P} = re:compile("a"), re:inspect(P, foo) end, fun() -> {ok, P} = re:compile("a"), re:run("a", P, [caseless]) end,
                           fun() -> re:run("a", "(", [global]) end, fun() -> re:run("a", <<"(">>, [unicode]) end,
                           fun() -> re:run(a, "b", [global]) end, fun() -> re:run("a", "b", [global, {capture, x}]) end,
                           fun() -> re:run("a", [a], [unicode]) end, fun() -> re:run(<<255>>, <<"a">>, [unicode]) end,
                           fun() -> re:run(<<"å"/utf8>>, <<"a">>, [unicode, {offset, 1}]) end, fun() -> re:split(a, "b") end,
                           fun() -> re:split("a", a) end, fun() -> re:split("a", "b", [{parts, x}]) end, fun() -> re:split("a", "b", [foo]) end,
                           fun() -> re:replace(a, "b", "c") end, fun() -> re:replace("a", "b", c) end, fun() -> re:replace("a", "a", "b", [{return, x}]) end,
                           fun() -> re:replace("a", "b", "c", [global, {capture, all}]) end]].

precompiled() ->
    {ok, P} = re:compile("(?<first>a+)(?<other>b)?", [caseless, unicode]),
    {ok, Q} = re:compile(<<"b|c">>),
    {ok, N} = re:compile("b", [{newline, anycrlf}]),
    io:format("~p~n~p~n~p~n", [P, Q, N]),
    io:format("~s~n", [re:version()]),
    [show(inspect, fun() -> re:inspect(X, namelist) end) || X <- [P, Q]],
    {ok, D} = re:compile("(?<z>a)|(?<b>b)|(?<z>c)", [dupnames]),
    show(inspect, fun() -> re:inspect(D, namelist) end),
    [show(precompiled, fun() -> re:run(S, P, O) end)
     || S <- ["xAAB", <<"xAAB">>, [960, $a]], O <- [[], [{capture, all, list}], [{capture, all, binary}], [global], [{capture, [other], list}, global]]],
    Copy = binary_to_term(term_to_binary(Q)),
    <<_:3, Odd:(byte_size(element(5, Q)))/binary, _/bitstring>> = <<0:3, (element(5, Q))/binary, 0:5>>,
    [show(copy, fun() -> re:run("xxc", X) end) || X <- [Copy, setelement(5, Q, Odd)]].

unicode() ->
    S = "Grüße, Ωmega 日本語",
    [show(unicode, fun() -> re:run(X, R, [unicode | O]) end)
     || X <- [S, unicode:characters_to_binary(S)],
        {R, O} <- [{"ü", []}, {"ü", [{capture, all, list}]}, {"ü", [{capture, all, binary}]}, {"Ω\\w+", [ucp, {capture, first, list}]},
                   {"\\p{Han}+", [{capture, first, binary}]}, {"\\p{Lu}", [global, {capture, first, list}]}, {"Ω", [caseless]}, {"ω", [caseless]},
                   {"\\X", [global]}, {".", [global, {capture, none}]}, {"[^a-zA-Z, ]+", [global, {capture, all, list}]}, {"(*UCP)\\bm", []}]].

limits() ->
    [show(limit, fun() -> re:run("aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)*x", O) end)
     || O <- [[{match_limit, 100}], [{match_limit, 100}, report_errors], [{match_limit_recursion, 5}, report_errors],
              [{match_limit_recursion, 5}], [{match_limit, -1}], [{match_limit, x}]]],
    show(limit, fun() -> re:run("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(*LIMIT_MATCH=50)(a+)*x", [report_errors]) end),
    show(loop, fun() -> re:run("aaa", "^(?:(?R)|a)*$", [report_errors]) end).

global() ->
    [show(global, fun() -> re:run(S, R, [global | O]) end)
     || {S, R, O} <- [{"ababab", "a", []}, {"ababab", "x", []}, {"abc", "", []}, {"abc", "x*", []}, {"ababab", "(a)(b)?", [{capture, all_but_first, list}]},
                      {"aXbX", "X", [{capture, all, binary}]}, {"a\r\nb\r\n", "$", [multiline, {newline, crlf}]}, {"a\r\nb", "^", [multiline, {newline, any}]},
                      {"abab", "b", [{offset, 2}]}, {"", "", []}, {"abab", "a", [{capture, none}]}, {"abab", "(?<q>b)", [{capture, [q], list}]},
                      {"aab", "a*?", []}, {"foo", "\\b", []}, {"aaa", "a(?=a)", []}]].

big() ->
    B = binary:copy(<<"lorem ipsum dolor sit amet, ">>, 2000),
    {match, L} = re:run(B, "\\w+", [global, {capture, first, binary}]),
    io:format("~p ~p~n", [length(L), erlang:phash2(L)]),
    {match, [{At, Size}]} = re:run(<<B/binary, "end">>, "(?:[a-z]+[, ]*)+end"),
    io:format("~p ~p~n", [At, Size]),
    %% Others run while a match goes on.
    Self = self(),
    spawn(fun() -> re:run(lists:duplicate(21, $a), "(a+)+[bc]", []), Self ! slow end),
    spawn(fun() -> Self ! quick end),
    io:format("~p~n", [receive X -> X after 20000 -> none end]),
    P = spawn(fun() -> re:run(lists:duplicate(60, $a), "(a+)+[bc]", [{match_limit, 2000000000}]) end),
    M = monitor(process, P),
    exit(P, kill),
    io:format("~p~n", [receive {'DOWN', M, process, P, R} -> R end]),
    [io:format("~p ~p~n", [N, deep(N)]) || N <- [1, 15, 16, 50, 120, 500]].

%% Patterns of many nested groups, also from deep inside of other calls.
deep(N) ->
    P = lists:duplicate(N, $() ++ "a" ++ lists:duplicate(N, $)),
    {ok, C} = re:compile(P),
    {match, L} = nest(100, fun() -> re:run("xay", P) end),
    {match, L} = nest(100, fun() -> re:run("xay", C) end),
    {length(L), hd(L), element(2, C)}.

nest(0, F) -> F();
nest(N, F) -> {match, L} = nest(N - 1, F), {match, L}.
