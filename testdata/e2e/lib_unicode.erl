-module(lib_unicode).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    In = [<<"é"/utf8>>, [233], <<233>>, [<<195>>, <<169>>], [<<195>>], <<255>>, [16#D800], [16#10FFFF], [16#110000], [-1], [a], a, [[$a], <<"b">> | <<"c">>], [16#20AC, 65], <<16#FFFE:16>>, [<<"a", 195>>, $b], [], <<>>, <<1:4>>, [$a | $b]],
    [calls(unicode, F, [[I] || I <- In]) || F <- [characters_to_list, characters_to_binary]],
    calls(unicode, characters_to_list, [[I, E] || E <- [latin1, utf8, utf16, {utf16, little}, utf32, {utf32, little}, bad], I <- [<<"é"/utf8>>, <<233>>, [8364], <<0, 233>>, <<233, 0, 0, 0>>, <<216, 0>>]]),
    calls(unicode, characters_to_binary, [[[233, 8364, 128512], utf8, O] || O <- [latin1, utf8, utf16, {utf16, little}, utf32, {utf32, big}, bad]]), calls(unicode, characters_to_binary, [[<<"é"/utf8>>, utf8, latin1], [<<233>>, latin1, utf8], [<<216, 0>>, utf16, utf8], [[300], utf8, latin1], [<<"a">>, bad, utf8], [<<"a", 195>>, utf8, utf16]]),
    calls(unicode, bom_to_encoding, [[<<239, 187, 191, 1>>], [<<254, 255>>], [<<255, 254>>], [<<255, 254, 0, 0>>], [<<0, 0, 254, 255>>], [<<1>>], [<<>>], [a]]), calls(unicode, encoding_to_bom, [[E] || E <- [utf8, utf16, {utf16, little}, utf32, {utf32, little}, latin1, bad]]),
    [calls(unicode, F, [["e\x{301}ﬁÅ가"], [<<"e\x{301}ﬁ"/utf8>>], [<<255>>], [[16#D800]], [[]], [a]]) || F <- [characters_to_nfc_list, characters_to_nfc_binary, characters_to_nfd_list, characters_to_nfd_binary, characters_to_nfkc_list, characters_to_nfkd_binary]],
    [?T(unicode_util:F("aé\x{301}b")) || F <- [cp, gc, nfc, nfd, nfkc, nfkd, uppercase, lowercase, titlecase, casefold]], ?T(unicode_util:gc([128104, 8205, 128105, 8205, 128103, $x])), ?T(unicode_util:gc([127465, 127466, 127467])), ?T(unicode_util:gc("\r\n")), ?T(unicode_util:gc(<<255>>)), ?T(unicode_util:whitespace()), ?T(unicode_util:is_whitespace(133)), ?T(unicode_util:spec_version()), ?T(unicode_util:lookup($A)), ?T(unicode_util:get_case(16#DF)),
    ?T(<<"日本"/utf16-little>>), ?T(<<<<X/utf32>> || <<X/utf8>> <= <<"aé"/utf8>>>>), ?T([X || <<X/utf16>> <= <<"a😀"/utf16>>]), ?T(<<16#D800/utf8>>), ?T(<<(id(16#110000))/utf8>>), ?T(<<(id(a))/utf16>>), ?T(case <<255>> of <<X/utf8>> -> X; _ -> no end), ?T(unicode:characters_to_list(list_to_binary(lists:duplicate(300, <<"é€"/utf8>>))) =:= lists:append(lists:duplicate(300, [233, 8364]))).

id(X) -> X.
