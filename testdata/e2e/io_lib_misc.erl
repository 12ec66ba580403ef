-module(io_lib_misc).
-export([main/0]).

main() ->
    p(io_lib:write({a, [1]})), p(io_lib:write([1, 2, 3, 4, 5], 4)), p(io_lib:print({x, "abc"})), p(lists:flatten(io_lib:print(lists:seq(1, 50), 5, 40, -1))), p(io_lib:write_string("a\"b\n")), p(io_lib:write_atom('a b')), p(io_lib:write_char($a)), p(io_lib:char_list("abc")), p(io_lib:printable_list("abc\x01")), p(io_lib:printable_unicode_list([955])), p(io_lib:printable_latin1_list("ä")), p(io_lib:latin1_char_list("ä")), p(io_lib:deep_char_list(["a", ["b"]])), p(io_lib:nl()), p(io_lib:indentation("abc\nde", 0)), p(io_lib:format_prompt(ok)), p(io_lib:fread("~d ~s ~f ~a", "12 word 3.5 atom")), p(io_lib:fread("~16u~c", "ffx")), p(io_lib:fread("~d", "x")), p(io_lib:fread("~d ~d", "12")), p(io_lib:fread("~3s", "abcdef")), p(io_lib:scan_format("~p ~10.2f", [a, 1.5])), p(io_lib:unscan_format(io_lib:scan_format("~5w", [a]))), p(io_lib:chars_length(["ab", "c"])),
    ok.

p(X) -> io:format("~p~n", [X]).
