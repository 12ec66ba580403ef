%% rand and random: the streams of every algorithm, jumps, exported states, bytes, normal variates, bit generators, seeds of every kind.
-module(lib_rand_streams).
-export([main/0]).
-include("shared/show.hrl").

algs() -> [exsss, exro928ss, exrop, exs1024s, exsp, exs64, exsplus, exs1024, dummy].
draw(F, N, S) -> {L, S1} = lists:mapfoldl(fun(_, A) -> F(A) end, S, lists:seq(1, N)), {L, S1}.

main() ->
    [begin
         io:format("~p~n", [A]),
         S = rand:seed_s(A, {1, 2, 3}),
         {L1, S1} = draw(fun(X) -> rand:uniform_s(100, X) end, 10, S), ?T(L1),
         {L2, S2} = draw(fun rand:uniform_s/1, 5, S1), ?T(L2),
         {L3, S3} = draw(fun rand:uniform_real_s/1, 5, S2), ?T(L3),
         {L4, S4} = draw(fun rand:normal_s/1, 6, S3), ?T(L4),
         {L5, S5} = draw(fun(X) -> rand:normal_s(10, 4, X) end, 4, S4), ?T(L5),
         {L6, S6} = draw(fun(X) -> rand:uniform_s(1 bsl 70, X) end, 4, S5), ?T(L6),
         {L7, S7} = draw(fun(X) -> rand:uniform_s(3, X) end, 20, S6), ?T(L7),
         {B, S8} = rand:bytes_s(20, S7), ?T(B), ?T(element(1, rand:bytes_s(0, S8))),
         ?T(rand:export_seed_s(S8)), ?T(element(1, rand:uniform_s(1000, rand:seed_s(rand:export_seed_s(S8)))) =:= element(1, rand:uniform_s(1000, S8))),
         ?T(case catch rand:jump(S8) of {'EXIT', {R, _}} -> R; J -> element(1, draw(fun(X) -> rand:uniform_s(1000, X) end, 5, J)) end),
         ?T([element(1, rand:uniform_s(1000, rand:seed_s(A, Seed))) || Seed <- [0, 1, -1, 42, 1 bsl 64, {0, 0, 0}, {-1, -2, -3}, {1 bsl 40, 1 bsl 50, 1 bsl 60}]]),
         ?T(case catch rand:seed_s(A, [1, 2]) of {'EXIT', {R2, _}} -> {exit, R2}; X2 -> catch element(1, rand:uniform_s(50, X2)) end)
     end || A <- algs()],
    ?T(rand:seed(exsss, 5) =/= x), ?T([rand:uniform(10) || _ <- lists:seq(1, 10)]), ?T(rand:uniform()), ?T(rand:uniform_real()), ?T(rand:normal()), ?T(rand:normal(5, 2)), ?T(rand:bytes(5)), ?T(rand:export_seed()), ?T(rand:jump() =/= x), ?T(rand:uniform(10)), ?T(element(1, element(1, rand:seed(default, 1)))),
    calls(rand, uniform, [[0], [-1], [1.5], [a]]), calls(rand, seed, [[nonsense], [exsss, a], [exsss, []], [nope, 1]]), calls(rand, normal, [[a, 1], [1, -1]]), calls(rand, bytes, [[-1], [a]]), calls(rand, export_seed_s, [[x]]), calls(rand, seed_s, [[{exsss, [1 | 2]}], [{nope, 1}]]),
    ?T(draws(fun(S) -> {S1, V} = {rand:mwc59(S), rand:mwc59_value(S)}, {V, S1} end, rand:mwc59_seed(7))), ?T([rand:mwc59_value32(rand:mwc59_seed(N)) || N <- [0, 1, 2, 1 bsl 57]]), ?T([rand:mwc59_float(rand:mwc59_seed(N)) || N <- [1, 2, 3]]), ?T(draws(fun rand:splitmix64_next/1, 42)), ?T(draws(fun rand:exsp_next/1, element(2, rand:seed_s(exsp, 3)))), ?T(element(1, rand:exsp_next(rand:exsp_jump(element(2, rand:seed_s(exsp, 3)))))),
    ?T(histogram()), [begin ?T(random:seed({A, B, C}) =/= x), ?T([random:uniform(100) || _ <- lists:seq(1, 8)]), ?T(random:uniform()) end || {A, B, C} <- [{1, 2, 3}, {0, 0, 0}, {99999, 99999, 99999}]], ?T(random:seed0()), ?T(random:uniform_s(10, random:seed0())), ?T(random:uniform(0)), ?T(lists:sublist(lists:sort([{element(1, rand:uniform_s(1000, rand:seed_s(exsss, I))), I} || I <- lists:seq(1, 50)]), 10)).

draws(F, S) -> element(1, draw(F, 5, S)).
histogram() -> S = rand:seed_s(exsss, 11), {L, _} = draw(fun(X) -> rand:uniform_s(6, X) end, 3000, S), {N, _} = draw(fun rand:normal_s/1, 3000, S), {lists:sort(maps:to_list(lists:foldl(fun(K, M) -> maps:update_with(K, fun(V) -> V + 1 end, 1, M) end, #{}, L))), lists:sum(L), round(lists:sum(N) * 1.0e6), lists:max(N), lists:min(N)}.
