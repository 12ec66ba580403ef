%% Rational matrices: determinants, inverses, systems, characteristic polynomials, powers; floats beside them.
-module(prog_matrix).
-export([main/0]).

main() ->
    A = [[2, 1, -1], [-3, -1, 2], [-2, 1, 2]],
    show(determinant(A)),
    show(inverse(A)),
    show(multiply(A, inverse(A))),
    show(solve(A, [8, -11, -3])),
    Hilbert = [[{1, I + J - 1} || J <- lists:seq(1, 6)] || I <- lists:seq(1, 6)],
    show(determinant(Hilbert)),
    show(inverse(Hilbert)),
    show(catch inverse([[1, 2], [2, 4]])),
    show(power([[1, 1], [1, 0]], 90)),
    show(characteristic(A)),
    F = [[math:sin(I * J) || J <- lists:seq(1, 4)] || I <- lists:seq(1, 4)],
    io:format("~w~n", [[[round(X * 1.0e6) || X <- R] || R <- float_product(F, F)]]).

show(M) -> io:format("~w~n", [M]).

num({_, _} = R) -> R;
num(N) -> {N, 1}.

norm(N, D) when D < 0 -> norm(-N, -D);
norm(N, D) -> G = gcd(abs(N), D), {N div G, D div G}.

gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).

add({A, B}, {C, D}) -> norm(A * D + C * B, B * D).
sub(X, {C, D}) -> add(X, {-C, D}).
mul({A, B}, {C, D}) -> norm(A * C, B * D).
divide(_, {0, _}) -> throw(singular);
divide({A, B}, {C, D}) -> norm(A * D, B * C).

text({N, 1}) -> N;
text(R) -> R.

matrix(M) -> [[num(X) || X <- R] || R <- M].
plain(M) -> [[text(X) || X <- R] || R <- M].

determinant(M) -> text(det(matrix(M), {1, 1})).

det([], Acc) -> Acc;
det(M, Acc) ->
    case pivot(M, []) of
        none -> {0, 1};
        {[P | Row], Rest, Sign} -> det([eliminate(R, P, Row) || R <- Rest], mul({Sign, 1}, mul(Acc, P)))
    end.

pivot([[{0, _} | _] = R | T], Skipped) -> pivot(T, [R | Skipped]);
pivot([R | T], Skipped) -> {R, lists:reverse(Skipped, T), case length(Skipped) rem 2 of 0 -> 1; 1 -> -1 end};
pivot([], _) -> none.

eliminate([F | R], P, Row) -> Q = divide(F, P), [sub(X, mul(Q, Y)) || {X, Y} <- lists:zip(R, Row)].

inverse(M) ->
    N = length(M),
    Wide = [R ++ [num(if I =:= J -> 1; true -> 0 end) || J <- lists:seq(1, N)] || {I, R} <- lists:zip(lists:seq(1, N), matrix(M))],
    plain([lists:nthtail(N, R) || R <- gauss(Wide, N)]).

solve(M, B) ->
    Wide = [R ++ [num(X)] || {R, X} <- lists:zip(matrix(M), B)],
    [text(lists:last(R)) || R <- gauss(Wide, length(M))].

gauss(M, N) -> gauss(M, [], 0, N).
gauss(_, Done, N, N) -> Done;
gauss(M, Done, C, N) ->
    case lists:splitwith(fun(R) -> element(1, lists:nth(C + 1, R)) =:= 0 end, M) of
        {_, []} -> throw(singular);
        {Zero, [P | Rest]} ->
            D = lists:nth(C + 1, P),
            Unit = [divide(X, D) || X <- P],
            Clear = fun(R) -> Q = lists:nth(C + 1, R), [sub(X, mul(Q, Y)) || {X, Y} <- lists:zip(R, Unit)] end,
            gauss([Clear(R) || R <- Zero ++ Rest], [Clear(R) || R <- Done] ++ [Unit], C + 1, N)
    end.

multiply(A, B) -> plain(product(matrix(A), matrix(B))).

product(A, B) -> T = transpose(B), [[lists:foldl(fun({X, Y}, S) -> add(S, mul(X, Y)) end, {0, 1}, lists:zip(R, C)) || C <- T] || R <- A].

transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].

power(M, 1) -> M;
power(M, N) when N rem 2 =:= 0 -> H = power(M, N div 2), multiply(H, H);
power(M, N) -> multiply(M, power(M, N - 1)).

characteristic(M) ->
    N = length(M),
    {Cs, _} = lists:mapfoldl(fun(K, Mk) ->
        AM = product(matrix(M), Mk),
        C = divide(mul({-1, 1}, trace(AM)), {K, 1}),
        {text(C), [[case I =:= J of true -> add(X, C); false -> X end || {J, X} <- lists:zip(lists:seq(1, N), R)] || {I, R} <- lists:zip(lists:seq(1, N), AM)]}
    end, matrix([[if I =:= J -> 1; true -> 0 end || J <- lists:seq(1, N)] || I <- lists:seq(1, N)]), lists:seq(1, N)),
    [1 | Cs].

trace(M) -> lists:foldl(fun({I, R}, S) -> add(S, lists:nth(I, R)) end, {0, 1}, lists:zip(lists:seq(1, length(M)), M)).

float_product(A, B) -> T = transpose(B), [[lists:sum([X * Y || {X, Y} <- lists:zip(R, C)]) || C <- T] || R <- A].
