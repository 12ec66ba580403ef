defmodule ExDatesMore do
  @moduledoc "Date, Time, NaiveDateTime, DateTime and Calendar.ISO over wide ranges, a calendar and a time zone database of one's own, formats, sigils."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Zones do
    @behaviour Calendar.TimeZoneDatabase
    # Two hours ahead, three from 2020-03-29 01:00 UTC to 2020-10-25 01:00 UTC.
    @winter %{utc_offset: 7200, std_offset: 0, zone_abbr: "WIN"}
    @summer %{utc_offset: 7200, std_offset: 3600, zone_abbr: "SUM"}
    @first 63_752_662_800
    @last 63_770_806_800
    def time_zone_period_from_utc_iso_days(iso, "Test/Zone") do
      s = seconds(iso)
      {:ok, if(s >= @first and s < @last, do: @summer, else: @winter)}
    end
    def time_zone_period_from_utc_iso_days(_, _), do: {:error, :time_zone_not_found}
    def time_zone_periods_from_wall_datetime(n, "Test/Zone") do
      {s, _} = NaiveDateTime.to_gregorian_seconds(n)
      cond do
        s < @first + 7200 -> {:ok, @winter}
        s < @first + 10800 -> {:gap, {@winter, ~N[2020-03-29 03:00:00]}, {@summer, ~N[2020-03-29 04:00:00]}}
        s < @last + 7200 -> {:ok, @summer}
        s < @last + 10800 -> {:ambiguous, @summer, @winter}
        true -> {:ok, @winter}
      end
    end
    def time_zone_periods_from_wall_datetime(_, _), do: {:error, :time_zone_not_found}
    defp seconds({days, {n, d}}), do: days * 86400 + div(n * 86400, d)
  end

  defmodule Shifted do
    @moduledoc "Like ISO, 543 years later."
    @behaviour Calendar
    alias Calendar.ISO
    def valid_date?(y, m, d), do: ISO.valid_date?(y - 543, m, d)
    defdelegate valid_time?(h, m, s, us), to: ISO
    def days_in_month(y, m), do: ISO.days_in_month(y - 543, m)
    def leap_year?(y), do: ISO.leap_year?(y - 543)
    def months_in_year(_), do: 12
    def day_of_week(y, m, d, s), do: ISO.day_of_week(y - 543, m, d, s)
    def day_of_year(y, m, d), do: ISO.day_of_year(y - 543, m, d)
    def day_of_era(y, m, d), do: ISO.day_of_era(y - 543, m, d)
    def quarter_of_year(_, m, _), do: div(m - 1, 3) + 1
    def year_of_era(y, _, _), do: {y, 1}
    def date_to_string(y, m, d), do: "BE " <> ISO.date_to_string(y, m, d)
    defdelegate time_to_string(h, m, s, us), to: ISO
    def naive_datetime_to_string(y, m, d, h, mi, s, us), do: "BE " <> ISO.naive_datetime_to_string(y, m, d, h, mi, s, us)
    def datetime_to_string(y, m, d, h, mi, s, us, tz, a, u, st), do: "BE " <> ISO.datetime_to_string(y, m, d, h, mi, s, us, tz, a, u, st)
    def naive_datetime_to_iso_days(y, m, d, h, mi, s, us), do: ISO.naive_datetime_to_iso_days(y - 543, m, d, h, mi, s, us)
    def naive_datetime_from_iso_days(i), do: (ISO.naive_datetime_from_iso_days(i) |> put_elem(0, elem(ISO.naive_datetime_from_iso_days(i), 0) + 543))
    defdelegate time_to_day_fraction(h, m, s, us), to: ISO
    defdelegate time_from_day_fraction(f), to: ISO
    defdelegate day_rollover_relative_to_midnight_utc(), to: ISO
    def parse_date("BE " <> s), do: (with {:ok, {y, m, d}} <- ISO.parse_date(s), do: {:ok, {y, m, d}})
    def parse_date(_), do: {:error, :invalid_format}
    defdelegate parse_time(s), to: ISO
    def parse_naive_datetime(_), do: {:error, :invalid_format}
    def parse_utc_datetime(_), do: {:error, :invalid_format}
    def iso_days_to_beginning_of_day(i), do: ISO.iso_days_to_beginning_of_day(i)
    def iso_days_to_end_of_day(i), do: ISO.iso_days_to_end_of_day(i)
    def month_aliases(_), do: %{}
  end

  def main do
    t(Enum.reduce(-800_000..800_000//997, 0, fn n, h -> d = Date.from_gregorian_days(n); ^n = Date.to_gregorian_days(d); :erlang.phash2({h, d.year, d.month, d.day, Date.day_of_week(d), Date.day_of_year(d), Date.leap_year?(d), Date.to_iso8601(d), Date.quarter_of_year(d)}) end))
    t(Enum.reduce(-10_000_000_000..10_000_000_000//76_543_211, 0, fn n, h -> u = DateTime.from_unix!(n); ^n = DateTime.to_unix(u); {:ok, ^u, 0} = DateTime.from_iso8601(DateTime.to_iso8601(u)); :erlang.phash2({h, DateTime.to_string(u), DateTime.to_gregorian_seconds(u), Calendar.strftime(u, "%A %d %B %Y %I:%M:%S %p %j %u")}) end))
    for d <- [~D[0000-01-01], ~D[-0001-12-31], ~D[1900-02-28], ~D[2000-02-29], ~D[9999-12-31]], do: t({d, Date.add(d, 1), Date.add(d, -366), Date.beginning_of_week(d), Date.end_of_month(d), Date.day_of_era(d), Date.year_of_era(d), Date.to_erl(d), Date.diff(d, ~D[2000-01-01]), Date.day_of_week(d, :sunday), Date.range(d, Date.add(d, 3), 2) |> Enum.to_list()})
    for s <- ["2020-01-01", "-2020-01-01", "+2020-01-01", "2020-1-1", "20200101", "2020-001", "10000-01-01", "2020-02-30", "", "2020-01-01x"], do: t({s, Date.from_iso8601(s), Date.from_iso8601(s, Calendar.ISO)})
    for s <- ["10:20:30", "10:20:30.5", "10:20:30,123456789", "10:20", "1:2:3", "24:00:00", "23:59:60", "T10:20:30Z", "10:20:30+01:00", "102030", "10:20:30."], do: t({s, Time.from_iso8601(s)})
    for s <- ["2020-01-01T10:20:30Z", "2020-01-01 10:20:30.001+02:30", "2020-01-01T10:20:30-0330", "2020-01-01T10:20:30", "2020-01-01T10:20:30+25:00", "2020-01-01T10:20:30 Z", "2020-01-01T24:00:00Z", "20200101T102030Z", "-0001-01-01T00:00:00Z", "2020-01-01T00:00:00-24:00"], do: t({s, DateTime.from_iso8601(s), NaiveDateTime.from_iso8601(s)})
    zones(); calendars(); formats(); ranges(); errors()
  end

  defp zones do
    for n <- [~N[2020-01-01 00:00:00], ~N[2020-03-29 03:30:00.5], ~N[2020-07-01 12:00:00], ~N[2020-10-25 03:30:00]], do: t({n, DateTime.from_naive(n, "Test/Zone", Zones), DateTime.from_naive(n, "No/Zone", Zones)})
    {:ok, d} = DateTime.from_naive(~N[2020-03-29 02:59:59], "Test/Zone", Zones)
    t(DateTime.add(d, 1, :second, Zones)); t(DateTime.add(d, 1, :day, Zones)); t(DateTime.shift_zone(d, "Etc/UTC", Zones)); t(DateTime.shift_zone!(~U[2020-07-01 00:00:00Z], "Test/Zone", Zones)); t(DateTime.to_iso8601(d)); t(DateTime.to_string(d)); t(inspect(d)); t(DateTime.diff(d, ~U[2020-03-29 00:00:00Z])); t(DateTime.compare(d, ~U[2020-03-29 00:59:59Z])); t(DateTime.to_naive(d)); t(DateTime.to_date(d)); t(DateTime.new(~D[2020-10-25], ~T[03:00:00], "Test/Zone", Zones)); t(DateTime.new!(~D[2020-03-29], ~T[03:10:00], "Test/Zone", Zones)); t(DateTime.now("Test/Zone", Zones) |> elem(0)); t(DateTime.shift_zone(d, "No/Zone", Zones)); t(DateTime.from_naive!(~N[2020-10-25 03:30:00], "Test/Zone", Zones)); t(Calendar.put_time_zone_database(Zones)); t(DateTime.shift_zone!(~U[2020-07-01 00:00:00Z], "Test/Zone").zone_abbr); t(Calendar.get_time_zone_database()); t(Calendar.put_time_zone_database(Calendar.UTCOnlyTimeZoneDatabase))
  end

  defp calendars do
    {:ok, d} = Date.new(2563, 2, 29, Shifted)
    t(d); t(Date.to_string(d)); t(Date.convert!(d, Calendar.ISO)); t(Date.convert!(~D[2020-02-29], Shifted)); t(Date.compare(d, ~D[2020-02-29])); t(Date.diff(d, ~D[2020-03-01])); t(Date.add(d, 1)); t(Date.day_of_week(d)); t(Date.new(2564, 2, 29, Shifted)); t(~D[BE 2563-01-01 ExDatesMore.Shifted]); t(Date.from_iso8601("2020-01-01", Shifted)); t(Date.range(d, Date.add(d, 2)) |> Enum.map(& &1.day)); n = NaiveDateTime.convert!(~N[2020-02-29 10:00:00], Shifted); t(n); t(NaiveDateTime.to_string(n)); t(NaiveDateTime.add(n, 86400)); t(NaiveDateTime.diff(n, ~N[2020-02-28 10:00:00])); t(NaiveDateTime.compare(n, ~N[2020-02-29 10:00:00])); t(DateTime.convert!(~U[2020-02-29 10:00:00Z], Shifted)); t(Date.range(d, ~D[2020-03-01])); t(Date.beginning_of_month(d)); t(Calendar.compatible_calendars?(Shifted, Calendar.ISO)); t(Calendar.truncate({123_456, 6}, :millisecond)); t(Date.leap_year?(d)); t(Date.end_of_month(d)); t(inspect(~T[10:00:00 ExDatesMore.Shifted]))
  end

  defp formats do
    u = ~U[2020-03-05 07:08:09.012345Z]
    for f <- ~w(%a %A %b %B %c %d %f %H %I %j %m %M %p %P %q %S %u %U %x %X %y %Y %z %Z %% %-d %_d %0d %5d %-H %3Y %-I %010f %_5j %-m/%-d %^A %E %), do: t({f, Calendar.strftime(u, f)})
    t(Calendar.strftime(u, "%B %x", month_names: fn m -> "M#{m}" end, preferred_date: "%Y|%m")); t(Calendar.strftime(~T[23:00:00], "%I %p", am_pm_names: fn _ -> "xm" end)); t(Calendar.strftime(~D[2020-01-01], "%a", abbreviated_day_of_week_names: fn d -> "d#{d}" end)); t(Calendar.strftime(u, "%c", preferred_datetime: "%c")); t(Calendar.strftime(u, "%d", bad: 1)); t(Calendar.strftime(~T[10:00:00], "%Y")); t(Calendar.strftime(%{year: 2020}, "%Y")); t(Calendar.strftime("x", "%Y")); t(DateTime.to_iso8601(u, :basic)); t(DateTime.to_iso8601(u, :extended, 3600)); t(NaiveDateTime.to_iso8601(~N[2020-01-01 00:00:00.10], :basic)); t(Time.to_iso8601(~T[01:02:03.004], :basic)); t(DateTime.to_iso8601(u, :bad))
  end

  defp ranges do
    r = Date.range(~D[2020-02-27], ~D[2020-03-02])
    t(Enum.count(r)); t(Enum.slice(r, 1..2)); t(~D[2020-02-29] in r); t(~N[2020-02-29 00:00:00] in r); t(inspect(r)); t(Date.range(~D[2020-01-05], ~D[2020-01-01], -2) |> Enum.to_list()); t(Date.range(~D[2020-01-05], ~D[2020-01-01]) |> Enum.to_list() |> length()); t(Date.range(~D[2020-01-01], ~D[2020-01-05], 0)); t(Enum.reverse(r)); t(Date.range(~D[2020-01-01], ~D[2020-01-05], -1) |> Enum.empty?()); t(Enum.at(r, -1)); t(Enum.random(Date.range(~D[2020-01-01], ~D[2020-01-01])))
    tm = ~T[23:59:59.999999]
    t(Time.add(tm, 1, :microsecond)); t(Time.add(tm, -25, :hour)); t(Time.add(tm, 1, :nope)); t(Time.diff(tm, ~T[00:00:00], :microsecond)); t(Time.diff(~T[00:00:00], tm, :minute)); t(Time.truncate(tm, :second)); t(Time.to_seconds_after_midnight(tm)); t(Time.from_seconds_after_midnight(86_399, {5, 3})); t(Time.convert(tm, Calendar.ISO)); t(Time.compare(tm, ~T[23:59:59])); t(NaiveDateTime.add(~N[0000-01-01 00:00:00], -1)); t(NaiveDateTime.add(~N[9999-12-31 23:59:59], 1)); t(NaiveDateTime.truncate(~N[2020-01-01 00:00:00.987654], :millisecond)); t(NaiveDateTime.diff(~N[2020-01-02 00:00:00], ~N[2020-01-01 00:00:00.5], :millisecond)); t(DateTime.truncate(~U[2020-01-01 00:00:00.123456Z], :second)); t(DateTime.from_gregorian_seconds(63_745_056_000, {500_000, 3})); t(DateTime.from_unix(253_402_300_800)); t(DateTime.from_unix(1, :nanosecond)); t(DateTime.from_unix!(-1, :microsecond)); t(DateTime.add(~U[2020-01-01 00:00:00Z], 1, :microsecond)); t(DateTime.diff(~U[2020-01-01 00:00:00Z], ~U[2019-01-01 00:00:00Z], :day))
  end

  defp errors do
    t(Date.new(2020, 13, 1)); t(Date.new!(2020, 0, 1)); t(Date.new("2020", 1, 1)); t(Time.new(1, 60, 0)); t(Time.new!(25, 0, 0)); t(Time.new(1, 2, 3, {1, 7})); t(NaiveDateTime.new(2020, 1, 1, 24, 0, 0)); t(NaiveDateTime.new!(2020, 2, 30, 0, 0, 0)); t(DateTime.from_unix("1")); t(Date.add(:x, 1)); t(Date.add(~D[2020-01-01], 1.5)); t(Date.diff(~D[2020-01-01], ~T[00:00:00])); t(Date.compare(1, 2)); t(Date.from_erl({2020, 1})); t(NaiveDateTime.from_erl({{2020, 2, 30}, {0, 0, 0}})); t(NaiveDateTime.from_erl!({{2020, 1, 30}, {0, 0, 60}}, {5, 1})); t(Date.to_string(%{year: 1})); t(Date.from_iso8601!("x")); t(Time.from_iso8601!("x")); t(NaiveDateTime.from_iso8601!("x")); t(Date.day_of_week(~D[2020-01-01], :someday)); t(Date.from_gregorian_days(10_000_000)); t(System.convert_time_unit(1, :second, :nanosecond)); t(System.convert_time_unit(-1500, :millisecond, :second)); t(System.convert_time_unit(1, :second, :bad))
  end
end
