-module(std_erl_parse).
-export([main/0]).

main() ->
    [p(parse(S)) || S <- ["f(X) when X > 1 -> {X, [1, 2 | T]}; f(_) -> ok.", "-record(r, {a, b = 1 :: integer()}).", "-spec f(integer()) -> atom().", "g() -> try a() catch C:R:S -> {C, R, S} after done() end.", "h() -> [X || X <- L, X > 1].", "i() -> fun(A) -> A end, receive x -> y after 10 -> z end.", "j() -> #r{a = 1}.", "k() -> <<X:8, Y/binary>>.", "l(#{a := V}) -> V#{b => 1}.", "broken( -> .", "m() -> if true -> 1 end", "-export([f/1])."]],
    [p(exprs(S)) || S <- ["1 + 2 * 3.", "X = f(Y), Z.", "a andalso b orelse not c.", "-1.", "\"abc\" \"def\".", "1 +."]], p(lists:flatten(erl_pp:exprs(element(2, exprs("case X of {a, B} when B > 1 -> [B | T]; _ -> <<1:8>> end."))))), p(lists:flatten(erl_pp:form(element(2, parse("f(A) -> A + 1."))))), p(erl_parse:normalise(element(2, parse_term("{a, [1, \"s\"], #{k => <<1>>}}.")))), p(element(2, parse_term("[1, 2.5, $c | d]."))), p(erl_parse:abstract({a, [1, "x"], <<2>>, #{b => c}})).

parse(S) -> {ok, Ts, _} = erl_scan:string(S), erl_parse:parse_form(Ts).
exprs(S) -> {ok, Ts, _} = erl_scan:string(S), erl_parse:parse_exprs(Ts).
parse_term(S) -> {ok, Ts, _} = erl_scan:string(S), {ok, T} = erl_parse:parse_term(Ts), {ok, erl_parse:abstract(T)}.

p(X) -> io:format("~p~n", [X]).
