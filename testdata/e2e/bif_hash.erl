-module(bif_hash).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Terms = [0, 1, -1, 1 bsl 59, 1 bsl 64, -(1 bsl 64), 1 bsl 200, 1.0, -0.0, 0.0, 1.0e300, a, '', 'é', '日本', [], [1], [1 | 2], "text", "a longer text that is hashed", [[], [[]]], {}, {1, 2}, {a, {b, {c}}}, <<>>, <<1>>, <<1, 2, 3, 4, 5>>, <<1:3>>, <<5:7, 1:1, 1:1>>,
             <<"0123456789abcdef0123456789abcdef">>, #{}, #{a => 1}, #{1 => a, 1.0 => b}, maps:from_list([{I, I} || I <- lists:seq(1, 100)]), [1.5, <<"x">>, {y}], [256], [255, 0], lists:seq(1, 40), lists:duplicate(300, $a), fun lists:map/2, [a | <<"b">>]],
    [io:format("~W ~w~n", [T, 12, [erlang:phash2(T), erlang:phash2(T, 1), erlang:phash2(T, 7), erlang:phash2(T, 1 bsl 32), erlang:phash2(T, 1 bsl 27 - 3)]]) || T <- Terms],
    [io:format("~W ~w~n", [T, 12, [erlang:phash(T, 1), erlang:phash(T, 13), erlang:phash(T, 1 bsl 32)]]) || T <- Terms],
    calls(erlang, phash2, [[a, 0], [a, -1], [a, (1 bsl 32) + 1], [a, b], [a, 1.0]]),
    calls(erlang, phash, [[a, 0], [a, -1], [a, (1 bsl 32) + 1], [a, b]]),
    ?T(erlang:phash2(lists:seq(1, 10000))), ?T(erlang:phash2(list_to_binary(lists:duplicate(10000, 7)))), ?T(erlang:phash2(list_to_tuple(lists:seq(1, 5000)))),
    ?T(erlang:phash2(lists:foldl(fun(I, A) -> [I | {A}] end, [], lists:seq(1, 2000)))),
    ?T(erlang:crc32(lists:duplicate(1000, <<"chunk">>))), ?T(erlang:adler32(lists:duplicate(1000, <<"chunk">>))), ?T(binary:encode_hex(erlang:md5(lists:duplicate(1000, <<"chunk">>)))).
