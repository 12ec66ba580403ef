-module(std_math_programs).
-export([main/0]).

main() ->
    p(pi_digits(60)), p(matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]])), p(det([[2, 0, 1], [1, 3, 2], [1, 1, 1]])), p(to_roman(1994)), p(hamming(25)), p(lists:sublist(pascal(8), 8)), p(lcs("AGGTAB", "GXTXAYB")), p(levenshtein("kitten", "sitting")), p(knapsack([{60, 10}, {100, 20}, {120, 30}], 50)), p(sudoku_ok()), p(base(255, 2)), p(perfect(500)), p(gray(4)), p(permutations_count(6)), p(caesar("Hello, World!", 3)), p(rpn("3 4 + 2 * 7 /")), p(life(blinker(), 3)), p(huffman("abracadabra")), p(lists:map(fun fizz/1, lists:seq(1, 15))), p(ackermann(2, 3)), p(primes_to(100)).

%% Spigot with integers of growing size.
pi_digits(N) -> lists:flatten([integer_to_list(D) || D <- spigot(1, 0, 1, 1, 3, 3, N)]).
spigot(_, _, _, _, _, _, 0) -> [];
spigot(Q, R, T, K, M, X, N) when 4 * Q + R - T < M * T -> [M | spigot(10 * Q, 10 * (R - M * T), T, K, (10 * (3 * Q + R)) div T - 10 * M, X, N - 1)];
spigot(Q, R, T, K, _, X, N) -> spigot(Q * K, (2 * Q + R) * X, T * X, K + 1, (Q * (7 * K + 2) + R * X) div (T * X), X + 2, N).

matmul(A, B) -> Bt = transpose(B), [[lists:sum(lists:zipwith(fun(X, Y) -> X * Y end, R, C)) || C <- Bt] || R <- A].
transpose([[] | _]) -> [];
transpose(M) -> [[hd(R) || R <- M] | transpose([tl(R) || R <- M])].
det([[X]]) -> X;
det([First | Rest]) -> lists:sum([sign(J) * X * det([drop(J, R) || R <- Rest]) || {J, X} <- lists:zip(lists:seq(1, length(First)), First)]).
sign(J) when J rem 2 =:= 1 -> 1; sign(_) -> -1.
drop(1, [_ | T]) -> T; drop(N, [H | T]) -> [H | drop(N - 1, T)].
to_roman(0) -> "";
to_roman(N) -> {V, S} = hd([P || {V0, _} = P <- [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}], V0 =< N]), S ++ to_roman(N - V).
hamming(N) -> lists:sublist(lists:usort([P2 * P3 * P5 || P2 <- pows(2, 400), P3 <- pows(3, 400), P5 <- pows(5, 400)]), N).
pows(B, Max) -> pows(B, 1, Max).
pows(_, X, Max) when X > Max -> []; pows(B, X, Max) -> [X | pows(B, X * B, Max)].
pascal(0) -> []; pascal(N) -> pascal([1], N).
pascal(_, 0) -> []; pascal(R, N) -> [R | pascal(lists:zipwith(fun(A, B) -> A + B end, [0 | R], R ++ [0]), N - 1)].
lcs([], _) -> []; lcs(_, []) -> []; lcs([H | A], [H | B]) -> [H | lcs(A, B)];
lcs([_ | A] = X, [_ | B] = Y) -> L = lcs(A, Y), R = lcs(X, B), if length(L) >= length(R) -> L; true -> R end.
levenshtein(A, B) -> lists:last(lists:foldl(fun(C, [P0 | _] = Prev) -> {Row, _, _} = lists:foldl(fun({D, Up}, {[L | _] = Acc, Diag, _}) -> Cost = if C =:= D -> 0; true -> 1 end, {[lists:min([L + 1, Up + 1, Diag + Cost]) | Acc], Up, x} end, {[P0 + 1], P0, x}, lists:zip(B, tl(Prev))), lists:reverse(Row) end, lists:seq(0, length(B)), A)).
knapsack(_, 0) -> 0; knapsack([], _) -> 0; knapsack([{V, W} | T], C) when W =< C -> max(knapsack(T, C), V + knapsack(T, C - W)); knapsack([_ | T], C) -> knapsack(T, C).
sudoku_ok() -> R = lists:seq(1, 9), lists:all(fun(L) -> lists:sort(L) =:= R end, [[(I * 3 + I div 3 + J) rem 9 + 1 || J <- lists:seq(0, 8)] || I <- lists:seq(0, 8)]).
base(0, _) -> []; base(N, B) -> base(N div B, B) ++ [N rem B].
perfect(N) -> [X || X <- lists:seq(2, N), lists:sum([D || D <- lists:seq(1, X div 2), X rem D =:= 0]) =:= X].
gray(0) -> [[]]; gray(N) -> P = gray(N - 1), [[0 | G] || G <- P] ++ [[1 | G] || G <- lists:reverse(P)].
permutations_count(N) -> length(perms(lists:seq(1, N))).
perms([]) -> [[]]; perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
caesar(S, K) -> [if C >= $a, C =< $z -> $a + (C - $a + K) rem 26; C >= $A, C =< $Z -> $A + (C - $A + K) rem 26; true -> C end || C <- S].
rpn(S) -> rpn(string:tokens(S, " "), []).
rpn([], [R]) -> R;
rpn(["+" | T], [A, B | S]) -> rpn(T, [B + A | S]); rpn(["*" | T], [A, B | S]) -> rpn(T, [B * A | S]); rpn(["/" | T], [A, B | S]) -> rpn(T, [B / A | S]); rpn([N | T], S) -> rpn(T, [list_to_integer(N) | S]).
blinker() -> [{1, 0}, {1, 1}, {1, 2}].
life(C, 0) -> lists:sort(C);
life(C, N) -> life([P || P <- lists:usort([{X + I, Y + J} || {X, Y} <- C, I <- [-1, 0, 1], J <- [-1, 0, 1]]), alive(P, C)], N - 1).
alive({X, Y} = P, C) -> case length([1 || I <- [-1, 0, 1], J <- [-1, 0, 1], {I, J} =/= {0, 0}, lists:member({X + I, Y + J}, C)]) of 3 -> true; 2 -> lists:member(P, C); _ -> false end.
huffman(S) -> F = lists:sort(maps:to_list(lists:foldl(fun(C, M) -> maps:update_with(C, fun(V) -> V + 1 end, 1, M) end, #{}, S))), lists:sort(codes(tree([{N, [C]} || {C, N} <- F]), "")).
tree([{_, T}]) -> T; tree(L) -> [{A, X}, {B, Y} | R] = lists:keysort(1, L), tree([{A + B, {X, Y}} | R]).
codes({L, R}, P) -> codes(L, P ++ "0") ++ codes(R, P ++ "1"); codes([C], P) -> [{[C], P}].
fizz(N) when N rem 15 =:= 0 -> fizzbuzz; fizz(N) when N rem 5 =:= 0 -> buzz; fizz(N) when N rem 3 =:= 0 -> fizz; fizz(N) -> N.
ackermann(0, N) -> N + 1; ackermann(M, 0) -> ackermann(M - 1, 1); ackermann(M, N) -> ackermann(M - 1, ackermann(M, N - 1)).
primes_to(N) -> sieve(lists:seq(2, N)).
sieve([P | T]) -> [P | sieve([X || X <- T, X rem P > 0])]; sieve([]) -> [].

p(X) -> io:format("~p~n", [X]).
