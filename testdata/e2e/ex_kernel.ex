defmodule ExKernel do
  @moduledoc "Kernel's functions and macros at their edges: guards, comparisons, ranges, tuples, binaries, sigils, with, for, receive, dbg, then, tap."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defp id(x), do: x

  def main do
    values = [nil, true, :a, 0, -1, 1.0, "", "a", <<1::3>>, [], [1], {}, {1}, %{}, %{a: 1}, 1..2, &id/1, %RuntimeError{}]
    for v <- values do
      IO.inspect({v |> then(&if(is_function(&1), do: :f, else: &1)), is_nil(v), is_atom(v), is_boolean(v), is_integer(v), is_float(v), is_number(v), is_binary(v), is_bitstring(v), is_list(v), is_tuple(v), is_map(v), is_function(v), is_function(v, 1), is_struct(v), is_exception(v), !v, !!v, v && 1, v || 2, is_map_key(if(is_map(v), do: v, else: %{}), :a)})
      for f <- [:hd, :tl, :length, :tuple_size, :map_size, :byte_size, :bit_size, :abs, :round, :trunc, :ceil, :floor, :not, :-, :to_string, :to_charlist, :inspect], do: IO.puts("  #{f} " <> outcome(fn -> apply(Kernel, f, [v]) end))
      for w <- [1, :b, "b", [1]], do: IO.puts("  " <> inspect({v == w, v === w, v < w, v >= w, v != w, max(v, w) == v, min(v, w) == v}) <> outcome(fn -> id(v) + id(w) end) <> outcome(fn -> id(v) <> id(w) end) <> outcome(fn -> id(v) ++ id(w) end) <> outcome(fn -> id(w) in id(v) end))
    end
    numbers(); collections(); flow(); comprehensions(); misc()
  end

  defp outcome(f) do
    try do
      inspect(f.(), limit: 5)
    rescue
      e -> inspect(e.__struct__)
    catch
      k, r -> inspect({k, r})
    end
    |> String.replace(~r/#Function<[^>]*>/, "F")
    |> Kernel.<>(" ")
  end

  defp numbers do
    t(div(7, -2)); t(rem(-7, 2)); t(div(id(1), id(0))); t(rem(1.0 |> id(), 2)); t(5 / 2); t(id(5) / id(0)); t(2 ** 64); t(2 ** -1); t(2 ** 0.5); t(id(0) ** -1); t(Integer.pow(0, 0)); t(round(-2.5)); t(round(0.49999999999999994)); t(trunc(1.0e20)); t(ceil(-0.5)); t(floor(-0.5)); t(1_000_000 * 1_000_000 * 1_000_000); t(0x1F + 0b11 + 0o7 + ?a); t(1.0e-5); t(-0.0); t(1.0e308 * id(10)); t(id(1.0) == 1); t(1 === id(1.0)); t(5 in 1..10); t(5 not in 1..10//2); t(id(5.0) in 1..10); t(id(:a) in [:a, :b]); t(id("a") in ~w(a b)); t(1..id(3)); t(id(1)..id(:a)); t(id(1)..5//id(0)); t(5..1); t(Enum.to_list(5..1)); t(1..5//2 |> Enum.to_list()); t(..); t(1)
  end

  defp collections do
    t(elem({1, 2}, id(1))); t(elem({1}, id(5))); t(elem({1}, id(-1))); t(put_elem({1, 2}, 0, :x)); t(put_elem({}, id(0), 1)); t(tuple_size(id([]))); t(hd(id([]))); t([1, 2 | id(3)]); t([1, 2] ++ 3); t([1, 2, 3, 1] -- [1, 5]); t(id(1) -- []); t("a" <> id("b")); t("a" <> id(1)); t("#{id(nil)}|#{id([1, "a"])}|#{id({1})}"); t(binary_part("abcdef", 2, -2)); t(binary_part("abc", 2, id(5))); t(byte_size(id(:a))); t(get_in(%{a: [%{b: 1}]}, [:a, Access.at(0), :b])); t(get_in(nil, [:a])); t(put_in(%{a: %{b: 1}}.a.b, 2)); t(update_in([a: 1][:a], &(&1 + 1))); t(pop_in(%{a: %{b: 1}}[:a][:b])); t(get_and_update_in(%{a: 1}[:a], &{&1, &1 + 1})); t(put_in(%{}, [:a, :b], 1)); t(%{id(%{a: 1}) | a: 2}); t(%{id(%{a: 1}) | b: 2}); t(id(%{a: 1}).a); t(id(%{a: 1}).b); t(id(%{a: 1})[:b]); t(id([a: 1])[:a]); t(id(:x)[:a]); t(match?({:ok, n} when n > 1, {:ok, 2})); t(match?([_ | _], [])); t(destructured()); t(struct(Range, first: 1)); t(make_ref() != make_ref()); t(node()); t(self() == self())
  end

  defp destructured, do: ([a, b, c] = (destructure([x, y, z], [1, 2]); [x, y, z]); {a, b, c})

  defp flow do
    t(if id(nil), do: 1); t(if id(0), do: 1, else: 2); t(unless id(false), do: 1); t(cond do id(1) > 2 -> :a; id(nil) -> :b; true -> :c end); t(cond do id(false) -> 1 end); t(case id({1, 2}) do {a, b} when a > b -> :gt; {a, _} when is_atom(a) or a == 1 -> :one; _ -> :other end); t(case id(5) do 4 -> 1 end); t(with {:ok, a} <- id({:ok, 1}), b = a + 1, true <- b > 1, {:ok, c} <- id({:error, b}) do c else {:error, e} -> {:e, e}; false -> :f end); t(with {:ok, a} <- id(:error), do: a); t(with 1 <- id(2) do :x else 3 -> :y end); t(with(do: 5)); t(with %{a: a} = m when a > 0 <- id(%{a: 1}), do: {a, m}); t(try do id(1) + id(:a) rescue e in [ArithmeticError] -> e.message end); t(try do throw({:x, 1}) catch {:x, n} when n > 0 -> n; :throw, y -> y end); t(try do exit({:shutdown, 1}) catch :exit, {:shutdown, n} -> n end); t(try do id(1) else 1 -> :one after send(self(), :after1) end); t(receive do :after1 -> :got after 0 -> :none end); t(try do id(2) else 1 -> :one end); t(try do raise "a" rescue e -> reraise(e, []) end); t(try do raise "x" catch :error, %RuntimeError{message: m} -> m end); t(try do id(nil).x rescue e in KeyError -> e.key end); t(try do raise ArgumentError rescue _ in RuntimeError -> 1; e -> e.__struct__ end); t(receive do x when is_integer(x) -> x after 1 -> :late end); send(self(), {:m, 1}); send(self(), {:n, 2}); t(receive do {:n, x} -> x end); t(receive do {:m, x} -> x end); t(raise id(:not_a_module)); t(raise ArgumentError, id("msg")); t(raise %ArgumentError{message: "struct"}); t(throw(:uncaught)); t(exit(:uncaught)); t(1 |> id() |> Kernel.+(2) |> then(&(&1 * 2)) |> tap(&send(self(), &1))); t(receive do x -> x end); t(apply(fn a, b -> a - b end, [5, 3])); t(apply(String, :upcase, ["a"])); t(apply(id(:nope), :f, [])); t((&{&1, &2, &1}).(1, 2)); t((& &1 + 1).(1)); t((&"#{&1}!").("a")); t(Enum.map([1, 2], &[&1 | [:t]])); t(id(fn -> 1 end).(2)); t(id(:f).()); t(fn x -> x; (1; 2) end |> is_function(1)); t((fn 0 -> :zero; n when n < 0 -> :neg; _ -> :pos end).(-1)); t((fn [] -> 1 end).([1])); t(is_function(&Enum.map/2, 2)); t(binding()); x = 1; y = 2; t(binding()); t({x, y})
  end

  defp comprehensions do
    t(for x <- [1, 2], y <- [:a, :b], into: %{}, do: {{x, y}, x}); t(for {k, v} when v > 1 <- [a: 1, b: 2], do: k); t(for <<r::8, g::8 <- <<1, 2, 3, 4, 5>> >>, do: {r, g}); t(for <<b::1 <- <<5>> >>, into: <<>>, do: <<1 - b::1>>); t(for x <- 1..5, rem(x, 2) == 1, y = x * x, y > 5, do: y); t(for x <- [3, 1, 3], uniq: true, do: x); t(for x <- 1..4, reduce: {0, 1} do {s, p} -> {s + x, p * x} end); t(for x <- [1, 2], reduce: [] do [] -> [x]; [h | _] = acc -> [x + h | acc] end); t(for _ <- [], do: 1); t(for x <- id(:a), do: x); t(for <<x <- id([1])>>, do: x); t(for x <- [1], into: id(5), do: x); t(for x <- ["a", "b"], into: "", do: x <> "-"); t(for x <- [1], into: "", do: x); t(for {:ok, x} <- [{:ok, 1}, :error], into: MapSet.new(), do: x); t(for x <- [1, nil, 2], x, do: x); t(for [a, b] <- [[1, 2], [3], [4, 5]], do: a + b); t(for c <- 'abc', into: %{}, do: {<<c>>, c}); t(for x <- Stream.iterate(1, &(&1 * 2)) |> Stream.take(3), do: x); t(for x <- 1..2, do: (for y <- 1..x, do: {x, y}))
  end

  defp misc do
    t(<<1::4, 2::4, "ab", 3::little-16, 1.5::float-32, -1::signed-8>>); t((fn <<a::4, b::4, s::binary-size(2), n::little-16, f::float-32, m::signed-8>> -> {a, b, s, n, f, m} end).(<<18, "ab", 3, 0, 63, 192, 0, 0, 255>>)); t((fn <<l, s::binary-size(l), r::bitstring>> -> {s, r} end).(<<2, "abc", 1::3>>)); t((fn <<x::utf8, r::binary>> -> {x, r} end).("éa")); t(<<id(256)::8>>); t(<<id(:a)::8>>); t(<<id("x")::binary-size(2)>>); t(<<id(1.5)::16>>); t((fn <<"pre", r::binary>> -> r end).("prefix")); t((fn <<n::size(3)-unit(8)>> -> n end).("abc")); t(~w(a b)a ++ ~w(c)a); t(~D[2020-02-29] < ~D[2020-03-01]); t(~r/a(?<n>b)/ |> Regex.named_captures("ab")); t(~T[10:00:00] |> Time.to_string()); t(~U[2020-01-01 00:00:00Z]); t(inspect(~N[2020-01-01 00:00:00])); t(to_charlist("a")); t(List.wrap(nil)); t(function_exported?(Kernel, :+, 2)); t(macro_exported?(Kernel, :if, 2)); t(Kernel.SpecialForms.__info__(:macros) |> length() > 20); t(__MODULE__); t(__ENV__.function); t(__DIR__ |> is_binary()); t(System.version() == Kernel.to_string(System.version())); t(sigil_own()); t(1 |> dbg_value()); t(use_var())
  end

  defmacrop sigil_x(s, m), do: (quote do {unquote(s) |> elem_text(), unquote(m)} end)
  defp elem_text(b) when is_binary(b), do: b
  defp sigil_own, do: ~x(hello #{1 + 1})abc
  defp dbg_value(x), do: x |> Kernel.+(1)
  defp use_var, do: (_unused = 1; var = 2; ^var = 2; var)
end
