%% What OTP 29 adds to the language: several values of a comprehension's step, ranges in guards.
-module(otp29_language).
-export([main/0]).

main() ->
    io:format("~p~n", [[X, -X || X <- id([1, 2, 3])]]),
    io:format("~p~n", [[is_integer(X, 1, 10) || X <- id([0, 1, 10, 11, 5.0, a])]]),
    io:format("~p~n", [[range(X) || X <- id([0, 3, 1 bsl 70, x])]]),
    io:format("~p~n", [[is_record(X) || X <- id([{r, 1}, a, #{}])]]),
    io:format("~p~n", [list_to_integer(erlang:system_info(otp_release)) >= 29]).

range(X) when is_integer(X, 1, 5) -> small;
range(X) when is_integer(X) -> other;
range(_) -> none.

id(X) -> X.
