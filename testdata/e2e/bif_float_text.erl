-module(bif_float_text).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Fs = [0.0, -0.0, 1.0, 0.1, -1.5, 1.0e22, 1.0e23, 1.0e-7, 123456789.123456789, 5.0e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 0.1 + 0.2, 1 / 3, 1.0e15, 1.0e16, 9007199254740993.0, 1.0e21, 123456.0],
    calls(erlang, float_to_list, [[F] || F <- Fs ++ [1, a]]),
    calls(erlang, float_to_binary, [[F] || F <- Fs ++ [1, a]]),
    Options = [[short], [], [{decimals, 0}], [{decimals, 3}], [{decimals, 3}, compact], [{decimals, 20}], [{scientific, 0}], [{scientific, 5}], [{scientific, 20}], [compact], [{decimals, 10}, compact, short], [short, {decimals, 2}]],
    [calls(erlang, float_to_list, [[F, O] || O <- Options]) || F <- [0.0, -0.0, 1.0, 0.125, 2.5, 1.0e22, 1.0e-7, 123456789.123456789, -1 / 3, 99.9999]],
    calls(erlang, float_to_binary, [[1.5, O] || O <- Options]),
    calls(erlang, float_to_list, [[1.0, [{decimals, 253}]], [1.0, [{decimals, 254}]], [1.0, [{decimals, -1}]], [1.0, [{decimals, a}]], [1.0, [{scientific, 249}]],
                                  [1.0, [{scientific, 250}]], [1.0, [bad]], [1.0, bad], [1.0, [compact | x]], [1, []], [a, [short]], [1.0e300, [{decimals, 2}]], [1.0, [{decimals, 1 bsl 70}]]]),
    calls(erlang, float_to_binary, [[1.0, [{decimals, 254}]], [1.0, [bad]], [1, []], [a, [short]]]),
    [io:format("~w ~p ~.3f ~.10e ~g ~e ~f~n", [F, F, F, F, F, F, F]) || F <- Fs, abs(F) < 1.0e20].
