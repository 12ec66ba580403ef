%% ~p of terms that do not fit a line: every container, widths, depths, strings that break, records' looks, ~P, ~W, ~s widths.
-module(io_format_pretty).
-export([main/0]).

main() ->
    Ts = [lists:seq(1, 60), list_to_tuple(lists:seq(1, 40)), maps:from_list([{I, {value, I}} || I <- lists:seq(1, 20)]), [{key, [{inner, lists:seq(1, 15)}, {other, "a string that is long enough to need more room than is left"}]}, {second, <<"a binary that goes on and on and on, until it cannot go on any more, which is soon">>}],
          [[[[[[[[[[deep]]]]]]]]]], {a, {b, {c, {d, {e, {f, {g, lists:duplicate(12, abcdefgh)}}}}}}}, "line\nbreaks\tand \"quotes\" and \\ and \e", [<<>>, "", [], {}, #{}], <<1:4, 2:7>>, <<0:200>>, binary:copy(<<"x">>, 100), [1.0, -2.5e100, 1.0e-10, 123456789.125], ['quoted atom', 'A', a@b, '', 'ä', 'if', 'new\nline'], [a | b], [1, 2 | {3, 4}], #{a => #{b => #{c => lists:seq(1, 30)}}}, [{I, I * I} || I <- lists:seq(1, 30)], lists:duplicate(5, lists:duplicate(5, {x, "str"})), [$a, $b, 955], [128512 | "smile"], <<"é"/utf8>>, <<255, 254>>, fun lists:map/2],
    [io:format("~p~n~tp~n~w~n~tw~n", [T, T, T, T]) || T <- Ts], [io:format("~30p|~n~10.5p|~n~.3p|~n", [T, T, T]) || T <- lists:sublist(Ts, 8)], [io:format("~P ~W~n", [T, D, T, D]) || T <- lists:sublist(Ts, 8), D <- [1, 3, 8]], [io:format("~lp ~lw~n", [T, T]) || T <- ["abc", [65, 66]]],
    io:format("head: ~p, tail~n", [lists:seq(1, 40)]), io:format("~s|~10s|~-10s|~.2s|~10.2s|~-10.3.*s|~n", ["abc", "abc", "abc", "abc", "abc", $+, "abcdef"]), io:format("~ts|~5ts|~.1ts~n", ["äb", "äb", "äb"]), io:format("~c~c~3c~-5c|~5c|~tc~n", [$a, 98, $x, $y, $z, 955]),
    io:format("~b ~10b|~-10b|~.16b ~.2b ~10.8.0b~n", [255, 255, 255, 255, -5, 64]), io:format("~B ~.16B ~.36B~n", [255, 255, -12345]), io:format("~# ~.16# ~.8x ~.16X~n", [15, 255, 8, "0o", 255, "0x"]),
    io:format("~e ~f ~g ~10.2f|~-10.2f|~.3e ~15.4e|~.1f~n", [1.5, 1.5, 1.5, 2.345, 2.345, 12345.678, 0.00012, 0.05]), io:format("~f ~g ~g ~g ~.10g~n", [1.0e15, 1.0e10, 0.01, 1.0e-5, math:pi()]), io:format("~i~w ~~ ~n~*c ~*.*f|~n", [skipped, kept, 4, $=, 10, 3, 3.14159]),
    [io:format("~p~n", [try lists:flatten(io_lib:format(F, A)) catch C:R -> {C, R} end]) || {F, A} <- [{"~d", [x]}, {"~s", [1]}, {"~w", []}, {"~w", [1, 2]}, {"~q", [1]}, {"~", []}, {"~.1b", [5]}, {"~c", [a]}, {"~f", [x]}, {"~s", [[955]]}, {"~s", [[a]]}, {"~.37b", [1]}]].
