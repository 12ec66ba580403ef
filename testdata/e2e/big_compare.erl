-module(big_compare).
-export([main/0]).

main() ->
    Vs = [1 bsl 64, (1 bsl 64) + 1, -(1 bsl 64), 1 bsl 200, 1.0e20, 100000000000000000000, 1.8446744073709552e19,
          18446744073709551616, 18446744073709551617, 5, 5.0, -1.0e300, 1.0e300, (1 bsl 1000), 9007199254740993,
          9007199254740992.0, 9007199254740992],
    [io:format("~w~n", [[{A < B, A == B, A =:= B} || B <- Vs]]) || A <- Vs],
    io:format("~w~n", [lists:sort(Vs)]),
    io:format("~w~n", [lists:usort(Vs)]),
    io:format("~w~n", [length([x || A <- Vs, B <- Vs, A == B])]),
    io:format("~w~n", [match(1 bsl 64)]),
    io:format("~w~n", [match(1 bsl 65)]),
    io:format("~w~n", [match(-18446744073709551616)]).

match(18446744073709551616) -> two_to_64;
match(36893488147419103232) -> two_to_65;
match(-18446744073709551616) -> minus;
match(_) -> other.
