-module(funs).
-export([start/0, f/1]).

start() ->
    N = id(10), F = fun(X) -> X + N end, 15 = F(5),
    [11,12] = map(F, [1,2]),
    G = fun ?MODULE:f/1, v = G(#{k => v}),
    v = apply(id(?MODULE), id(f), [#{k => v}]),
    %% AtomVM's reason is the bare atom.
    H = id(F),
    badarity = try H(1, 2) catch error:{badarity, _} -> badarity; error:E -> E end,
    ok.

f(#{k := V}) -> V.

map(F, [H|T]) -> [F(H) | map(F, T)];
map(_, []) -> [].

id(X) -> X.
