-module(lib_uri_string).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    U = ["http://user:pw@host:8080/a/b/../c;p?q=1&r=%20x#frag", "mailto:a@b.c", "urn:x:y", "//host/p", "?q", "#f", "", "/a b", "http://[::1]:80/", "http://host:bad/", "a:b:c", "http://h?x=é", "HTTP://Ho%73t/%7ea"],
    calls(uri_string, parse, [[X] || X <- U]), calls(uri_string, normalize, [[X] || X <- U]), calls(uri_string, recompose, [[#{scheme => "http", host => "h", path => "/p"}], [#{path => "a"}], [#{host => "h", path => "p"}], [#{}], [#{scheme => "x", path => "//y"}], [#{scheme => <<"h">>, path => <<"/">>, query => <<"a">>, fragment => <<"b">>, userinfo => <<"u">>, host => <<"h">>, port => 1}]]),
    calls(uri_string, resolve, [[R, "http://a/b/c/d;p?q"] || R <- ["g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "", ".", "../g", "../../../g", "/./g", "g;x=1/../y"]]), calls(uri_string, compose_query, [[[{"a", "1"}, {"b c", "é&="}]], [[{"x", true}]], [[]]]), calls(uri_string, dissect_query, [["a=1&b+c=%26;d"], [<<"a=%C3%A9">>], ["a=%zz"], [""]]), calls(uri_string, percent_decode, [["%41b"], [<<"%c3%a9">>], ["%4"]]), calls(uri_string, quote, [["a b/é"], [<<"x&y">>]]), calls(uri_string, quote, [["a b/é", "/"]]), calls(uri_string, unquote, [["a%20b"]]), calls(uri_string, transcode, [["é", [{in_encoding, utf8}, {out_encoding, latin1}]]]).
