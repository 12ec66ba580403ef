-module(switch_large).
-export([main/0]).

%% Selections over many values, made with macros so that the tables are really large.
-define(R10(B), f(B + 0) -> B + 1000; f(B + 1) -> B + 1001; f(B + 2) -> B + 1002; f(B + 3) -> {B, c}; f(B + 4) -> {B, d}; f(B + 5) -> [B]; f(B + 6) -> B * 2; f(B + 7) -> x; f(B + 8) -> B; f(B + 9) -> "nine").
main() ->
    io:format("~w~n", [[f(N) || N <- lists:seq(-2, 75)]]), io:format("~w~n", [[g(A) || A <- [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, zz]]]), io:format("~w~n", [[h(T) || T <- [{}, {1}, {1, 2}, {1, 2, 3}, {1, 2, 3, 4}, {1, 2, 3, 4, 5}, x]]]), io:format("~w~n", [[k(X) || X <- [0, 1000, 2000000, 1 bsl 30, 1 bsl 40, 1 bsl 70, -5, -(1 bsl 40), 1.0, 2.0, 3]]]).

?R10(0);
?R10(10);
?R10(20);
?R10(30);
?R10(50);
f(_) -> none.

g(a1) -> 1; g(a2) -> 2; g(a3) -> 3; g(a4) -> 4; g(a5) -> 5; g(a6) -> 6; g(a7) -> 7; g(a8) -> 8; g(a9) -> 9; g(a10) -> 10; g(a11) -> 11; g(a12) -> 12; g(_) -> 0.
h({}) -> 0; h({A}) -> A; h({A, B}) -> A + B; h({A, B, C}) -> A + B + C; h({_, _, _, D}) -> D; h({_, _, _, _, E}) -> E; h(_) -> no.
k(0) -> a; k(1000) -> b; k(2000000) -> c; k(1073741824) -> d; k(1099511627776) -> e; k(1180591620717411303424) -> f; k(-5) -> g; k(-1099511627776) -> h; k(1.0) -> i; k(2.0) -> j; k(_) -> z.
