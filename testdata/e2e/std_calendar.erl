-module(std_calendar).
-export([main/0]).

main() ->
    D = {{2024, 2, 29}, {13, 37, 42}}, p(calendar:datetime_to_gregorian_seconds(D)), p(calendar:gregorian_seconds_to_datetime(63876519462)), p(calendar:date_to_gregorian_days({1970, 1, 1})), p(calendar:gregorian_days_to_date(738945)), p(calendar:day_of_the_week(2024, 2, 29)), p([calendar:is_leap_year(Y) || Y <- [1900, 2000, 2023, 2024]]), p([calendar:last_day_of_the_month(2023, M) || M <- lists:seq(1, 12)]), p(calendar:iso_week_number({2021, 1, 3})), p(calendar:iso_week_number({2020, 12, 31})), p(calendar:seconds_to_daystime(200000)), p(calendar:seconds_to_time(86399)), p(calendar:time_to_seconds({1, 2, 3})), p(calendar:time_difference(D, {{2024, 3, 1}, {0, 0, 0}})), p(calendar:valid_date({2023, 2, 29})), p(calendar:valid_date(2024, 2, 29)), p(calendar:system_time_to_rfc3339(1700000000, [{offset, "Z"}])), p(calendar:system_time_to_rfc3339(1700000000123, [{unit, millisecond}, {offset, "+02:00"}])), p(calendar:rfc3339_to_system_time("2023-11-14T22:13:20Z")), p(calendar:system_time_to_universal_time(1700000000, second)), p(catch calendar:time_to_seconds({25, 0, 0})), p([calendar:day_of_the_week(calendar:gregorian_days_to_date(N)) || N <- lists:seq(700000, 700013)]).

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
