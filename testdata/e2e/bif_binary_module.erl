-module(bif_binary_module).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    B = <<"abracadabra">>,
    calls(binary, at, [[B, 0], [B, 10], [B, 11], [B, -1], [B, a], [a, 0], [<<1:3>>, 0]]),
    [calls(binary, F, [[B], [<<>>], [a], [<<1:3>>]]) || F <- [first, last, bin_to_list]],
    calls(binary, bin_to_list, [[B, {1, 2}], [B, {11, 1}], [B, a]]), calls(binary, bin_to_list, [[B, 1, 2], [B, 5, -2], [B, 12, 0], [B, a, 0]]),
    calls(binary, list_to_bin, [["ab"], [[256]], [a]]),
    calls(binary, part, [[B, {1, 2}], [B, {11, -3}], [B, {12, 0}], [B, {a, b}]]), calls(binary, part, [[B, 1, 2], [B, 11, 1], [a, 1, 1]]),
    calls(binary, match, [[B, <<"bra">>], [B, [<<"cad">>, <<"abra">>]], [B, <<"z">>], [B, <<>>], [B, []], [B, [<<>>]], [B, a], [a, <<"a">>], [<<>>, <<"a">>], [B, [<<"a">> | b]], [<<1:3>>, <<"a">>]]),
    calls(binary, match, [[B, <<"bra">>, [{scope, {2, 9}}]], [B, <<"bra">>, [{scope, {11, -3}}]], [B, <<"bra">>, [{scope, {0, 3}}]], [B, <<"a">>, [{scope, {12, 1}}]], [B, <<"a">>, [bad]], [B, <<"a">>, a],
                          [B, <<"a">>, [{scope, {a, 1}}]], [B, <<"a">>, []]]),
    calls(binary, matches, [[B, <<"a">>], [B, [<<"ab">>, <<"abra">>, <<"bra">>]], [B, <<"z">>], [<<"aaaa">>, <<"aa">>], [B, <<>>], [a, a], [<<>>, [<<"x">>, <<"y">>]]]),
    calls(binary, matches, [[B, <<"a">>, [{scope, {1, 5}}]], [B, [<<"a">>, <<"b">>], [{scope, {11, -4}}]], [B, <<"a">>, [{scope, {0, 100}}]], [B, <<"a">>, [x]]]),
    calls(binary, split, [[B, <<"a">>], [B, <<"z">>], [B, [<<"c">>, <<"d">>]], [<<>>, <<"a">>], [B, <<>>], [a, <<"a">>]]),
    calls(binary, split, [[B, <<"a">>, O] || O <- [[global], [global, trim], [global, trim_all], [trim], [{scope, {3, 5}}], [{scope, {3, 5}}, global], [bad], bad, []]]),
    calls(binary, replace, [[B, <<"a">>, <<"X">>], [B, [<<"a">>, <<"b">>], <<>>], [B, <<"z">>, <<"X">>], [B, <<"a">>, a], [a, <<"a">>, <<>>]]),
    calls(binary, replace, [[B, <<"a">>, <<"XY">>, O] || O <- [[global], [{insert_replaced, 1}], [global, {insert_replaced, [0, 2]}], [{insert_replaced, 3}], [{insert_replaced, a}], [{scope, {2, 4}}, global], [bad], []]]),
    ?T(binary:replace(B, <<"a">>, fun(X) -> <<$<, X/binary, $>>> end, [global])), ?T(binary:replace(B, <<"a">>, fun(_) -> a end)),
    Cp = binary:compile_pattern([<<"ab">>, <<"ra">>]), ?T(element(1, Cp)), ?T(binary:matches(B, Cp)), ?T(element(1, binary:compile_pattern(<<"x">>))),
    calls(binary, compile_pattern, [[a], [[]], [<<>>], [[<<"a">>, <<>>]], [[a]], [<<1:3>>]]),
    calls(binary, longest_common_prefix, [[[<<"abc">>, <<"abd">>]], [[<<"a">>]], [[]], [[a]], [[<<"a">>, <<>>]], [a]]),
    calls(binary, longest_common_suffix, [[[<<"xbc">>, <<"abc">>]], [[<<"a">>]], [[]], [[a]], [a], [[<<"abc">>, <<"abc">>]]]),
    calls(binary, encode_unsigned, [[0], [1], [256], [1 bsl 100], [-1], [a], [1.0]]), calls(binary, encode_unsigned, [[258, big], [258, little], [258, bad], [0, little]]),
    calls(binary, decode_unsigned, [[<<>>], [<<1>>], [<<1, 2>>], [<<1:100, 0:4>>], [a], [<<1:3>>]]), calls(binary, decode_unsigned, [[<<1, 2>>, big], [<<1, 2>>, little], [<<1, 2>>, bad], [<<>>, little], [<<1, 0, 0, 0, 0, 0, 0, 0, 0, 2>>, little]]),
    calls(binary, encode_hex, [[<<1, 255>>], [<<>>], [a], [<<1:3>>]]), calls(binary, decode_hex, [[<<"01fF">>], [<<"0">>], [<<"0g">>], [a], [<<>>]]).
