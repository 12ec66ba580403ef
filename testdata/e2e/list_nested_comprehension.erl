%% Comprehensions in comprehensions: shadowing, filters that fail or raise, generators that depend on others, binaries both ways.
-module(list_nested_comprehension).
-export([main/0]).

main() ->
    p([{X, Y} || X <- [1, 2, 3], Y <- lists:seq(1, X)]), p([[Y || Y <- [1, 2, 3], Y =/= X] || X <- [1, 2, 3]]), p([X || {ok, X} <- [{ok, 1}, error, {ok, 2}, {ok, 3, 4}, ok]]), p([X || X <- [1, a, 2.0, "s"], is_number(X), X > 1]), p([X || X <- [1, 2, 3], begin Y = X * X, Y > 3 end]),
    p([Z || X <- [1, 2], Y <- [X, X * 10], Z <- [Y, -Y], Z > -5]), p([X || X <- [1, 2, 3, 4], X rem 2 =:= 0 orelse X =:= 1, not (X =:= 4)]), p([(fun() -> X end)() || X <- [a, b]]), X0 = shadowed, p({[X0 || X0 <- [inner]], X0}), p([{A, B} || [A, B | _] <- ["abc", "d", "ef"]]), p([element(1, T) || T <- [{a}, b, {c}], is_tuple(T)]), p([T || T <- [{1}, {}, {2}], element(1, T) > 1]),
    p(<< <<X:4>> || X <- [1, 2, 3, 4, 5] >>), p([X || <<X:4>> <= <<16#12, 16#34>>]), p([{A, B} || <<A, B:2/binary>> <= <<"1ab2cd3e">>]), p(<< <<B, A>> || <<A, B>> <= <<"badc">> >>), p(<< <<X>> || X <- "hello", X > $h >>), p([X || <<L, X:L/binary>> <= <<1, "a", 3, "bcd", 0>>]), p([{X, Y} || <<X>> <= <<1, 2>>, Y <- [a, b], <<Z:1>> <= <<X>>, Z =:= 1]), p(<< <<X:3, Y:5>> || X <- [1, 2], <<Y>> <= <<7, 8>> >>), p([X || <<X/float>> <= <<1.5/float, 2.5/float, 0>>]), p([X || <<X/utf8>> <= <<"aä€"/utf8>>]), p(<< <<X/utf8>> || X <- [97, 228, 8364] >>), p(<< <<(bits(X))/bitstring>> || X <- [1, 2, 3] >>),
    p(pyth(20)), p(sieve(60)), p(transpose([[1, 2, 3], [4, 5, 6]])), p(matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]])), p(subsets([a, b, c])), p(primes_bits(30)), p(lists:sum([X * Y || X <- lists:seq(1, 50), Y <- lists:seq(X, 50), (X + Y) rem 7 =:= 0])), p(length([ok || A <- lists:seq(1, 9), B <- lists:seq(A, 9), C <- lists:seq(B, 9), A + B + C =:= 15])),
    p([catch_reason(F) || F <- [fun() -> [X || X <- id([1 | 2])] end, fun() -> [X || X <- id(a)] end, fun() -> [X || X <- [1], id(X)] end, fun() -> [1 / X || X <- [1, 0]] end, fun() -> [X || <<X>> <= id([1])] end, fun() -> << <<X>> || X <- id([1, a]) >> end, fun() -> [X || X <- [1, 2], id(X) > 1, element(X, {a}) =:= a] end, fun() -> [hd(X) || X <- [[1], []]] end]]).

p(X) -> io:format("~w~n", [X]).
id(X) -> X.
bits(X) -> <<X:X>>.
catch_reason(F) -> try F() catch C:R -> {C, R} end.
pyth(N) -> [{A, B, C} || A <- lists:seq(1, N), B <- lists:seq(A, N), C <- lists:seq(B, N), A * A + B * B =:= C * C].
sieve(N) -> s(lists:seq(2, N)).
s([]) -> [];
s([P | T]) -> [P | s([X || X <- T, X rem P =/= 0])].
transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].
matmul(A, B) -> [[lists:sum([X * Y || {X, Y} <- lists:zip(R, C)]) || C <- transpose(B)] || R <- A].
subsets([]) -> [[]];
subsets([H | T]) -> S = subsets(T), [[H | X] || X <- S] ++ S.
primes_bits(N) -> B = << <<(case [D || D <- lists:seq(2, X - 1), X rem D =:= 0] of [] -> 1; _ -> 0 end):1>> || X <- lists:seq(2, N) >>, {B, [I || {I, 1} <- lists:zip(lists:seq(2, N), [Y || <<Y:1>> <= B])]}.
