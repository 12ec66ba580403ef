%% BIFs of guards that the host's own collector would run in.
-module(guard_bifs).
-export([start/0]).

start() ->
    [5, 0, 1.5, 134217728, 134217729, 36893488147419103232, 9223372036854775808] =
        [abs(id(X)) || X <- [-5, 0, -1.5, -134217728, 134217729, -36893488147419103232, -9223372036854775808]],
    [1, -1, 2, -2, 3, -3, 0, 134217728, 9007199254740993 - 1] =
        [round(id(X)) || X <- [1.4, -1.4, 1.5, -1.5, 2.5, -2.5, 0.49999999999999994, 134217727.5, 9007199254740992.0]],
    [1, -1, 0, 1267650600228229401496703205376, -1180591620717411303424, 9223372036854775808] =
        [trunc(id(X)) || X <- [1.9, -1.9, -0.5, 1.2676506002282294e30, -1.1805916207174113e21, 9223372036854775808.0]],
    [1, -2, 5, -1] = [floor(id(X)) || X <- [1.9, -1.9, 5, -0.5]],
    [2, -1, 5, 0] = [ceil(id(X)) || X <- [1.9, -1.9, 5, -0.5]],
    [1.0, -3.5, 134217728.0, 1.8446744073709552e19, 1.532495540865889e54] =
        [float(id(X)) || X <- [1, -3.5, 134217728, 18446744073709551616, 1 bsl 120 - 12345 bsl 60]],
    [0, 3, 40] = [byte_size(id(X)) || X <- [<<>>, <<"abc">>, bin(40)]],
    [0, 24, 320] = [bit_size(id(X)) || X <- [<<>>, <<"abc">>, bin(40)]],
    [0, 2, 3] = [size(id(X)) || X <- [{}, {a, b}, <<"abc">>]],
    [0, 3] = [length(id(X)) || X <- [[], [1, 2, 3]]],
    [0, 2] = [map_size(id(X)) || X <- [#{}, #{a => 1, b => 2}]],
    <<"bc">> = binary_part(id(<<"abcd">>), 1, 2), <<"bc">> = binary_part(id(<<"abcd">>), 3, -2),
    <<"bc">> = binary_part(id(<<"abcd">>), {1, 2}), 30 = byte_size(binary_part(id(bin(40)), 5, 30)),
    <<>> = binary_part(id(<<"abcd">>), 4, 0),
    [yes, yes, yes, no, no, no] = [g(id(X)) || X <- [-5, 3.7, <<"abcde">>, 1, a, <<"ab">>]],
    [part, no, no] = [p(id(X)) || X <- [<<"xyz">>, <<"ab">>, 5]],
    [badarg, badarg, badarg, badarg, badarg, badarg, badarg, badarg, badarg] =
        [r(F) || F <- [fun() -> abs(id(a)) end, fun() -> round(id(a)) end, fun() -> byte_size(id(a)) end,
                       fun() -> length(id([a | b])) end, fun() -> binary_part(id(<<"a">>), 1, 2) end,
                       fun() -> float(id(a)) end, fun() -> bit_size(id([])) end, fun() -> size(id(1)) end,
                       fun() -> binary_part(id(<<"a">>), {1, 2}) end]],
    {badmap, a} = r(fun() -> map_size(id(a)) end),
    ok = keep(200, []),
    ok.

g(X) when abs(X) =:= 5; round(X) =:= 4; byte_size(X) =:= 5 -> yes;
g(_) -> no.

p(X) when binary_part(X, 1, 2) =:= <<"yz">> -> part;
p(_) -> no.

r(F) -> try F() catch error:E -> E end.

%% What was made before stays over all of these.
keep(0, L) -> check(L);
keep(N, L) ->
    F = float(id(N)), B = bin(N), P = binary_part(B, 0, N div 2), T = trunc(F * 1.0e25), R = abs(-T),
    keep(N - 1, [{N, F, B, P, T, R} | L]).

check([{N, F, B, P, T, R} | L]) ->
    true = F == N, N = byte_size(B), true = N div 2 =:= byte_size(P), T = R, T = trunc(N * 1.0e25),
    check(L);
check([]) -> ok.

bin(N) -> list_to_binary(zeros(N)).
zeros(0) -> [];
zeros(N) -> [N band 255 | zeros(N - 1)].

id(X) -> X.
