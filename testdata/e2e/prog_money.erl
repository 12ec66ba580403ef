%% Amounts with exact decimals: rounding modes, allocation without losing a cent, compound interest, texts with groups.
-module(prog_money).
-export([main/0]).

main() ->
    io:format("~p~n", [[{M, [rounded(N, M) || N <- [25, 35, -25, -35, 14, 15, 16]]} || M <- [half_up, half_even, down, up]]]),
    io:format("~p ~p~n", [allocate(10000, [1, 1, 1]), allocate(5, [3, 7])]),
    io:format("~p~n", [[text(N) || N <- [0, 5, 99, 100, 123456789, -1, -123456, 100000000000000000000]]]),
    io:format("~p~n", [[parse(T) || T <- ["1,234.56", "-0.05", "7", "7.", ".5", "1.234", "x", ""]]]),
    io:format("~p~n", [interest(100000, {5, 100}, 12, 30)]),
    io:format("~p~n", [schedule(120000, {6, 1200}, 6)]),
    io:format("~p~n", [lists:sum([A || {_, A} <- split_bill(10000, [{ann, 3}, {bob, 3}, {cat, 1}])])]).

%% Tenths to whole.
rounded(N, Mode) when N < 0, Mode =/= half_even -> -rounded(-N, Mode);
rounded(N, half_up) -> (N + 5) div 10;
rounded(N, down) -> N div 10;
rounded(N, up) -> (N + 9) div 10;
rounded(N, half_even) when N < 0 -> -rounded(-N, half_even);
rounded(N, half_even) -> case {N div 10, N rem 10} of {Q, 5} -> Q + Q rem 2; {Q, R} when R > 5 -> Q + 1; {Q, _} -> Q end.

allocate(Sum, Shares) ->
    Total = lists:sum(Shares),
    Base = [Sum * S div Total || S <- Shares],
    {Result, 0} = lists:mapfoldl(fun(B, 0) -> {B, 0}; (B, Left) -> {B + 1, Left - 1} end, Sum - lists:sum(Base), Base),
    Result.

text(N) when N < 0 -> "-" ++ text(-N);
text(N) -> lists:flatten(io_lib:format("~s.~2..0b", [groups(integer_to_list(N div 100)), N rem 100])).
groups(S) when length(S) =< 3 -> S;
groups(S) -> {A, B} = lists:split(length(S) - 3, S), groups(A) ++ "," ++ B.

parse("-" ++ T) -> case parse(T) of {ok, N} -> {ok, -N}; E -> E end;
parse(T) ->
    case re:run(T, "^([0-9,]+)(?:\\.([0-9]{1,2}))?$", [{capture, all_but_first, list}]) of
        {match, [W]} -> {ok, whole(W) * 100};
        {match, [W, [D]]} -> {ok, whole(W) * 100 + (D - $0) * 10};
        {match, [W, F]} -> {ok, whole(W) * 100 + list_to_integer(F)};
        nomatch -> {error, T}
    end.
whole(W) -> list_to_integer(lists:delete($,, lists:flatten(string:replace(W, ",", "", all)))).

interest(Sum, {P, Q}, Periods, Years) ->
    N = Periods * Years,
    round_div(Sum * pow(Q * Periods + P, N), pow(Q * Periods, N)).
pow(_, 0) -> 1;
pow(B, N) -> B * pow(B, N - 1).
round_div(A, B) -> (2 * A + B) div (2 * B).

schedule(Sum, {P, Q}, N) ->
    Pay = round_div(Sum * P * pow(Q + P, N), Q * (pow(Q + P, N) - pow(Q, N)) * pow(Q, 0)),
    schedule(Sum, {P, Q}, Pay, N).
schedule(_, _, _, 0) -> [];
schedule(Left, {P, Q}, Pay, N) ->
    I = round_div(Left * P, Q), Now = min(Pay, Left + I),
    [{text(Now), text(I), text(Left + I - Now)} | schedule(Left + I - Now, {P, Q}, Pay, N - 1)].

split_bill(Sum, People) -> lists:zip([N || {N, _} <- People], allocate(Sum, [S || {_, S} <- People])).
