defmodule ExInspectAlgebra do
  @moduledoc "Inspect.Algebra: documents laid out at many widths, groups, nesting, fills, containers, colors; inspect's options on nested data."
  require Shared.Show
  import Shared.Show, only: [t: 1]
  import Inspect.Algebra

  defmodule Tree do
    defstruct [:v, kids: []]
    defimpl Inspect do
      import Inspect.Algebra
      def inspect(%{v: v, kids: []}, o), do: concat(["T(", to_doc(v, o), ")"])
      def inspect(%{v: v, kids: ks}, o), do: concat(["T(", to_doc(v, o), ")", container_doc("<", ks, ">", o, &to_doc/2, separator: ";", break: :flex)])
    end
  end

  defmodule Failing do
    defstruct [:x]
    defimpl Inspect, do: (def inspect(_, _), do: raise("cannot be inspected"))
  end

  defp lay(d), do: for(w <- [1, 5, 10, 20, 40, 80], do: d |> format(w) |> IO.iodata_to_binary())

  def main do
    words = ~w(the quick brown fox jumps over the lazy dog)
    docs = [
      string("plain"), empty(), concat("a", "b"), concat(~w(a b c)), glue("a", "b"), glue("a", "--", "b"), flex_glue("a", "b"), space("a", "b"), line("a", "b"), concat(["a", line(), "b"]), nest(glue("a", "b"), 4), nest(concat(["a", line(), "b"]), 3),
      group(glue("aaaa", "bbbb")), group(concat(["f(", nest(concat([break(""), "x,", break(), "y"]), 2), break(""), ")"])), fold_doc(words, &glue(&1, &2)), group(fold_doc(words, &flex_glue(&1, &2))), nest(group(fold_doc(words, &glue(&1, group(&2)))), 2), group(glue("outer", group(glue("inner", "doc")))), group(glue("a", group(glue("b", "c"))), :inherit), force_unfit(group(glue("a", "b"))), group(concat("a", force_unfit(break()))), next_break_fits(group(glue("a", "b")), :enabled), concat(collapse_lines(2), concat([line(), line(), line(), "x"])), nest(glue("a", "b"), :cursor), concat("prefix ", nest(concat(["a", line(), "b"]), :cursor)), nest(concat("x", nest(concat(line(), "y"), :reset)), 4), nest(glue("a", "b"), 4, :break), no_limit_ok()
    ]
    for {d, i} <- Enum.with_index(docs), do: IO.inspect({i, lay(d)}, width: 200)
    o = %Inspect.Opts{}
    for l <- [[], [1], Enum.to_list(1..12), words], opts <- [[], [break: :strict], [break: :flex], [break: :maybe], [separator: ";"]], lim <- [50, 3], do: IO.inspect({length(l), opts, lim, lay(container_doc("[", l, "]", %{o | limit: lim}, fn x, _ -> to_string(x) end, opts))}, width: 300)
    t(format(color("x", :atom, %{o | syntax_colors: [atom: :red]}), 80) |> IO.iodata_to_binary()); t(to_doc(%{a: [1, {2}]}, o) |> format(80) |> IO.iodata_to_binary()); t(is_doc("x")); t(is_doc(:x)); t(concat(1, 2)); t(nest("a", -1)); t(format("a", :infinity)); t(fold_doc([], &concat/2)); t(glue("a", 1, "b")); t(group(1)); t(string(1)); t(color("x", :atom, o)); t(break(1)); t(container_doc(1, [], "]", o, &to_doc/2))
    tree = %Tree{v: 1, kids: [%Tree{v: "two", kids: [%Tree{v: :x}]}, %Tree{v: [1, 2]}]}
    for opts <- [[], [width: 10], [width: 20], [limit: 2], [structs: false], [pretty: true, width: 15]], do: IO.puts(inspect(tree, opts))
    for x <- [%Failing{x: 1}, [%Failing{x: %Failing{}}]], do: t(inspect(x) |> String.split("Stacktrace") |> hd())
    t(inspect(%Failing{}, safe: false))
    data = %{list: Enum.to_list(1..40), nested: %{deep: %{deeper: [a: {1, [2, %{3 => "four"}]}]}}, text: String.duplicate("word ", 12), chars: 'charlist', bin: <<1, 2, 3, 255>>, fun: &Enum.map/2, range: 1..9//2, set: MapSet.new([1, :a]), struct: URI.parse("http://a/b"), date: ~D[2020-01-01], re: ~r/x+/i, kw: [a: 1, "b c": 2], mixed: [{:a, 1}, :b], atom: :"needs quotes", float: 1.0e-9, big: 123_456_789_012_345, nilv: nil, mod: Enum, tuple: {}, neg: -1, esc: "tab\tquote\"\#{x}\0é\u200b"}
    for {k, v} <- data, opts <- [[], [width: 30], [limit: 3], [base: :hex], [base: :binary, limit: 4], [binaries: :as_binaries, charlists: :as_lists], [binaries: :as_strings, charlists: :infer], [printable_limit: 6], [pretty: true, width: 1], [structs: false, limit: 6], [syntax_colors: [atom: :cyan, number: :yellow, string: :green, list: :red, tuple: :blue, map: :magenta, nil: :bright]], [custom_options: [sort_maps: true]], [inspect_fun: fn x, _ -> if is_integer(x), do: "I", else: Inspect.inspect(x, %Inspect.Opts{}) end]], do: IO.puts("#{k}: " <> inspect(v, opts))
    t(inspect(data, limit: :infinity) |> String.length()); t(inspect(data, width: 60) |> String.split("\n") |> length()); t(inspect(1, base: :nope)); t(inspect([1], limit: -1)); t(inspect("a", bad_option: 1)); t(Inspect.Opts.new(limit: 1).limit); t(Inspect.Opts.default_inspect_fun() |> is_function(2)); t(Inspect.Error.exception(exception: %RuntimeError{message: "m"}, stacktrace: [], inspected_struct: "s") |> Map.get(:__struct__))
  end

  defp no_limit_ok, do: concat(["[", nest(concat([break(""), fold_doc(~w(1 2 3), &concat([&1, ",", break(), &2]))]), 1), "]"])
end
