-module(std_string_binary).
-export([main/0]).

main() ->
    B = <<"Grüße aus München"/utf8>>,
    p(string:length(B)), p(string:uppercase(B)), p(string:lowercase(B)), p(string:slice(B, 6, 3)), p(string:split(B, " ", all)), p(string:reverse(B)), p(string:trim(<<" a ">>)),
    p(string:lexemes(B, " ")), p(string:replace(B, "ü", "ue", all)), p(string:find(B, "aus")), p(string:equal(B, unicode:characters_to_list(B))), p(string:pad(<<"a">>, 3)), p(string:prefix(B, "Gr")),
    p(string:casefold(B)), p(string:to_graphemes(B)), p(string:next_codepoint(B)), p(string:is_empty(<<>>)), p(string:titlecase(<<"über"/utf8>>)), p(string:equal(<<"E\x{301}"/utf8>>, <<"É"/utf8>>, true, nfc)),
    p(iolist_to_binary(string:join(["a", "b"], "-"))), p(string:tokens("a b,c", " ,")), p(string:strip("  x ")), p(string:left("abc", 5)), p(string:right("abc", 5, $.)), p(string:centre("ab", 6)), p(string:str("hello", "ll")), p(string:rstr("lolo", "lo")),
    p(string:chr("abc", $b)), p(string:substr("hello", 2, 3)), p(string:sub_string("hello", 2, 4)), p(string:words("a b c")), p(string:copies("ab", 3)), p(string:span("aab", "a")), p(string:cspan("aab", "b")), p(string:to_upper("abC")), p(string:to_lower($A)).

p(X) -> io:format("~tp~n", [X]).
