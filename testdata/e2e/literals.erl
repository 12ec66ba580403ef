-module(literals).
-export([main/0]).

main() ->
    p(nested()), p(big()), p(map()), p(str()), p(bins()), p(shared()), p([m(X) || X <- [{lit, [1, 2, {x, "y"}]}, {lit, [1, 2, {x, "z"}]}, #{k => [a]}, "exact string", <<"exact binary">>, 1 bsl 90, 3.25, none]]), p(nested() =:= nested()), p(setelement(2, nested(), changed)), p(nested()), p([e || nested() == {a, "b", [c, {d, <<"e">>}], 1.5}]), p(lists:map(fun(X) -> {X, [lit, "in fun"]} end, [1, 2])), p(long()), p(charlist()), S = self(), spawn(fun() -> S ! {lit, nested(), map()} end), p(receive M -> M end).

nested() -> {a, "b", [c, {d, <<"e">>}], 1.5, #{f => g}}.
big() -> [1267650600228229401496703205376, -1267650600228229401496703205377, 4294967296, 1.0e-300].
map() -> #{a => 1, "b" => #{c => [d]}, 3 => {}, <<"k">> => v}.
str() -> "a string with \"quotes\" and ünïcödé 日本".
bins() -> [<<>>, <<1, 2, 3>>, <<"text">>, <<5:3>>, <<1:1, 2:15>>, <<"日本"/utf8>>].
shared() -> X = {some, literal}, [X, X, {X, X}].
long() -> length([a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z]).
charlist() -> [$a, $\n, $\s, $\t, $\e, $ä, $\x{1F600}].

m({lit, [1, 2, {x, "y"}]}) -> yes;
m(#{k := [a]}) -> map;
m("exact string") -> str;
m(<<"exact binary">>) -> bin;
m(1237940039285380274899124224) -> big;
m(3.25) -> float;
m(_) -> no.

p(X) -> io:format("~tw~n", [X]).
