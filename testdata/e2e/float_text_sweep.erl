%% Floats as text and back: the shortest text that reads the same, every option, patterns of bits all over the range.
-module(float_text_sweep).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Fs = floats(600, 42, []),
    io:format("~w ~w~n", [length(Fs), erlang:phash2([float_to_list(F, [short]) || F <- Fs])]),
    [io:format("~0p~n", [F]) || F <- lists:sublist(Fs, 60)],
    io:format("~w~n", [[F || F <- Fs, list_to_float(float_to_list(F, [short])) =/= F]]), io:format("~w~n", [[F || F <- Fs, list_to_float(float_to_list(F)) =/= F]]), io:format("~w~n", [[F || F <- Fs, binary_to_float(float_to_binary(F, [{scientific, 17}])) =/= F]]),
    io:format("~w~n", [erlang:phash2([float_to_list(F) || F <- Fs])]), io:format("~w~n", [erlang:phash2([float_to_binary(F, [{scientific, D}]) || F <- Fs, D <- [0, 1, 5, 15, 16, 20]])]),
    [io:format("~s~n", [[[float_to_list(F, [{decimals, D} | O]), " "] || D <- [0, 1, 2, 5, 10], O <- [[], [compact]]]]) || F <- [0.0, -0.0, 0.5, 1.5, 2.5, -0.5, 0.05, 0.25, 0.125, 1.005, 2.675, 1.0e15, 123456789.987654321, 0.1, -1.0e-10, 9.995, 99.995, 4.35, 1.0e22]],
    [?T(float_to_list(F, [short])) || F <- [1.0, 10.0, 100.0, 1.0e5, 123456.0, 1.0e15, 1.0e16, 1.0e20, 1.0e21, 1.0e22, 1.0e23, 9007199254740992.0, 9007199254740993.0, 0.1, 0.01, 0.001, 0.0001, 0.00001, 1.0e-5, 1.234e-7, 5.0e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.3, 2 / 3, 1 / 3, 4.35, 1.1e1, 12345678901234567.0]],
    [?T(list_to_float(T)) || T <- ["1.0", "-1.0", "+1.0", "1", "1.", ".5", "1.0e5", "1.0E5", "1.0e+5", "1.0e-5", "1e5", "1.5e", "1.5e+", " 1.0", "1.0 ", "1.0e400", "-1.0e400", "1.0e-400", "4.9e-324", "2.4e-324", "0.0", "-0.0", "00001.5000", "1_0.0", "nan", "inf", "", "1.7976931348623157e308", "1.7976931348623159e308", "123456789012345678901234567890.123", "0.000000000000000000000000000000000000000000000001", "1.0e0005", "1.0e99999999999"]],
    [?T(text(C, A)) || {C, A} <- [{"~f ~.3f", [1.5, 2.0005]}, {"~.0f", [0.5]}, {"~e ~.3e ~.10e", [1.5, 12345.678, 1 / 3]}, {"~g ~.3g ~.10g", [1.5, 12345.678, 1 / 3]}, {"~12.4f|~-12.4f|~12.4e|~12.4g", [1.5, 1.5, 1.5, 1.5]}, {"~p ~w ~20p", [1.0e100, 1.0e-7, 0.1]}, {"~f", [a]}, {"~.0e", [1.0]}, {"~.1e", [1.0]}, {"~f", [1]}, {"~.2f", [1.0e20]}, {"~g", [1.0e20]}, {"~g ~g ~g", [0.1, 0.09, 0.0]}, {"~3.1f", [100.0]}, {"~6.2.*f", [$x, 1.0]}]],
    [?T(float_to_list(1.0, O)) || O <- [[{decimals, -1}], [{decimals, 254}], [{scientific, 250}], [{decimals, a}], [short, compact], [compact], [{decimals, 3}, short], [short, {scientific, 3}], [bad], bad, [{decimals, 2} | compact]]], ?T(length(float_to_list(1.0e300, [{decimals, 253}]))), ?T(float_to_list(1, [short])),
    ?T(float((1 bsl id(1024)) - (1 bsl 970))), ?T(float((1 bsl id(1024)) - (1 bsl 970) - 1)), ?T(float(1 bsl id(1024))),
    [?T(F) || F <- [trunc(1.0e23), round(1.0e22), trunc(-1.5), round(-1.5), round(2.5), round(0.49999999999999994), floor(-0.5), ceil(-0.5), trunc(1.7976931348623157e308) rem 1000, float(9007199254740993), float((1 bsl 53) + 1), float((1 bsl 54) + 2), float((1 bsl 54) + 3), float(-(1 bsl 63))]].

id(X) -> X.
text(Control, Args) -> lists:flatten(io_lib:format(Control, Args)).

floats(0, _, Acc) -> Acc;
floats(N, S, Acc) ->
    T = (S * 6364136223846793005 + 1442695040888963407) band 16#FFFFFFFFFFFFFFFF,
    Bits = case N rem 4 of 0 -> T bxor (T bsr 29); 1 -> (16#3FF bsl 52) bor (T bsr 12); 2 -> (T bsr 60 + 16#433) bsl 52 bor (T bsr 13 bsl 5 band 16#FFFFFFFFFFFFF); 3 -> (T bsr 63) bsl 63 bor (T bsr 40) end,
    case <<Bits:64>> of
        <<F/float>> -> floats(N - 1, T, [F | Acc]);
        _ -> floats(N, T, Acc)
    end.
