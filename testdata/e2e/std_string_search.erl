%% string: finding, splitting, padding, trimming, casing, on lists, binaries and mixtures, with combining characters.
-module(std_string_search).
-export([main/0]).

main() ->
    [begin p({string:find(S, "b"), string:find(S, "b", trailing), string:find(S, "zz")}), p({string:split(S, "b"), string:split(S, "b", all), string:split(S, "b", trailing)}), p({string:length(S), string:reverse(S), string:to_graphemes(S)}), p({string:slice(S, 1), string:slice(S, 2, 3), string:slice(S, 50)}),
           p({string:pad(S, 10), string:pad(S, 10, leading), string:pad(S, 10, both, $*)}), p({string:uppercase(S), string:lowercase(S), string:titlecase(S), string:casefold(S)}), p({string:trim(S), string:trim(S, leading, "a"), string:trim(S, both, [$a, $c])}), p({string:lexemes(S, "b"), string:nth_lexeme(S, 1, "b"), string:next_grapheme(S), string:next_codepoint(S)}),
           p({string:replace(S, "b", "XY"), string:replace(S, "b", "", all)}), p({string:prefix(S, "ab"), string:prefix(S, "zz"), string:take(S, "ab"), string:take(S, "c", true), string:take(S, "c", false, trailing)}), p({string:is_empty(S), string:equal(S, "abcabc"), string:equal(S, "ABCABC", true), string:to_integer(S), string:chomp([S, "\n"])}) end
     || S <- ["abcabc", <<"abcabc">>, ["ab", <<"ca">>, $b, "c"], "", <<>>, " padded b ", "ä" ++ [246, 223] ++ "b", [$e, 769, $b, 128512], <<"stra", 195, 159, "e b">>]],
    p([string:to_integer(S) || S <- ["12x", "-7", "+3.5", "x", <<"99 ">>, "0x10"]]), p([string:to_float(S) || S <- ["1.5e3x", "-0.0", "1", ".5", <<"2.25,">>]]),
    p({string:tokens("a,b;;c", ",;"), string:join(["x", "y", "z"], ", "), string:str("hello", "l"), string:rstr("hello", "l"), string:chr("abc", $c), string:substr("abcdef", 2, 3), string:sub_word("a b c", 2), string:strip("  x "), string:left("ab", 5, $.), string:right("ab", 5), string:centre("ab", 6), string:copies("ab", 3), string:words("a b c"), string:span("aabb", "a"), string:cspan("aabb", "b"), string:to_upper("aB"), string:concat("a", "b")}),
    p([catch_reason(F) || F <- [fun() -> string:length(x) end, fun() -> string:slice("abc", -1) end, fun() -> string:to_graphemes([-1]) end, fun() -> string:nth_lexeme("a", 0, " ") end]]), p(uri_string:parse("http://user@host:80/p/a?q=1&r=%20#frag")), p(uri_string:recompose(#{scheme => "x", host => "h", path => "/p"})), p(uri_string:normalize("HTTP://a/b/../c/./d")), p(uri_string:compose_query([{"a b", "c&d"}, {"e", true}])), p(uri_string:dissect_query("a+b=c%26d&e")), p(uri_string:resolve("../x", "http://a/b/c/d")), p(uri_string:percent_decode(<<"%41b">>)), p(uri_string:parse("::bad::[")).

p(X) -> io:format("~tp~n", [X]).
catch_reason(F) -> try F() catch C:R -> {C, R} end.
