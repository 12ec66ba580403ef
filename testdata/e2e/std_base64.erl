-module(std_base64).
-export([main/0]).

main() ->
    [begin E = base64:encode(S), p({S, E, base64:decode(E)}) end || S <- [<<>>, <<"a">>, <<"ab">>, <<"abc">>, <<"abcd">>, <<0, 255, 254>>, <<"The quick brown fox jumps">>]],
    p(base64:encode("list")), p(base64:encode_to_string(<<1, 2, 3>>)), p(base64:decode("YW Jj\nZA==")), p(base64:decode_to_string("AQID")), p(base64:mime_decode("YW$Jj")), p(base64:mime_decode_to_string("YWJj$ZA==")), [p(try base64:decode(X) catch C:R -> {C, R} end) || X <- ["YW", "!!!!", "YWJj=", <<"Y">>]], B = list_to_binary([lists:seq(0, 255) || _ <- lists:seq(1, 10)]), p(B =:= base64:decode(base64:encode(B))), p(erlang:phash2(base64:encode(B))),
    p(erlang:md5("hello")), p(erlang:crc32("hello")), p(erlang:adler32(<<"hello">>)), p(erlang:crc32(erlang:crc32("hel"), "lo")), p(erlang:md5_final(erlang:md5_update(erlang:md5_init(), "hello"))), p(erlang:crc32_combine(erlang:crc32("ab"), erlang:crc32("cd"), 2) =:= erlang:crc32("abcd")), p(uri_string:parse("http://u@h:80/p?q=1#f")), p(uri_string:normalize("http://a/b/../c")), p(uri_string:compose_query([{"a", "1 2"}])), p(uri_string:quote("a b&c")).

p(X) -> io:format("~p~n", [X]).
