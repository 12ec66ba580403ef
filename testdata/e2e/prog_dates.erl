%% Calendars by hand against calendar: weekdays, leap years, Easter, ISO weeks, durations, Julian days, time zones as data.
-module(prog_dates).
-export([main/0]).

main() ->
    Days = [{1600, 2, 29}, {1752, 9, 14}, {1899, 12, 31}, {1900, 3, 1}, {1970, 1, 1}, {2000, 2, 29}, {2023, 1, 1}, {2024, 12, 30}, {2026, 11, 28}, {9999, 12, 31}],
    io:format("~p~n", [[{D, weekday(D) =:= calendar:day_of_the_week(D), days(D) =:= calendar:date_to_gregorian_days(D), date(days(D)) =:= D} || D <- Days]]),
    io:format("~p~n", [[{D, element(2, calendar:iso_week_number(D)), week(D) =:= calendar:iso_week_number(D)} || D <- Days]]),
    io:format("~p~n", [[{Y, easter(Y)} || Y <- [1961, 2000, 2008, 2024, 2026, 2038]]]),
    io:format("~p~n", [[Y || Y <- lists:seq(1896, 2104, 4), not leap(Y)]]),
    io:format("~p~n", [[calendar:last_day_of_the_month(Y, M) =:= last(Y, M) || Y <- [1900, 2000, 2023, 2024], M <- [1, 2, 4, 12]]]),
    io:format("~s~n", [month(2024, 2)]),
    io:format("~p~n", [[calendar:seconds_to_daystime(S) || S <- [0, 86399, 86400, -1, -86401, 123456789]]]),
    io:format("~p~n", [[calendar:rfc3339_to_system_time(T, [{unit, millisecond}]) || T <- ["1970-01-01T00:00:00Z", "2026-11-28T22:58:00.123+01:00", "1969-12-31T23:59:59.5Z"]]]),
    io:format("~s~n", [calendar:system_time_to_rfc3339(1795900000, [{offset, "-05:30"}])]),
    io:format("~p~n", [[between({2020, 2, 29}, D) || D <- [{2021, 2, 28}, {2021, 3, 1}, {2024, 2, 29}]]]),
    io:format("~p~n", [[catch_badly(D) || D <- [{2023, 2, 29}, {2024, 13, 1}, {-1, 1, 1}]]]).

leap(Y) -> (Y rem 4 =:= 0 andalso Y rem 100 =/= 0) orelse Y rem 400 =:= 0.
last(Y, 2) -> case leap(Y) of true -> 29; false -> 28 end;
last(_, M) when M =:= 4; M =:= 6; M =:= 9; M =:= 11 -> 30;
last(_, _) -> 31.

weekday({Y0, M0, D}) ->
    {Y, M} = if M0 < 3 -> {Y0 - 1, M0 + 12}; true -> {Y0, M0} end,
    (D + 13 * (M + 1) div 5 + Y + Y div 4 - Y div 100 + Y div 400 + 5) rem 7 + 1.

days({Y, M, D}) ->
    P = Y - 1,
    Leap = if Y > 0 -> P div 4 - P div 100 + P div 400 + 1; true -> 0 end,
    Y * 365 + Leap + lists:sum([last(Y, I) || I <- lists:seq(1, M - 1)]) + D - 1.

date(N) -> year(N, N div 366).
year(N, Y) -> case days({Y + 1, 1, 1}) of Next when Next =< N -> year(N, Y + 1); _ -> in_year(N - days({Y, 1, 1}), Y, 1) end.
in_year(N, Y, M) -> case last(Y, M) of L when N >= L -> in_year(N - L, Y, M + 1); _ -> {Y, M, N + 1} end.

week({Y, _, _} = D) ->
    N = days(D), Monday = N - weekday(D) + 1,
    {Thursday, _, _} = date(Monday + 3),
    First = days({Thursday, 1, 4}), FirstMonday = First - weekday(date(First)) + 1,
    true = abs(Thursday - Y) =< 1,
    {Thursday, (Monday - FirstMonday) div 7 + 1}.

easter(Y) ->
    A = Y rem 19, B = Y div 100, C = Y rem 100, D = B div 4, E = B rem 4, F = (B + 8) div 25, G = (B - F + 1) div 3,
    H = (19 * A + B - D - G + 15) rem 30, I = C div 4, K = C rem 4, L = (32 + 2 * E + 2 * I - H - K) rem 7, M = (A + 11 * H + 22 * L) div 451,
    {(H + L - 7 * M + 114) div 31, (H + L - 7 * M + 114) rem 31 + 1}.

month(Y, M) ->
    Cells = lists:duplicate(weekday({Y, M, 1}) - 1, "  ") ++ [io_lib:format("~2b", [D]) || D <- lists:seq(1, last(Y, M))],
    lists:join("\n", [lists:join(" ", W) || W <- weeks(Cells)]).
weeks(L) when length(L) =< 7 -> [L];
weeks(L) -> {A, B} = lists:split(7, L), [A | weeks(B)].

between(A, B) -> {days(B) - days(A), calendar:time_difference({A, {0, 0, 0}}, {B, {12, 0, 0}})}.
catch_badly(D) -> {calendar:valid_date(D), try calendar:date_to_gregorian_days(D) catch error:E -> E end}.
