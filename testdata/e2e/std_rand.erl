-module(std_rand).
-export([main/0]).

main() ->
    [begin rand:seed(Alg, {1, 2, 3}), p({Alg, [rand:uniform(100) || _ <- lists:seq(1, 10)]}), p([rand:uniform() || _ <- [1, 2, 3]]), p([rand:uniform(1 bsl 70) || _ <- [1, 2]]) end || Alg <- [exsss, exro928ss, exrop, exs1024s, exsp]],
    S = rand:seed_s(exsss, 42), {A, S1} = rand:uniform_s(1000, S), {B, S2} = rand:uniform_s(S1), p({A, B}), {C, _} = rand:normal_s(S2), p(io_lib:format("~.10f", [C])), p(element(1, rand:uniform_s(10, rand:jump(S)))), rand:seed(exsss, 7), p(shuffle(lists:seq(1, 20))), p(rand:bytes(8)), p(lists:sum([rand:uniform(6) || _ <- lists:seq(1, 1000)])), p(rand:export_seed_s(rand:seed_s(exsss, 1))), p(rand:mwc59(1)), p(catch rand:uniform(0)), p(element(1, rand:splitmix64_next(5))), p(element(1, rand:exsp_next(element(2, rand:seed_s(exsp, 5))))).

shuffle(L) -> [X || {_, X} <- lists:sort([{rand:uniform(), X} || X <- L])].

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
