defmodule ExProtocolsAtRunTime do
  @moduledoc "Protocols and implementations defined while the program runs, compile errors about them, Protocol.derive and consolidate."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    Code.compiler_options(ignore_module_conflict: true)
    t(eval("defprotocol ExRt.P do\n  def p(x)\nend"))
    t(apply(ExRt.P, :impl_for, [1]))
    t(apply(ExRt.P, :p, [1]))
    t(eval("defimpl ExRt.P, for: Integer do\n  def p(x), do: {:int, x}\nend"))
    t(apply(ExRt.P, :p, [1]))
    t(eval("defmodule ExRt.S do\n  defstruct [:x]\n  defimpl ExRt.P, do: (def p(s), do: s.x)\nend"))
    t(apply(ExRt.P, :p, [struct(ExRt.S, x: :inner)]))
    t(eval("defimpl ExRt.P, for: Any do\n  def p(_), do: :any\nend"))
    t(apply(ExRt.P, :p, [:atom]))
    t(eval("defprotocol ExRt.D do\n  def d(x)\nend\ndefimpl ExRt.D, for: Any do\n  defmacro __deriving__(m, s, o), do: (quote do defimpl ExRt.D, for: unquote(m), do: (def d(_), do: {unquote(Macro.escape(s)), unquote(o)}) end)\n  def d(_), do: :any\nend"))
    t(eval("require Protocol\nProtocol.derive(ExRt.D, ExRt.S, only: 1)"))
    t(apply(ExRt.D, :d, [struct(ExRt.S)]))
    t(eval("defmodule ExRt.S2 do\n  @derive [{ExRt.D, a: 1}]\n  defstruct [:y]\nend"))
    t(apply(ExRt.D, :d, [struct(ExRt.S2)]))
    t(eval("defmodule ExRt.S3 do\n  @derive ExRt.P\n  defstruct [:y]\nend"))
    t(eval("defmodule ExRt.S4 do\n  @derive NoSuchProtocol\n  defstruct [:y]\nend"))
    t(eval("defimpl ExRt.P do\n  def p(x), do: x\nend"))
    t(eval("defimpl Enum, for: Integer do\nend"))
    t(eval("defimpl NoSuchProtocol, for: Integer do\nend"))
    t(eval("defimpl ExRt.P, for: Float do\nend"))
    t(eval("defprotocol ExRt.E do\n  def f(x), do: x\nend"))
    t(eval("defprotocol ExRt.E do\n  def f()\nend"))
    t(eval("defprotocol ExRt.E do\n  defp f(x)\nend"))
    t(eval("defprotocol ExRt.E do\nend"))
    t(eval("defprotocol ExRt.F do\n  @fallback_to_any true\n  def f(x, y \\\\ 1)\nend"))
    t(eval("defprotocol ExRt.G do\n  @undefined_impl_description \"do it\"\n  def g(x)\nend"))
    {:ok, bin} = Protocol.consolidate(path_protocol(), []) |> ok()
    t(is_binary(bin))
    t(Protocol.consolidate(Enum, []))
    t(inspect_custom())
    t(enumerable_struct())
  end

  # A protocol that was compiled before the program began.
  defp path_protocol, do: String.Chars
  defp ok({:ok, bin}), do: {:ok, bin}
  defp ok(_), do: {:ok, "not consolidated: no file"}

  defp inspect_custom do
    eval("defmodule ExRt.Secret do\n  @derive {Inspect, except: [:password]}\n  defstruct user: \"u\", password: \"p\", n: 1\nend\ndefmodule ExRt.Optional do\n  @derive {Inspect, optional: [:b, :c]}\n  defstruct a: 1, b: nil, c: 3\nend")
    [inspect(struct(ExRt.Secret)), inspect(struct(ExRt.Optional)), inspect(struct(ExRt.Optional, b: 2, c: 3)), inspect(struct(ExRt.Secret), structs: false), inspect({struct(ExRt.Secret), [struct(ExRt.Secret)]}, width: 20)]
  end

  defp enumerable_struct do
    eval("defmodule ExRt.Countdown do\n  defstruct from: 3\n  defimpl Enumerable do\n    def count(_), do: {:error, __MODULE__}\n    def member?(_, _), do: {:error, __MODULE__}\n    def slice(_), do: {:error, __MODULE__}\n    def reduce(%{from: n}, {:cont, acc}, fun) when n > 0, do: reduce(%ExRt.Countdown{from: n - 1}, fun.(n, acc), fun)\n    def reduce(_, {:halt, acc}, _), do: {:halted, acc}\n    def reduce(d, {:suspend, acc}, fun), do: {:suspended, acc, &reduce(d, &1, fun)}\n    def reduce(_, {:cont, acc}, _), do: {:done, acc}\n  end\nend")
    c = struct(ExRt.Countdown, from: 5)
    [Enum.to_list(c), Enum.count(c), 3 in c, Enum.slice(c, 1, 2), Enum.zip(c, c) |> length(), Enum.take(Stream.cycle(c), 7), Enum.chunk_every(c, 2)]
  end

  defp eval(code) do
    case Code.eval_string(code, [], file: "nofile.ex") do
      {v, _} -> without_code(v)
    end
  rescue
    e -> {e.__struct__, Exception.message(e)}
  end

  defp without_code({:module, m, bin, last}) when is_binary(bin), do: {m, without_code(last)}
  defp without_code(v), do: v
end
