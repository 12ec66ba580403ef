-module(float_format).
-export([main/0]).

main() ->
    Fs = [0.0, 1.0, -1.5, 3.14159265, 123456.789, 1.0e-3, 1.0e10, 9.9999, -0.00001, 1.0e-10, 99999.5],
    [io:format("[~f] [~.2f] [~10.3f] [~-12.1f]~n", [F, F, F, F]) || F <- Fs],
    [io:format("[~e] [~.3e] [~12.4e]~n", [F, F, F]) || F <- Fs],
    [io:format("[~g] [~.3g] [~12.5g]~n", [F, F, F]) || F <- Fs],
    io:format("[~10.2.0f] [~10.2.*f]~n", [3.14159, $_, 2.5]),
    io:format("~s~n", [io_lib:format("~.1f ~.5f", [2.25, 1 / 3])]),
    io:format("~p ~w~n", [[1.0, {2.5e-8}], #{a => 1.0e50}]).
