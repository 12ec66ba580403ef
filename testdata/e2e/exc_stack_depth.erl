-module(exc_stack_depth).
-export([main/0]).

%% The stack trace stops at the depth that backtrace_depth says (8), tail calls leave no frames.
main() ->
    try deep(100) catch error:R:S -> show(R, S) end,
    try mutual_a(20) catch error:R1:S1 -> show(R1, S1) end,
    try mixed(10) catch error:R2:S2 -> show(R2, S2) end,
    try closure(5, fun() -> error(closed) end) catch error:R3:S3 -> show(R3, S3) end,
    io:format("~p~n", [erlang:system_flag(backtrace_depth, 3)]),
    try deep(50) catch error:R4:S4 -> show(R4, S4) end,
    io:format("~p~n", [erlang:system_flag(backtrace_depth, 8)]).

show(R, S) ->
    io:format("~p ~p~n", [R, length([x || {?MODULE, _, _, _} <- S])]),
    io:format("  ~p~n", [[{F, A, proplists:get_value(line, L)} || {?MODULE, F, A, L} <- S]]).

deep(0) -> error(deep);
deep(N) ->
    R = deep(N - 1),
    [N | R].

mutual_a(0) -> error(mutual);
mutual_a(N) -> {a, mutual_b(N - 1)}.

mutual_b(0) -> error(mutual);
mutual_b(N) -> mutual_a(N - 1).

mixed(0) -> error(mixed);
mixed(N) when N rem 2 =:= 0 -> mixed(N - 1);
mixed(N) ->
    X = mixed(N - 1),
    X + 1.

closure(0, F) -> F();
closure(N, F) -> closure(N - 1, fun() -> {N, F()} end).
