-module(io_format_w).
-export([main/0]).

main() ->
    f("~w|~10w|~-10w|~.5w", [abc, abc, abc, abc]), f("~s|~10s|~-10s|~.3s|~10.3s", ["hello", "hello", "hello", "hello", "hello"]), f("~s ~s ~s", [atom, <<"bin">>, ["io", [$l | "ist"]]]), f("~c|~5c|~-5c|~3.2c", [$x, $y, $z, $w]), f("~tc~tc", [8364, 128512]), f("~ts|~10ts|~-10ts|", ["äö€", "äö", "€"]), 
    f("~b ~B ~.16b ~.16B ~10b|~-10b|~10.10.0b", [10, 255, 255, 255, 42, 42, 42]), f("~.2b ~.36b ~.8B", [5, 123456789, -64]), f("~x ~X ~.16x ~.16X", [1, "p", 2, "q", 255, "0x", -255, "0X"]), f("~# ~+ ~.16#|~.2+", [10, 10, 255, 5]), f("~e ~f ~g", [1.5, 2.25, 1.0e20]), f("~10.3e|~10.3f|~10.3g|", [3.14159, 3.14159, 3.14159]), f("~.1f ~.2f ~.10f", [0.05, 0.005, 1 / 3]), f("~~ ~n~i~w", [skipped, shown]), f("~*w|~-*w|~*.*f", [6, a, 6, b, 8, 2, 1.5]), f("~*c", [3, $!]), f("~5..*w|~-5..+w", [$-, ab, cd]),
    f("~6.2.0f|~6..0w", [1.5, 42]), f("~20p|", [{a, b}]), f("plain", []), f("~s", [[]]), f("~p", [""]), io:format("no args~n"), io:fwrite("~w~n", [fwrite]), io:put_chars(["a", <<"b">>, $\n]), io:nl(), io:write({a, "b"}), io:nl(),
    [e(F, A) || {F, A} <- [{"~w", []}, {"~w", [a, b]}, {"~q", [a]}, {"~s", [{}]}, {"~d", [x]}, {"~b", [x]}, {"~f", [x]}, {"~c", [a]}, {"~", []}, {"~s", [[a]]}, {"~w", notalist}]], p(io_lib:format("~w ~s", [a, "b"])), p(lists:flatten(io_lib:format("~p", [[1, 2]]))), p(io_lib:fwrite("~3w", [a])), p(iolist_to_binary(io_lib:format("~s-~w", ["x", 1]))).

f(F, A) -> io:format("[" ++ F ++ "]~n", A).
e(F, A) -> io:format("~p ~p: ~p~n", [F, A, try io_lib:format(F, A) catch C:R -> {C, R} end]).
p(X) -> io:format("~p~n", [X]).
