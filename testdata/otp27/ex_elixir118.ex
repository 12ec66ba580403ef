defmodule ExElixir118 do
  defmodule Point do
    @derive {JSON.Encoder, only: [:x]}
    defstruct x: 1, y: 2
  end

  def main do
    json()
    times()
    patterns()
    debugging()
  end

  defp json do
    IO.puts(JSON.encode!([1, 2.5, nil, true, :atom, "å\n\"", [], [[]], %{"k" => %Point{}}]))
    IO.puts(JSON.encode_to_iodata!(~D[2024-02-29]) |> IO.iodata_to_binary())
    IO.inspect(JSON.decode!("{\"a\": [1, 2.0, null, \"x\\u00e5\"], \"b\": {}}") |> Enum.sort())
    for text <- ["", "[1, x]", "{\"a\": ", "1 2", "\"\xff\""], do: IO.inspect(JSON.decode(text))
    IO.inspect(JSON.decode("[1, null]", [], array_push: &[{:pushed, &1} | &2], null: :none))
    IO.puts(try do JSON.decode!("[1,") rescue e in JSON.DecodeError -> Exception.message(e) end)
    IO.inspect(try do JSON.encode!({1, 2}) rescue e in Protocol.UndefinedError -> e.value end)
  end

  defp times do
    IO.inspect(Duration.new!(month: 2, hour: 3, microsecond: {5, 6}))
    IO.inspect(Duration.add(Duration.new!(day: 1), Duration.new!(day: 2, second: 3)))
    for text <- ["P1Y2M3W4DT5H6M7.089S", "-PT10H", "PT", "P1H"], do: IO.inspect(Duration.from_iso8601(text))
    IO.puts(Duration.to_iso8601(Duration.new!(year: 1, day: -3, second: 5)))
    IO.inspect(for {d, by} <- [{~D[2024-01-31], [month: 1]}, {~D[2024-02-29], [year: 1]}, {~D[2024-03-01], [week: -1, day: 2]}], do: Date.shift(d, by))
    IO.inspect(NaiveDateTime.shift(~N[2024-01-31 23:59:59], month: 1, second: 2))
    IO.inspect(DateTime.shift(~U[2024-01-31 12:00:00Z], hour: -13, microsecond: {7, 3}))
    IO.inspect(Time.shift(~T[23:00:00], hour: 2))
    IO.inspect(to_timeout(hour: 1, minute: 30))
  end

  defp patterns do
    IO.inspect(Enum.product_by([1, 2, 3], &(&1 + 1)))
    IO.inspect(Enum.sum_by([1, 2, 3], &(&1 * 2)))
    IO.inspect(List.ends_with?([1, 2, 3], [2, 3]))
    IO.inspect(Keyword.intersect([a: 1, b: 2], [b: 3, c: 4]))
    IO.inspect(Process.sleep(1))
    IO.inspect(Base.valid16?("FF0"))
    IO.inspect(String.count("banana", "an"))
    IO.inspect(Integer.ceil_div(7, 2))
    IO.inspect(Macro.to_string(quote do: x |> f(1) |> then(&(&1 + 1))))
  end

  defp debugging do
    Process.put(:seen, 3)
    dbg(Process.get(:seen) |> Kernel.+(1) |> Integer.to_string(), location: false)
    x = 5
    dbg(if(x > 3, do: :large, else: :small))
    dbg(case x do
      5 -> :five
      _ -> :other
    end)
    dbg(with {:ok, y} <- {:ok, x}, do: y)
  end
end
