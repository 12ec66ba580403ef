%% erlang:decode_packet/3: every format, whole, cut off and wrong.
-module(packets).
-export([main/0]).

main() ->
    [each(T, B, O) || {T, Bs, Os} <- cases(), B <- Bs, O <- Os],
    [io:format("~p~n", [try erlang:decode_packet(T, B, O) catch C:R:S -> {C, R, hd(S)} end])
     || {T, B, O} <- [{foo, <<>>, []}, {3, <<>>, []}, {raw, a, []}, {raw, "abc", []}, {raw, <<1>>, a}, {raw, <<1>>, [a]}, {raw, <<1>>, [{packet_size, -1}]},
                      {raw, <<1>>, [{packet_size, 1 bsl 32}]}, {raw, <<1>>, [{line_delimiter, 10}]}, {line, <<1>>, [{line_delimiter, 256}]}, {line, <<1>>, [{foo, 1}]},
                      {line, <<"a;b">>, [{line_delimiter, $;}]}, {raw, <<1, 2, 3:3>>, []}, {1, <<1, 2, 3, 5:3>>, []}]].

each(T, B, O) ->
    io:format("~w ~p ~p~n~p~n", [T, B, O, erlang:decode_packet(T, B, O)]),
    All = [catch erlang:decode_packet(T, binary:part(B, 0, N), O) || N <- lists:seq(0, byte_size(B) - 1)],
    io:format("~w~n", [erlang:phash2(All)]).

cases() ->
    Limits = [[], [{packet_size, 5}], [{packet_size, 100}], [{line_length, 4}], [{packet_size, 0}, {line_length, 0}]],
    [{raw, [<<>>, <<"abc">>], [[], [{packet_size, 1}]]},
     {0, [<<"abc">>], [[]]},
     {1, [<<3, "abcdef">>, <<0>>, <<9, "too long">>, <<255, 1>>], Limits},
     {2, [<<3:16, "abcdef">>, <<0:16>>, <<300:16, 1>>], Limits},
     {4, [<<3:32, "abcdef">>, <<16#7FFFFFFF:32, 1>>, <<16#80000000:32, 1>>, <<16#FFFFFFFF:32, 1>>, <<16#7FFFFFFC:32>>], Limits},
     {sunrm, [<<1:1, 3:31, "abcdef">>, <<3:32, "abc">>], Limits},
     {asn1, [<<48, 3, 1, 2, 3, 4>>, <<31, 129, 2, 2, 1, 2, 3>>, <<48, 129, 3, 1, 2, 3>>, <<48, 130, 0, 3, 1, 2, 3>>, <<48, 131, 0, 0, 1, 9>>, <<48, 132, 0, 0, 0, 1, 9>>, <<48, 133, 1, 2, 3, 4, 5, 6>>, <<48, 128, 1>>], Limits},
     {cdr, [<<"GIOP", 1, 2, 0, 0, 3:32, "abcdef">>, <<"GIOP", 1, 2, 1, 0, 3:32/little, "abc">>, <<"GIOX", 1, 2, 1, 0, 3:32, "abc">>], Limits},
     {fcgi, [<<1, 1, 0:16, 3:16, 2, 0, "abcPPrest">>, <<2, 1, 0:16, 3:16, 2, 0, "abcPP">>], Limits},
     {tpkt, [<<3, 0, 7:16, "abcdef">>, <<2, 0, 7:16, "abc">>, <<3, 0, 2:16, "abc">>, <<3, 0, 4:16>>], Limits},
     {ssl_tls, [<<22, 3, 1, 3:16, "abcdef">>, <<1:1, 10:15, 1, 3, 1, "0123456789">>, <<1:1, 1:15, 1, 3, 1>>], Limits},
     {line, [<<"one\ntwo\n">>, <<"a long line\r\nx">>, <<"\n">>, <<"no end">>], Limits},
     {http, [<<"GET / HTTP/1.1\r\nHost: x\r\n">>, <<"POST http://a.b:80/c?d HTTP/1.0\r\n">>, <<"PUT https://a.b HTTP/1.0\n">>, <<"OPTIONS * HTTP/1.1\r\n">>, <<"PATCH /x HTTP/2.0\r\n">>, <<"GET /\r\n">>,
             <<"CONNECT a.b:443 HTTP/1.1\r\n">>, <<"GET foo HTTP/1.1\r\n">>, <<"GET http://h:/ HTTP/1.1\r\n">>, <<"GET HTTP://h:12x/p HTTP/1.1\r\n">>, <<"GET x HTTP/1.\r\n">>, <<"GET x FTP/1.1\r\n">>, <<"GET  / HTTP/1.1 trailing\r\n">>,
             <<"HTTP/1.1 200 OK\r\n">>, <<"HTTP/1.1 404 Not Found\r\n">>, <<"HTTP/1.1 204\r\n">>, <<"HTTP/11.12   200   Fine\n">>, <<"HTTP/1 200 OK\r\n">>, <<"HTTP/1.1\r\n">>, <<"HTTP/1.1 20x OK\r\n">>, <<"\r\n">>, <<"\n">>, <<"garbage\r\n">>, <<"GE(T / HTTP/1.1\r\n">>, <<" GET / HTTP/1.1\r\n">>, <<"G\r\n">>, <<"GET /a\tHTTP/1.1\r\n">>, <<"GET / HTTP/1.1\r">>], Limits},
     {http_bin, [<<"GET /some/path HTTP/1.1\r\nHost: x\r\n">>, <<"BREW coffee://pot HTTP/1.1\r\n">>, <<"HTTP/1.0 500 Oh No\r\n">>, <<"x y z\r\n">>], Limits},
     {httph, [<<"Host: example.org\r\nA">>, <<"content-TYPE:text/plain\r\n\r\n">>, <<"x-my-HEADER: a\r\n b\r\n\tc\r\nNext">>, <<"X-Forwarded-For: 1\r\n\r\n">>, <<"etag: \"x\"\r\nx">>, <<"no colon\r\nx">>, <<"\r\n">>, <<"\r\nx">>, <<"\n">>, <<"A: b\r\n">>, <<": empty\r\nx">>,
              <<(binary:copy(<<"a">>, 50))/binary, ": v\r\nx">>, <<(binary:copy(<<"a">>, 51))/binary, ": v\r\nx">>, <<"Bad Name: v\r\nx">>, <<"Set-Cookie:\r\nx">>, <<"Age:  \t 5 \r\nx">>], Limits},
     {httph_bin, [<<"Host: example.org\r\nA">>, <<"x-other: v\r\nx">>, <<"Broken\r\nx">>], Limits}].
