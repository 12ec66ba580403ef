-module(term_hash).
-export([main/0]).

main() ->
    Ts = [0, 1, -1, 134217727, 134217728, -134217729, 1 bsl 32, 1 bsl 64, -(1 bsl 64), 1 bsl 200, 0.0, 1.0, -1.5, 1.0e100, a, b, ok, undefined, 'ünï', [], [1], [1, 2, 3], "string", [a | b], "a longer string with more than sixteen bytes", {}, {a}, {a, b, [c]}, <<>>, <<"bin">>, <<1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17>>, <<1:3>>, <<255, 7:4>>, #{}, #{a => 1}, #{a => 1, b => {c}}, lists:seq(1, 300), [300, 400], [[], [[]]], fun lists:map/2, [255, 256], {1.0, 1}, list_to_tuple(lists:seq(1, 40)), maps:from_list([{N, N} || N <- lists:seq(1, 50)])],
    [io:format("~w ~w ~w~n", [erlang:phash2(T), erlang:phash2(T, 1000), erlang:phash(T, 1 bsl 32)]) || T <- lists:droplast(Ts)], io:format("~w~n", [erlang:phash2(lists:last(Ts))]), io:format("~w~n", [[erlang:phash2(N) || N <- lists:seq(0, 20)]]), io:format("~w~n", [erlang:phash2(list_to_binary(lists:seq(0, 255)))]), <<_:3, B:80/bits, _/bits>> = <<0:3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0:5>>, io:format("~w ~w~n", [erlang:phash2(B), erlang:phash2(<<1, 2, 3, 4, 5, 6, 7, 8, 9, 10>>)]), io:format("~w~n", [erlang:phash2(a, 1 bsl 32)]).
