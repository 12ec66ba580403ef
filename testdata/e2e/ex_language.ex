defmodule ExLanguage do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defprotocol Area do
    @fallback_to_any true
    @doc "area"
    def area(x)
  end

  defmodule Square do
    @enforce_keys [:s]

    defstruct [:s, c: :red]
    defimpl String.Chars, do: (def to_string(%{s: s}), do: "sq#{s}")
    defimpl Enumerable do
      def count(_), do: {:error, __MODULE__}
      def member?(_, _), do: {:error, __MODULE__}
      def slice(_), do: {:error, __MODULE__}
      def reduce(%{s: s}, acc, f), do: Enumerable.reduce(Enum.to_list(1..s), acc, f)
    end
    defimpl Collectable do
      def into(x), do: {x, fn a, {:cont, v} -> %{a | s: a.s + v}; a, :done -> a; _, :halt -> :ok end}
    end
  end

  defimpl Area, for: Any, do: (def area(x), do: {:any, x})
  defimpl Area, for: [Integer, Float], do: (def area(x), do: x * x)
  defimpl Area, for: Map, do: (def area(%{w: w, h: h}), do: w * h)

  defprotocol Strict do
    def f(x)
  end

  defmodule Behaviour do
    @callback run(integer) :: atom
    defmacro __using__(opts) do
      quote do
        @behaviour unquote(__MODULE__)
        def run(x), do: {unquote(opts[:tag]), x}
        defoverridable run: 1
      end
    end
  end

  defmodule User do
    use ExLanguage.Behaviour, tag: :used
    def run(x), do: super(x + 1)
    @attr 5
    def attr, do: @attr
    defguard is_even(x) when is_integer(x) and rem(x, 2) == 0
    def g(x) when is_even(x), do: :even
    def g(_), do: :odd
    defdelegate rev(l), to: Enum, as: :reverse
    def default(a, b \\ 2, c \\ 3), do: {a, b, c}
    defmacro twice(x), do: quote(do: unquote(x) + unquote(x))
    defp hidden, do: 1
    def call_hidden, do: hidden()
  end


  def main do
    t(Area.area(3)); t(Area.area(1.5)); t(Area.area(%{w: 2, h: 3})); t(Area.area("x")); t(Area.area(%Square{s: 1})); t(Strict.f(1)); t(Strict.impl_for(1)); t(Area.impl_for(1)); t(Area.__protocol__(:functions)); t("#{%Square{s: 4}}"); t(Enum.map(%Square{s: 3}, & &1)); t(Enum.into([1, 2], %Square{s: 0})); t(Enum.count(%Square{s: 5})); t(3 in %Square{s: 3}); t(struct(Square, s: 1)); t(struct!(Square, c: 1)); t(Map.from_struct(%Square{s: 1})); t(match?(%Square{}, %Square{s: 1})); t(Protocol.assert_impl!(Area, Integer)); t(User.run(1)); t(User.attr()); t(User.g(2)); t(User.g(3)); t(User.rev([1, 2])); t(User.default(1)); t(User.default(1, 5)); t(User.call_hidden()); t(User.__info__(:functions)); t(User.__info__(:macros)); t(function_exported?(User, :run, 1)); t(macro_exported?(User, :twice, 1)); t(Square.__struct__())
    t(for x <- 1..3, y <- [:a, :b], do: {x, y}); t(for x <- 1..10, rem(x, 3) == 0, do: x); t(for {k, v} <- %{a: 1}, into: %{}, do: {v, k}); t(for <<c <- "abc">>, into: "", do: <<c + 1>>); t(for x <- [1, 1, 2], uniq: true, do: x); t(for x <- 1..3, reduce: 0 do acc -> acc + x end); t(for {:ok, x} <- [ok: 1, error: 2], do: x); t(for <<a::4, b::4 <- <<0x12, 0x34>> >>, do: {a, b}); t(for x <- [a: 1], into: [z: 0], do: x); t(with {:ok, a} <- {:ok, 1}, b = a + 1, {:ok, c} <- {:error, b} do c else {:error, e} -> {:else, e} end); t(with x when x > 5 <- 3, do: x); t(case {1, [2, 3]} do {a, [b | _]} when a < b -> {a, b} end); t(cond do 1 > 2 -> :a; true -> :b end); t(if nil, do: 1); t(unless false, do: 1, else: 2); t(nil || :default); t(0 && 1); t(!1); t(not true); t(true and 1); t([1, 2 | [3]]); t((fn [a | b] -> {a, b} end).([1, 2, 3])); t((fn %{a: x} -> x end).(%{a: 1, b: 2})); t((fn "ab" <> rest -> rest end).("abc")); t((fn <<x::16-little, y::float-32, z::bitstring>> -> {x, y, z} end).(<<1, 0, 63, 128, 0, 0, 5::3>>)); t(<<1::size(4), 2::size(4)>>); t(<<"a", 1::utf16, -1::signed-8>>); t((fn <<n, s::binary-size(n), _::binary>> -> s end).(<<2, "abc">>))
    t(~s(a "b" #{1 + 1})); t(~S(a #{x})); t(~w(a b c)a); t(~w(x #{:y})c); t(~c(abc)); t(~C(a#{1})); t("""
    heredoc
      indented
    """); t('''
    chars
    '''); t("\u00e9 \x41 \e[0m"); t(?\n); t((&(&1 + 1)).(2)); t(Enum.map([1], &{&1, :x})); t((&String.upcase/1).("a")); t(apply(Kernel, :+, [1, 2])); t(then(1, &(&1 + 1))); t(tap(1, & &1)); t([1, 2] |> Enum.sum() |> Kernel.*(2)); t(quote do: a + b(1)); t(Macro.to_string(quote do: if(x, do: 1, else: [a: 2]))); t(Macro.expand(quote(do: unless(x, do: y)), __ENV__) |> Macro.to_string()); t(Macro.escape({1, %{a: [2]}})); t(Code.eval_string("1 + x", x: 2)); t(Code.string_to_quoted("a +")); t(Code.string_to_quoted!("1 + 2 * 3")); t(Code.eval_string("for x <- 1..3, do: x * x")); t(Code.format_string!("foo( 1,2 )") |> IO.iodata_to_binary()); t(Code.eval_quoted(quote do: 1 + 2)); t(binding()[:nope]); t(__MODULE__); t(__ENV__.function); t(is_struct(%Square{s: 1}, Square)); t(is_map_key(%{a: 1}, :a)); t(put_elem({1, 2}, 0, :x)); t(Tuple.append({1}, 2)); t(Tuple.delete_at({1, 2}, 0)); t(Tuple.insert_at({1}, 5, :x)); t(Tuple.duplicate(:a, 2)); t(Tuple.sum({1, 2})); t(List.flatten([1, [2, [3]]])); t(List.foldr([1, 2], [], &[&1 | &2])); t(List.insert_at([1, 2], -1, :x)); t(List.keyfind([a: 1], :a, 0)); t(List.pop_at([1, 2], 0)); t(List.replace_at([1], 3, :x)); t(List.update_at([1], 0, &(&1 + 1))); t(List.wrap(nil)); t(List.zip([[1], [2]])); t(List.to_tuple([1])); t(List.to_string([97, "b", [99]])); t(List.to_integer('z')); t(List.starts_with?([1, 2], [1])); t(List.myers_difference([1, 2], [2, 3])); t(List.ascii_printable?('a')); t(List.improper?([1 | 2])); t(Function.info(&Enum.map/2, :arity)); t(Function.identity(1)); t(Function.capture(Enum, :map, 2) == (&Enum.map/2)); t(Atom.to_string(:a)); t(Bitwise.band(6, 3)); t(URI.encode("a b&é")); t(URI.decode("%41")); t(URI.encode_query(%{a: 1})); t(URI.decode_query("a=1&b")); t(URI.parse("//h:1/p")); t(URI.new("http://[")); t(URI.merge("http://a/b/c", "../d") |> URI.to_string()); t(Base.encode16("ab")); t(Base.decode16("6g")); t(Base.encode64("abc?", padding: false)); t(Base.url_decode64!("_-8=")); t(Base.encode32("a")); t(Base.hex_encode32("ab")); t(Base.decode32!("zz"))
  end
end
