-module(std_proplists).
-export([main/0]).

main() ->
    L = [a, {b, 2}, {c, 3}, {b, 4}, "junk", {d, x, y}, {e, false}],
    p(proplists:get_value(a, L)), p(proplists:get_value(b, L)), p(proplists:get_value(z, L)), p(proplists:get_value(z, L, def)), p(proplists:get_bool(a, L)), p(proplists:get_bool(e, L)), p(proplists:get_all_values(b, L)), p(proplists:lookup(b, L)), p(proplists:lookup(z, L)), p(proplists:lookup_all(b, L)), p(proplists:is_defined(c, L)), p(proplists:delete(b, L)), p(lists:sort(proplists:get_keys(L))), p(proplists:append_values(q, [{q, [1]}, {q, 2}])), p(proplists:compact([{a, true}, {b, false}])), p(proplists:unfold([a, {b, 1}])), p(proplists:expand([{fast, [{speed, 10}, turbo]}], [fast, x])), p(proplists:normalize([colour, {no_x, true}], [{aliases, [{colour, color}]}, {negations, [{no_x, x}]}])), p(proplists:split(L, [b, c])), p(proplists:substitute_aliases([{k, kk}], [{k, 1}])), p(proplists:substitute_negations([{no, yes}], [no, {no, false}])), p(proplists:property(a, true)), p(proplists:property(a, 1)), p(proplists:to_map([a, {b, 1}, {a, 2}])), p(proplists:from_map(#{x => 1})).

p(X) -> io:format("~p~n", [X]).
