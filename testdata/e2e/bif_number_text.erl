-module(bif_number_text).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Texts = ["0", "-0", "+7", "12a", "", "-", "+", "1 ", " 1", "123456789012345678901234567890", "-576460752303423489", "0x10", "1_000", a, [1000], [$1 | $2], "1.0", [a], [-1]],
    calls(erlang, list_to_integer, [[T] || T <- Texts]),
    calls(erlang, list_to_integer, [["ff", 16], ["FF", 16], ["Zz", 36], ["2", 2], ["10", 1], ["10", 37], ["", 10], ["-1010", 2], ["10", a], ["+z", 36], ["g", 16], [a, 10]]),
    calls(erlang, binary_to_integer, [[iolist_to_binary(T)] || T <- ["0", "-5", "+5", "", "5x", "--5", "99999999999999999999"]] ++ [[a], ["1"], [<<1:4>>]]),
    calls(erlang, binary_to_integer, [[<<"-ff">>, 16], [<<"12">>, 2], [<<"z">>, 36], [<<"1">>, 0], [<<"1">>, 100], [<<>>, 10], [a, 10]]),
    calls(erlang, integer_to_list, [[0], [-1], [1 bsl 100], [1.0], [a]]),
    calls(erlang, integer_to_list, [[255, 16], [-255, 2], [35, 36], [1 bsl 100, 7], [10, 1], [10, 37], [a, 10], [10, a], [0, 2]]),
    calls(erlang, integer_to_binary, [[0], [-1], [1 bsl 100], [1.0], [a]]),
    calls(erlang, integer_to_binary, [[255, 16], [-255, 2], [35, 36], [1 bsl 100, 7], [10, 1], [10, 37], [a, 10]]),
    Floats = ["1.0", "-1.5e3", "1.0e-400", "1.0e400", "1e5", "1", "", ".5", "5.", "1.0e", "1.0E+2", "1.0e 2", " 1.0", "1.0 ", "-0.0", "1,0", "inf", "nan", "1.0000000000000000000001", "4.9e-324", "1.7976931348623157e308", "1.8e308"],
    calls(erlang, list_to_float, [[T] || T <- Floats ++ [a, [a], [$1 | a]]]),
    calls(erlang, binary_to_float, [[list_to_binary(T)] || T <- Floats] ++ [[a], ["1.0"], [<<1:1>>]]),
    calls(erlang, list_to_atom, [["abc"], [""], [a], [[1024]], [[-1]], [[16#D800]], [lists:duplicate(255, $a)], [lists:duplicate(256, $a)], [[$a | b]]]),
    calls(erlang, list_to_existing_atom, [["main"], ["no such atom anywhere"], [a], [lists:duplicate(256, $a)], [[x]]]),
    calls(erlang, binary_to_atom, [[<<"abc">>], [<<"é"/utf8>>], [<<255>>], [a], [<<1:3>>]]),
    calls(erlang, binary_to_atom, [[<<233>>, latin1], [<<"é"/utf8>>, utf8], [<<"x">>, unicode], [<<"x">>, bad], [<<255>>, utf8], [a, utf8]]),
    calls(erlang, binary_to_existing_atom, [[<<"main">>], [<<"not there at all">>], [a]]),
    calls(erlang, binary_to_existing_atom, [[<<"main">>, latin1], [<<"not there at all 2">>, utf8], [a, latin1], [<<"a">>, b]]),
    calls(erlang, atom_to_list, [[a], ['é'], ['日本'], [''], [1], ["a"]]),
    calls(erlang, atom_to_binary, [[a], ['é'], ['日本'], [''], [1]]),
    calls(erlang, atom_to_binary, [['é', latin1], ['日本', latin1], ['日本', unicode], [a, bad], [1, utf8]]).
