defmodule ExInspect do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Point do
    defstruct x: 0, y: nil
  end

  defmodule Hidden do
    @derive {Inspect, only: [:shown]}
    defstruct [:shown, :secret]
  end

  defmodule Custom do
    defstruct [:v]
    defimpl Inspect do
      import Inspect.Algebra
      def inspect(%{v: v}, opts), do: concat(["#Custom<", to_doc(v, opts), ">"])
    end
  end

  def main do
    terms = [nil, true, :a, :"a b", :"é", :A, Enum, :"Elixir.foo", :+, :!, :"", :"foo?", :"a@b", 1, -1, 1_000_000, 1.0, -0.0, 1.0e30, 1.0e-10, 123456789.123, "s", "", <<1, 2>>, <<1::3>>, <<"ab", 3::5>>, [], [1], [1 | 2], 'chars', [a: 1, b: 2], [{:a, 1}, 2], ["a b": 1, "c?": 2, nil: 3, "Elixir.X": 4], {}, {1}, {:ok, [x: 1]}, %{}, %{a: 1}, %{"k" => 1}, %{1 => 2, :a => %{b: []}}, %{nil => 1, "é" => 2, 1.5 => 3}, 1..3, 1..10//2, 3..1, MapSet.new([1]), ~D[2020-02-29], ~T[12:00:00.123], ~N[2020-01-01 00:00:00], ~U[2020-01-01 00:00:00Z], ~r/a/, %Point{}, %Point{x: 1, y: %Point{}}, %Hidden{shown: 1, secret: 2}, %Custom{v: [1]}, &Enum.map/2, %{__struct__: :no_such}, %{__struct__: Point}, %RuntimeError{message: "x"}, Date.range(~D[2020-01-01], ~D[2020-01-03]), Version.parse!("1.2.3-a.1+b"), URI.parse("http://a.b/c?d#e"), %ArgumentError{}]
    for x <- terms, do: IO.puts(inspect(x))
    long = Enum.to_list(1..60)
    for x <- [long, Map.new(1..20, &{&1, "value number #{&1}"}), Enum.map(1..20, &"word#{&1}"), {:a, long}, [a: long, b: %{c: long}], String.duplicate("long text ", 20), Enum.map(1..15, &%Point{x: &1})], opts <- [[], [width: 40], [pretty: true], [pretty: true, width: 30], [limit: 5], [limit: :infinity, width: :infinity]], do: IO.puts(inspect(x, opts))
    t(inspect('abc', charlists: :as_lists)); t(inspect([97], charlists: :as_charlists)); t(inspect("a", binaries: :as_binaries)); t(inspect(255, base: :hex)); t(inspect(<<255>>, base: :hex)); t(inspect(-5, base: :binary)); t(inspect(%Point{}, structs: false)); t(inspect("abcdef", printable_limit: 3)); t(inspect([1, [2, [3]]], limit: 2)); t(inspect(%{a: 1}, custom_options: [sort_maps: true])); t(inspect(:a, syntax_colors: [atom: :red])); t(inspect({:ok, "x", 1, nil, [a: 1]}, syntax_colors: [atom: :red, string: :green, number: :blue, nil: :cyan])); t(inspect(%Hidden{shown: 1}, pretty: true)); t(inspect(fn -> 1 end) |> String.starts_with?("#Function<")); t(inspect(self()) |> String.starts_with?("#PID<")); t(inspect(make_ref()) |> String.starts_with?("#Reference<"))
    import Inspect.Algebra
    doc = group(concat(["a", nest(concat([break(), "b", break(), "c"]), 2)])); t(format(doc, 80) |> IO.iodata_to_binary()); t(format(doc, 3) |> IO.iodata_to_binary()); t(format(container_doc("[", Enum.to_list(1..5), "]", %Inspect.Opts{limit: 3}, fn i, _ -> to_string(i) end), 10) |> IO.iodata_to_binary()); t(format(fold_doc(["A", "B"], &concat([&1, "!", &2])), 80) |> IO.iodata_to_binary()); t(format(glue("a", "~", "b"), 80) |> IO.iodata_to_binary()); t(format(flex_glue("a", "b"), 1) |> IO.iodata_to_binary()); t(format(space("a", line()), 80) |> IO.iodata_to_binary()); t(format(string("é"), 80) |> IO.iodata_to_binary()); t(format(empty(), 1))
    IO.inspect([1, 2], label: "lbl"); IO.inspect(:x, label: :y, width: 1)
  end
end
