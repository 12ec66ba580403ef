-module(data).
-export([start/0]).

start() ->
    T = id({a, "abc", {1,2.0}, [x|y], #{k => v}}),
    {a, [$a,$b,$c], {1,2.0}, [x|y], #{k := v}} = T,
    v = f(#{a => 1, k => v}),
    {a, b, c} = setelement(2, {a, x, c}, b),
    L = seq(2000), 2000 = length(L), 2001000 = total(L, 0),
    true = is_tuple(T), 5 = tuple_size(T), b = element(2, id({a,b})),
    true = L =:= seq(2000),
    ok.

total([H|T], A) -> total(T, A + H);
total([], A) -> A.

f(#{k := V}) -> V.

seq(0) -> [];
seq(N) -> [N | seq(N-1)].

id(X) -> X.
