%% Polynomials over integers: product, division with remainder, derivative, greatest common divisor, texts.
-module(prog_polynomials).
-export([main/0]).

main() ->
    A = [-1, 0, 0, 1], B = [-1, 1],
    io:format("~s; ~s; ~s~n", [text(A), text(B), text(multiply(A, B))]),
    {Q, R} = divide(A, B),
    io:format("~s rest ~s~n", [text(Q), text(R)]),
    io:format("~s~n", [text(derive(multiply(A, A)))]),
    io:format("~s~n", [text(gcd(multiply([1, 1], [2, 1]), multiply([1, 1], [-3, 1])))]),
    io:format("~p~n", [[lists:last(power([1, 1], N)) || N <- [0, 1, 5]]]),
    io:format("~w~n", [power([1, 1], 30)]),
    io:format("~p~n", [try divide(A, []) catch error:E -> E end]).

trim(P) -> lists:reverse(lists:dropwhile(fun(C) -> C == 0 end, lists:reverse(P))).
add([A | P], [B | Q]) -> [A + B | add(P, Q)];
add([], Q) -> Q;
add(P, []) -> P.
scale(P, K) -> [C * K || C <- P].
multiply([], _) -> [];
multiply([A | P], Q) -> trim(add(scale(Q, A), [0 | multiply(P, Q)])).
power(_, 0) -> [1];
power(P, N) -> multiply(P, power(P, N - 1)).
derive([_ | P]) -> [C * N || {C, N} <- lists:zip(P, lists:seq(1, length(P)))].

divide(P, Q) -> divide(P, Q, []).
divide(P, Q, Acc) when length(P) < length(Q) -> {trim(Acc), P};
divide(P, Q, Acc) ->
    N = length(P) - length(Q), K = lists:last(P) div lists:last(Q),
    Term = lists:duplicate(N, 0) ++ [K],
    divide(trim(lists:droplast(add(P, scale(lists:duplicate(N, 0) ++ Q, -K)))), Q, add(Acc, Term)).

gcd(P, []) -> scale_down(P);
gcd(P, Q) -> {_, R} = divide(scale(P, lists:last(Q) * lists:last(Q)), Q), gcd(Q, R).
scale_down(P) -> G = lists:foldl(fun ngcd/2, 0, P), [C div (G * sign(lists:last(P))) || C <- P].
ngcd(A, 0) -> abs(A);
ngcd(A, B) -> ngcd(B, A rem B).
sign(N) when N < 0 -> -1;
sign(_) -> 1.

text([]) -> "0";
text(P) ->
    Terms = [{C, N} || {C, N} <- lists:reverse(lists:zip(P, lists:seq(0, length(P) - 1))), C =/= 0],
    [[case {I, C} of {1, _} when C < 0 -> "-"; {1, _} -> ""; _ when C < 0 -> " - "; _ -> " + " end, term(abs(C), N)] || {I, {C, N}} <- lists:zip(lists:seq(1, length(Terms)), Terms)].
term(C, 0) -> integer_to_list(C);
term(1, N) -> var(N);
term(C, N) -> [integer_to_list(C), var(N)].
var(1) -> "x";
var(N) -> ["x^", integer_to_list(N)].
