-module(std_lists_keys).
-export([main/0]).

main() ->
    L = [{a, 1}, {b, 2}, {c, 3}, {a, 4}, x, {d}, {1, one}, {1.0, float}],
    p(lists:keyfind(a, 1, L)), p(lists:keyfind(zz, 1, L)), p(lists:keyfind(1.0, 1, L)), p(lists:keyfind(2, 2, L)),
    p(lists:keymember(b, 1, L)), p(lists:keymember(3, 2, L)), p(lists:keymember(3, 3, L)),
    p(lists:keysearch(c, 1, L)), p(lists:keysearch(q, 1, L)),
    p(lists:keydelete(a, 1, L)), p(lists:keyreplace(a, 1, L, {a, new})),
    p(lists:keystore(a, 1, L, {a, new})), p(lists:keystore(q, 1, L, {q, new})),
    p(lists:keytake(b, 1, L)), p(lists:keytake(q, 1, L)),
    T = [{b, 2}, {a, 1}, {c, 0}],
    p(lists:keysort(2, T)), p(lists:keymerge(1, [{a, 1}, {c, 3}], [{b, 2}])),
    p(lists:keymap(fun(X) -> X * 10 end, 2, T)),
    p(proplists:get_value(a, L)), p(proplists:get_value(x, L)), p(proplists:get_value(nope, L, default)),
    p(orddict:from_list(T)),
    p([V || {_, V} <- T, V > 0]).

p(X) -> io:format("~p~n", [X]).
