-module(lib_rand_all).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    [begin
         rand:seed(A, {1, 2, 3}), io:format("~w ~w ~w~n", [A, [rand:uniform(1000) || _ <- lists:seq(1, 20)], [rand:uniform() || _ <- [1, 2, 3]]]),
         rand:seed(A, 42), io:format("~w ~w ~w~n", [A, [rand:uniform(1 bsl N) || N <- [1, 30, 58, 59, 60, 64, 100]], [rand:normal() || _ <- [1, 2, 3]]]),
         io:format("~w ~w ~w~n", [rand:uniform_real(), rand:normal(10, 4), rand:bytes(7)]), S = rand:export_seed(), X = rand:uniform(), rand:seed(S), io:format("~w~n", [X =:= rand:uniform()])
     end || A <- [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, default]],
    [begin S0 = rand:seed_s(A, 7), {V, S1} = rand:uniform_s(100, S0), {W, S2} = rand:uniform_s(S1), {B, S3} = rand:bytes_s(5, S2), J = rand:jump(S3), {U, _} = rand:uniform_s(1000, J), io:format("~w ~w~n", [A, {V, W, B, U}]) end || A <- [exsss, exro928ss, exrop, exs1024s, exsp]],
    ?T(rand:uniform(0)), ?T(rand:uniform(a)), ?T(rand:seed(bad)), ?T(rand:seed(bad, 1)), ?T(rand:jump(rand:seed_s(exs64, 1))), ?T(rand:bytes(-1)), ?T(rand:seed(exsss, a)), ?T(element(1, rand:mwc59_seed(5)) =:= x),
    ?T(rand:mwc59(rand:mwc59_seed(5))), ?T(rand:mwc59_value32(123456)), ?T(rand:mwc59_value(123456)), ?T(rand:mwc59_float(123456)), ?T(rand:splitmix64_next(1)), ?T(rand:exsp_next(rand:exsp_jump([1 | 2]))),
    random:seed(1, 2, 3), ?T([random:uniform(100) || _ <- lists:seq(1, 10)]), ?T(random:uniform()), ?T(random:seed({4, 5, 6})), ?T(random:uniform_s(10, {1, 2, 3})), ?T(random:seed0()), ?T(random:uniform(0)).
