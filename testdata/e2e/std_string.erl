-module(std_string).
-export([main/0]).

main() ->
    p(string:length("héllo")), p(string:to_graphemes("e\x{301}x")), p(string:reverse("abc")), p(string:equal("a", "a")), p(string:is_empty("")),
    p(string:slice("hello world", 6)), p(string:slice("hello", 1, 3)), p(string:pad("x", 4)), p(lists:flatten(string:pad("x", 4, leading, $-))), p(lists:flatten(string:pad("x", 5, both, $*))),
    p(string:trim("  x  ")), p(string:trim("  x  ", leading)), p(string:trim("xxaxx", both, "x")), p(string:chomp("line\n")), p(string:take("aabbc", "ab")), p(string:take("aabbc", "c", true)),
    p(string:uppercase("straße é")), p(string:lowercase("ÀBC")), p(string:titlecase("hello")), p(string:casefold("ẞX")), p(string:prefix("prefix", "pre")), p(string:prefix("x", "pre")),
    p(string:split("a,b,c", ",")), p(string:split("a,b,c", ",", trailing)), p(string:split("a,b,c", ",", all)), p(string:replace("a-b-c", "-", "+")), p(lists:flatten(string:replace("a-b-c", "-", "+", all))),
    p(string:lexemes("a b  c", " ")), p(string:nth_lexeme("a b c", 2, " ")), p(string:find("hello", "l")), p(string:find("hello", "l", trailing)), p(string:find("hello", "z")), p(string:concat("a", "b")),
    p(string:next_codepoint("ab")), p(string:next_grapheme(<<"ab">>)), p(string:to_integer("12x")), p(string:to_float("1.5e2 y")),
    ok.

p(X) -> io:format("~tp~n", [X]).
