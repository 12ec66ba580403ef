-module(float_text).
-export([main/0]).

main() ->
    Fs = [0.0, -0.0, 1.0, 0.1, 1/3, 100.0, 1.0e15, 1.0e16, 123456789.0, 1.0e21, 1.0e22, 1.0e23, 5.0e-324, 2.2250738585072014e-308,
          1.7976931348623157e308, 1.0e-5, 0.001, 1.5e300, 3.141592653589793, 2.0e-7, 9007199254740993.0, 0.3, 4.35, 1.0e100],
    [io:format("~w ~p ~s ~s~n", [F, F, float_to_list(F), float_to_list(F, [short])]) || F <- Fs],
    [io:format("~s ~s ~s~n", [float_to_list(F, [{decimals, 4}]), float_to_list(F, [{decimals, 4}, compact]),
                              float_to_list(F, [{scientific, 3}])]) || F <- Fs, abs(F) < 1.0e17],
    [io:format("~p ~p~n", [float_to_binary(F), float_to_binary(F, [{scientific, 10}])]) || F <- Fs],
    [F = list_to_float(float_to_list(F)) || F <- Fs],
    [F = list_to_float(lists:flatten(io_lib:format("~w", [F]))) || F <- Fs],
    [io:format("~p~n", [list_to_float(S)]) || S <- ["1.0", "-1.5e3", "+2.5E-2", "0.000001", "123456789.123456789", "1.0e-400"]],
    [io:format("~p -> ~p~n", [S, try list_to_float(S) catch C:R -> {C, R} end])
     || S <- ["1", "", "1.", ".5", "1e5", "1.0e", "a", "1.0 ", "1.0e999"]],
    io:format("~p~n", [binary_to_float(<<"2.5">>)]),
    io:format("~p~n", [string:to_float("3.25abc")]).
