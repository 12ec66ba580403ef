-module(std_unicode).
-export([main/0]).

main() ->
    L = [97, 228, 8364, 128512],
    U8 = unicode:characters_to_binary(L), p(U8), p(unicode:characters_to_list(U8)), p(unicode:characters_to_binary(L, unicode, utf16)), p(unicode:characters_to_binary(L, unicode, {utf32, little})),
    p(unicode:characters_to_list(<<0, 97, 32, 172>>, utf16)), p(unicode:characters_to_list(<<228>>, latin1)), p(unicode:characters_to_binary([228, "x", <<"ß"/utf8>>])), p(unicode:characters_to_binary([300], unicode, latin1)),
    p(unicode:characters_to_list(<<97, 226, 130>>)), p(unicode:characters_to_list(<<97, 255, 98>>)), p(unicode:characters_to_binary([97, 16#D800])), p(unicode:characters_to_binary([[97, [98]], <<"c">> | <<"d">>])),
    p(unicode:characters_to_nfc_list("e\x{301}")), p(unicode:characters_to_nfd_list("é")), p(unicode:characters_to_nfkc_binary("ﬁ")), p(unicode:characters_to_nfkd_list("²")),
    p(unicode:bom_to_encoding(<<239, 187, 191, 97>>)), p(unicode:encoding_to_bom(utf16)), io:format("~ts ~s~n", [L, "latin ä"]), io:format("~w ~p ~tp~n", [L, L, L]), io:format("~tp ~p~n", [U8, U8]), io:put_chars([L, $\n]),
    p(catch unicode:characters_to_binary(a)), p(length(unicode:characters_to_list(unicode:characters_to_binary(lists:seq(1, 2000))))), p([C || <<C/utf8>> <= unicode:characters_to_binary(lists:seq(1000, 1010))]),
    p(unicode_util:gc("e\x{301}x")), p([length(string:to_graphemes(S)) || S <- ["👨‍👩‍👧", "🇩🇪🇫🇷", "각", "a\r\nb"]]), p(unicode_util:cp("ab")).

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~w~n", [X]).
