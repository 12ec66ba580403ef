-module(lib_base64).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    calls(base64, encode, [[<<>>], [<<"a">>], ["ab"], [<<"abc">>], [lists:seq(0, 255)], [a]]), calls(base64, decode, [[<<>>], [<<"YQ==">>], ["YWI="], [<<"YW Jj\n">>], [<<"Y">>], [<<"YQ=">>], [<<"Y*==">>], [a], [<<"YQ==YQ==">>]]), calls(base64, mime_decode, [[<<"Y*Q=-=">>], ["YQ"], [<<"YQ==YQ==">>]]), calls(base64, decode_to_string, [["YWJj"]]), calls(base64, encode_to_string, [[<<"abc">>]]), calls(base64, mime_decode_to_string, [["Y.W.J.j"]]).
