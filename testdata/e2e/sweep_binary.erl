%% Functions of module binary: wrong and right arguments in every place, compiled patterns among them.
-module(sweep_binary).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    One = [<<>>, <<"a">>, <<"abc">>, <<255, 0, 128>>, <<1:1>>, <<"0aF9">>, <<"0aF">>, <<"zz">>, [], "abc", [<<"a">>, <<"ab">>], [a], [256], a, 0, 1, -1, 255, 256, 1 bsl 80, {}, #{}, 1.0,
           [<<>>], [<<"a">> | <<"b">>], [<<"abc">>, <<"abd">>, <<"ab">>], [<<>>, <<"a">>], [<<1:7>>]],
    [sweep(binary, F, 1, One) || F <- functions(binary, 1, [])],
    Two = [<<>>, <<"a">>, <<"xxabaab">>, <<3:4>>, [<<"a">>, <<"b">>], [], 0, 1, -1, 7, {0, 2}, {2, -2}, {7, 1}, {0, a}, big, little, a, "ab"],
    [sweep(binary, F, 2, Two) || F <- functions(binary, 2, [copy])],
    sweep(binary, copy, 2, [<<>>, <<"a">>, <<"xxabaab">>, <<3:4>>, 0, 1, -1, 7, a, {0, 2}]),
    Three = [<<>>, <<"b">>, <<"xxabaab">>, [<<"a">>, <<"b">>], [], [global], [{scope, {1, 3}}], [global, trim], [trim_all, global], [bad], 0, 2, -2, fun(B) -> <<B/binary, B/binary>> end, fun(_) -> a end, a],
    [sweep(binary, F, 3, Three) || F <- functions(binary, 3, [])],
    Replace = [<<>>, <<"b">>, <<"xxabaab">>, [<<"a">>, <<"b">>], [global], [{insert_replaced, 1}], [{insert_replaced, [0, 1]}, global], [{insert_replaced, 2}], [{scope, {2, 2}}], fun(B) -> [B] end],
    [sweep(binary, F, 4, Replace) || F <- functions(binary, 4, [])].
