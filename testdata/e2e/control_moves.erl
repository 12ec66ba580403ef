%% Values that change places: cycles of arguments and of frame slots over calls, receives, tries, with many values alive.
-module(control_moves).
-export([main/0, id/1, rot/16]).

main() ->
    io:format("~0tp~n", [rot(1000, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)]),
    io:format("~0tp~n", [rev(7, 1, 2, 3, 4, 5, 6, 7, 8)]),
    io:format("~0tp~n", [frames(5, 1, 2.0, "3", {4}, #{5 => 5}, <<6>>)]),
    io:format("~0tp~n", [branches(lists:seq(1, 12), 0, 0, 0, 0)]),
    io:format("~0tp~n", [over_try([1, a, 2, b, 3], p, q, r, [])]),
    io:format("~0tp~n", [over_receive(6, p, q, r)]),
    io:format("~0tp~n", [fibers(10, {0, 1}, {1, 0}, [])]),
    io:format("~0tp~n", [deep(20, x, y, z)]),
    io:format("~0tp~n", [same(3, a)]),
    io:format("~0tp~n", [dup(4, 1, 2)]),
    io:format("~0tp~n", [lists:foldl(fun(X, {A, B, C, D}) -> {B, C, D, {X, A}} end, {1, 2, 3, 4}, lists:seq(1, 7))]),
    io:format("~0tp~n", [phi(9, a, b, c)]),
    io:format("~0tp~n", [closures(3, 1, 2, 3)]),
    io:format("~0tp~n", [floats(10, 1.0, 2.0, 3.0, 4.0)]),
    io:format("~0tp~n", [nested(3, a, b, c, d)]).

id(X) -> X.
rot(0, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O) -> [A, B, C, D, E, F, G, H, I, J, K, L, M, N, O];
rot(R, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O) when R rem 7 =:= 0 -> rot(R - 1, O, A, B, C, D, E, F, G, H, I, J, K, L, M, N);
rot(R, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O) when R rem 5 =:= 0 -> rot(R - 1, B, A, D, C, F, E, H, G, J, I, L, K, N, M, O);
rot(R, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O) -> rot(R - 1, A, C, B, F, D, E, K, G, H, I, J, O, L, M, N).
rev(0, A, B, C, D, E, F, G, H) -> {A, B, C, D, E, F, G, H};
rev(N, A, B, C, D, E, F, G, H) -> X = id(H), Y = id(A), rev(N - 1, X, G, F, E, D, C, B, Y).
frames(0, A, B, C, D, E, F) -> {A, B, C, D, E, F};
frames(N, A, B, C, D, E, F) ->
    X = id({A, B}), Y = id([C, D]), Z = id(E), W = id(F),
    case id(N rem 2) of
        0 -> R = frames(N - 1, B, C, D, E, F, A), {X, Y, R, Z, W, A};
        1 -> R = frames(N - 1, F, E, D, C, B, A), {W, Z, R, Y, X, F, B, C}
    end.
branches([], A, B, C, D) -> {A, B, C, D};
branches([H | T], A, B, C, D) ->
    {P, Q} = case H rem 4 of 0 -> {A, id(B)}; 1 -> {id(C), A + 1}; 2 -> X = id(D), {X, X + H}; 3 -> {H, id(H) + A} end,
    {R, S} = if P > Q -> {Q, P}; P =:= Q -> {id(P), H}; true -> {P, Q} end,
    branches(T, S, R, Q, P).
over_try([], A, B, C, Acc) -> {A, B, C, Acc};
over_try([H | T], A, B, C, Acc) ->
    {X, Y} = try H + 1 of V -> {V, A} catch error:badarith -> {id(B), C} after id(A) end,
    over_try(T, B, C, A, [{X, Y, H} | Acc]).
over_receive(0, A, B, C) -> {A, B, C};
over_receive(N, A, B, C) ->
    case N rem 3 of 0 -> ok; 1 -> self() ! {swap, N}; 2 -> self() ! {other, N} end,
    receive
        {swap, N} -> over_receive(N - 1, B, A, C);
        {other, M} -> over_receive(M - 1, C, B, {A, M})
    after 0 -> over_receive(N - 1, C, A, B)
    end.
fibers(0, A, B, Acc) -> {A, B, Acc};
fibers(N, {A, B}, {C, D}, Acc) -> fibers(N - 1, {D, A + C}, {B + D, A}, [A * D - B * C | lists:sublist(Acc, 3)]).
deep(0, A, B, C) -> [A, B, C];
deep(N, A, B, C) -> [X, Y, Z] = deep(N - 1, C, A, B), P = id(Y), [P, id(X), if N rem 4 =:= 0 -> A; true -> Z end].
same(0, A) -> A;
same(N, A) -> T = {A, A, A}, same(N - 1, {T, id(T)}).
dup(0, A, B) -> {A, B};
dup(N, A, _) -> C = id(A), dup(N - 1, {C, N}, {N, C}).
phi(0, A, B, C) -> {A, B, C};
phi(N, A, B, C) ->
    X = case N band 3 of 0 -> A; 1 -> B; 2 -> C; 3 -> N end,
    Y = case X of a -> B; b -> X; _ when is_integer(X) -> A; _ -> C end,
    Z = if X =:= Y -> N; true -> id(X) end,
    phi(N - 1, Y, Z, X).
closures(0, A, B, C) -> {A, B, C};
closures(N, A, B, C) -> F = fun(X) -> {X, A, fun(Y) -> {Y, B, C, X} end} end, {X, Y, G} = F(N), closures(N - 1, G(Y), X, {A, C}).
floats(0, A, B, C, D) -> {A, B, C, D};
floats(N, A, B, C, D) when A > D -> floats(N - 1, D, A - D, B, C);
floats(N, A, B, C, D) -> floats(N - 1, B * 1.5, C, D - A, A + B).
nested(0, A, B, C, D) -> [A, B, C, D];
nested(N, A, B, C, D) -> [nested(N - 1, D, C, B, A), case nested(N - 1, B, A, D, C) of [X | _] -> X end, {A, nested(0, B, C, D, A)}].
