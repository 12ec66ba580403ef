-module(std_erl_scan).
-export([main/0]).

main() ->
    [p(erl_scan:string(S)) || S <- ["foo(X) -> X + 1.", "\"str\\n\" $a $\\n 16#ff 2#101 1.5e3 'quoted atom' % comment", "<<A:8/integer>> =:= #{a := 1}", "-module(m).", "fun() -> ok end", "?MACRO ... <- <= => :: || |", "\"unterminated", "'bad", "1.2.3", "$", "try catch after of when begin"]],
    p(erl_scan:string("a\nb\n  c.", {1, 1})), p(erl_scan:string("x % c\n", 1, [return])), {ok, Ts, _} = erl_scan:string("a 1 \"s\"."), p([erl_scan:category(T) || T <- Ts]), p([erl_scan:symbol(T) || T <- Ts]), p([erl_scan:line(T) || T <- Ts]), p(erl_scan:reserved_word('case')), p(erl_scan:reserved_word(foo)), p(erl_scan:tokens([], "foo. bar", 1)), {more, C} = erl_scan:tokens([], "foo", 1), p(erl_scan:tokens(C, " bar.\n", 1)).

p(X) -> io:format("~p~n", [X]).
