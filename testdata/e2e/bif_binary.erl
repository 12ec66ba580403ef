-module(bif_binary).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    B = <<"hello">>,
    calls(erlang, binary_to_list, [[B], [<<>>], [<<1:3>>], [a]]),
    calls(erlang, binary_to_list, [[B, 1, 5], [B, 2, 3], [B, 0, 1], [B, 3, 2], [B, 1, 6], [B, a, 1], [<<>>, 1, 1], [a, 1, 1]]),
    calls(erlang, bitstring_to_list, [[B], [<<1, 5:3>>], [<<>>], [<<5:3>>], [a]]),
    calls(erlang, list_to_binary, [["abc"], [[1, [2, <<3>>] | <<4>>]], [[]], [[256]], [[-1]], [[a]], [a], [[<<1:3>>]], [[1 | 2]], [<<1>>]]),
    calls(erlang, list_to_bitstring, [[[1, <<5:3>>]], [[<<1:1>>, <<1:1>> | <<1:1>>]], [[256]], [a], [<<1:1>>], [[]]]),
    calls(erlang, iolist_to_binary, [[B], [["a", $b, [<<"c">>]]], [[300]], [a], [[<<1:1>>]], [[]], [<<1:1>>]]),
    calls(erlang, iolist_size, [[B], [["a", $b, [<<"c">>]]], [[300]], [a], [[<<1:1>>]], [[]], [<<1:1>>]]),
    calls(erlang, iolist_to_iovec, [[[]], [["a", $b]], [B], [a], [[<<1:1>>]], [[300]]]),
    calls(erlang, split_binary, [[B, 0], [B, 2], [B, 5], [B, 6], [B, -1], [B, a], [a, 0], [<<1, 2:4>>, 1]]),
    calls(erlang, binary_part, [[B, {1, 2}], [B, {5, -2}], [B, {5, 1}], [B, {-1, 1}], [B, {0, 6}], [B, {0, -1}], [B, a], [a, {0, 0}], [B, {a, 1}], [B, {1}], [<<1:3>>, {0, 0}]]),
    calls(erlang, binary_part, [[B, 1, 2], [B, 5, -5], [B, 5, 1], [B, a, 1], [B, 1, a], [B, 1 bsl 70, 0], [a, 0, 0]]),
    calls(erlang, term_to_binary, [[[]], [{1, a}], ["abc"], [1.5], [1 bsl 80]]),
    calls(erlang, binary_to_term, [[<<131, 106>>], [<<131>>], [<<>>], [<<130, 106>>], [<<131, 106, 1>>], [a], [<<131, 104, 2, 97, 1>>]]),
    calls(erlang, binary_to_term, [[<<131, 106, 1>>, [used]], [<<131, 100, 0, 9, "no_such_x">>, [safe]], [<<131, 106>>, [bad]], [<<131, 106>>, a], [<<131, 106>>, [used | x]], [a, []]]),
    [calls(erlang, F, [[B], [["a" | B]], [[]], [a], [[a]], [<<1:3>>]]) || F <- [crc32, adler32, md5]],
    [calls(erlang, F, [[0, B], [12345, B], [-1, B], [a, B], [1 bsl 32, B], [1, a]]) || F <- [crc32, adler32]],
    [calls(erlang, F, [[1, 2, 3], [16#FFFFFFFF, 7, 100], [1, 2, 0], [a, 1, 1], [1, a, 1], [1, 1, a], [1, 1, -1]]) || F <- [crc32_combine, adler32_combine]],
    ?T(erlang:md5_final(erlang:md5_update(erlang:md5_update(erlang:md5_init(), "he"), <<"llo">>)) =:= erlang:md5(B)),
    ?T(erlang:md5_update(a, "x")), ?T(erlang:md5_final(<<1>>)),
    calls(erlang, external_size, [[a], [{}], [[1, 2]], [1 bsl 100]]),
    calls(erlang, external_size, [[a, []], [1.5, [{minor_version, 0}]], [1.5, [{minor_version, 1}]], [a, b], [a, [x]]]),
    calls(binary, copy, [[B], [a], [<<1:3>>]]), calls(binary, copy, [[B, 2], [B, 0], [B, -1], [B, a], [a, 1]]),
    ?T(binary:referenced_byte_size(B)), ?T(binary:referenced_byte_size(a)), ?T(binary:referenced_byte_size(<<1:3>>)).
