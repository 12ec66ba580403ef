defmodule ExProtocols do
  @moduledoc "Protocols: dispatch on every kind of term, derived and fallback implementations, errors, reflection, consolidation."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defprotocol Size do
    @doc "Its size"
    @spec size(t) :: term
    def size(x)
    def size(x, unit)
  end

  defimpl Size, for: BitString, do: (def size(b), do: {:bits, bit_size(b)}; def size(b, u), do: {u, byte_size(b)})
  defimpl Size, for: [List, Tuple], do: (def size(x), do: {__MODULE__, @for, @protocol, is_list(x)}; def size(_, u), do: u)
  defimpl Size, for: [Integer, Float, Atom, Function, PID, Reference, Map], do: (def size(_), do: @for; def size(_, u), do: {@for, u})

  defprotocol Fallback do
    @fallback_to_any true
    def name(x)
  end

  defimpl Fallback, for: Any do
    defmacro __deriving__(module, struct, options) do
      quote do
        defimpl Fallback, for: unquote(module) do
          def name(x), do: {:derived, unquote(Macro.escape(struct)).__struct__, unquote(options), x.a}
        end
      end
    end

    def name(_), do: :any
  end

  defmodule Derived, do: (@derive {ExProtocols.Fallback, [opt: 1]}; defstruct a: 5)
  defmodule DerivedPlain, do: (@derive ExProtocols.Fallback; defstruct a: 6)
  defmodule Plain, do: defstruct a: 7
  defmodule Own, do: (defstruct a: 8; defimpl ExProtocols.Fallback, do: (def name(%{a: a}), do: {:own, a}))

  defimpl Size, for: Plain, do: (def size(%{a: a}), do: {:plain, a}; def size(p, u), do: {u, size(p)})

  defprotocol NoAny do
    def f(x)
  end

  defprotocol Late do
    def late(x)
  end

  defmodule Words do
    defstruct text: ""

    defimpl Enumerable do
      def count(%{text: t}), do: {:ok, length(String.split(t))}
      def member?(%{text: t}, w), do: {:ok, w in String.split(t)}
      def slice(%{text: t}), do: (l = String.split(t); {:ok, length(l), &Enum.slice(l, &1, &2)})
      def reduce(%{text: t}, acc, fun), do: Enumerable.List.reduce(String.split(t), acc, fun)
    end

    defimpl Collectable do
      def into(w), do: {w, fn w, {:cont, x} -> %{w | text: w.text <> " " <> x}; w, :done -> %{w | text: String.trim(w.text)}; _, :halt -> send(self(), :halted) end}
    end

    defimpl Inspect, do: (def inspect(%{text: t}, opts), do: Inspect.Algebra.concat(["~w\"", Inspect.Algebra.to_doc(String.length(t), opts), "\""]))
    defimpl String.Chars, do: (def to_string(%{text: t}), do: "<" <> t <> ">")
    defimpl List.Chars, do: (def to_charlist(%{text: t}), do: [?(, t, ?)])
  end

  def main do
    terms = [1, 1.5, :a, nil, true, "bin", <<1::3>>, [], [1], {}, {1}, %{}, self(), make_ref(), fn -> 1 end, &Enum.map/2, %Plain{}, %Own{}, %Derived{}, 1..2, %RuntimeError{message: "x"}]
    for x <- terms do
      IO.inspect({Size.impl_for(x), Fallback.impl_for(x), NoAny.impl_for(x), String.Chars.impl_for(x), Enumerable.impl_for(x), Collectable.impl_for(x), List.Chars.impl_for(x)})
      t(Size.size(x))
      t(Size.size(x, :unit))
      t(Fallback.name(x))
      t(try do NoAny.f(x) rescue e in Protocol.UndefinedError -> {e.protocol, e.description} end)
    end
    t(Fallback.name(%DerivedPlain{}))
    t(Size.impl_for!(%Own{})); t(Size.impl_for!(1))
    t(Size.__protocol__(:functions)); t(Size.__protocol__(:module)); t(Size.__protocol__(:consolidated?)); t(Fallback.__protocol__(:impls)); t(Enumerable.__protocol__(:functions))
    t(Size.List.__impl__(:for)); t(Size.List.__impl__(:protocol)); t(Protocol.assert_protocol!(Size)); t(Protocol.assert_protocol!(Enum)); t(Protocol.assert_protocol!(NoSuchModule)); t(Protocol.assert_impl!(Size, Integer)); t(Protocol.assert_impl!(Size, Regex)); t(Protocol.assert_impl!(Size, NoSuchModule))
    t(Protocol.consolidated?(Size)); t(Code.ensure_loaded?(ExProtocols.Size.Integer)); t(function_exported?(Size.Plain, :size, 2)); t(Late.impl_for(1))
    w = %Words{text: "the quick brown fox"}
    t(Enum.count(w)); t("quick" in w); t(Enum.map(w, &String.upcase/1)); t(Enum.slice(w, 1..2)); t(Enum.at(w, -1)); t(Enum.take(w, 2)); t(Enum.zip(w, 1..2)); t(Enum.into(["jumps", "over"], w)); t(Enum.into(["x"], %Words{}).text); t(for(x <- w, into: %Words{}, do: String.first(x)).text); t(Enum.reduce_while(w, 0, fn x, n -> if x == "brown", do: {:halt, n}, else: {:cont, n + 1} end)); t(try do Enum.into([1, 2], w) rescue e -> e.__struct__ end); t(receive do m -> m after 0 -> :none end)
    t("#{w}"); t(to_charlist(w)); t(inspect([w, {w}])); t(inspect(w, structs: false)); t(Stream.map(w, & &1) |> Enum.to_list()); t(Enum.random(%Words{text: "one"})); t(Enum.sort(w, :desc)); t(Enum.min_max(w)); t(Enum.with_index(w) |> Map.new()); t(Enum.split(w, 2)); t(Enum.reverse(w)); t(Enum.join(w, "-"))
    t("#{{1, 2}}"); t("#{%{a: 1}}"); t("#{[1, [2, "x"]]}"); t("#{[:a]}"); t("#{1.0}#{nil}#{:a}#{~D[2020-01-01]}"); t(to_charlist(:a)); t(to_charlist({})); t(to_string([0x110000])); t(Enum.to_list(:a)); t(Enum.into([], 5)); t(for(x <- [1], into: 1, do: x)); t(Enum.map(%Own{}, & &1)); t("#{%Own{}}"); t(String.Chars.to_string(self()))
  end
end
