-module(std_binary).
-export([main/0]).

main() ->
    B = <<"the rain in spain stays mainly">>,
    p(binary:split(B, <<" ">>)), p(binary:split(B, <<" ">>, [global])), p(binary:split(B, [<<"ai">>, <<" ">>], [global])),
    p(binary:split(<<" a  b ">>, <<" ">>, [global, trim_all])), p(binary:split(<<",a,">>, <<",">>, [global, trim])),
    p(binary:match(B, <<"ain">>)), p(binary:match(B, [<<"zz">>, <<"in">>])), p(binary:match(B, <<"zz">>)), p(binary:matches(B, <<"ain">>)),
    p(binary:match(B, <<"ain">>, [{scope, {6, 20}}])), p(binary:replace(B, <<"ain">>, <<"AIN">>)),
    p(binary:replace(B, <<"ain">>, <<"_">>, [global])), p(binary:replace(<<"abc">>, <<"b">>, <<"[]">>, [{insert_replaced, 1}])),
    p(binary:at(B, 4)), p(binary:first(B)), p(binary:last(B)), p(binary:part(B, {4, 4})), p(binary:part(B, byte_size(B), -6)),
    p(binary:bin_to_list(B, 0, 3)), p(binary:list_to_bin([1, [2]])), p(binary:copy(<<"ab">>, 3)), p(binary:longest_common_prefix([<<"abcd">>, <<"abxx">>])),
    p(binary:longest_common_suffix([<<"xing">>, <<"bring">>])), p(binary:decode_unsigned(<<1, 2, 3>>)), p(binary:decode_unsigned(<<1, 2, 3>>, little)),
    p(binary:encode_unsigned(16#ABCDEF)), p(binary:encode_unsigned(1 bsl 70, little)), p(binary:encode_hex(<<1, 171>>)), p(binary:decode_hex(<<"01ab">>)),
    CP = binary:compile_pattern([<<"a">>, <<"s">>]), p(length(binary:matches(B, CP))),
    p(binary_to_list(B, 1, 3)), p(list_to_binary([<<"a">>, $b, ["c", [<<"d">>]]])), p(iolist_size([1, <<2, 3>>, [[4]]])), p(binary_part(B, 0, 3)),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> binary:split(a, b) end, fun() -> binary:match(B, <<>>) end, fun() -> binary:part(B, 100, 1) end, fun() -> binary:copy(B, -1) end,
              fun() -> binary:at(B, -1) end, fun() -> binary:decode_hex(<<"0">>) end, fun() -> binary:encode_unsigned(-1) end]].

p(X) -> io:format("~p~n", [X]).
