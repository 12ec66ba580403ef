defmodule ExCodeCompile do
  @moduledoc "Code: compile_string, modules and their errors as the compiler words them, parsing with options, formatting, fragments."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    Code.compiler_options(ignore_module_conflict: true)
    modules(); errors(); parsing(); formatting(); evaluation()
  end

  defp compile(code) do
    Code.compile_string(code, "ex_code.ex") |> Enum.map(fn {m, b} -> {m, is_binary(b)} end)
  rescue
    e -> {e.__struct__, Exception.message(e)}
  end

  defp modules do
    t(compile("defmodule ExCc.A do\n  def f(x \\\\ 1), do: x\n  def g({a, b}) when a > b, do: a\n  def g(_), do: nil\n  defp h, do: 1\n  def call_h, do: h()\nend"))
    t({apply(ExCc.A, :f, []), apply(ExCc.A, :f, [2]), apply(ExCc.A, :g, [{2, 1}]), apply(ExCc.A, :call_h, [])})
    t(apply(ExCc.A, :__info__, [:functions])); t(apply(ExCc.A, :h, [])); t(apply(ExCc.A, :g, [1, 2]))
    t(compile("defmodule ExCc.B do\n  defmodule Inner do\n    def i, do: __MODULE__\n  end\n  alias __MODULE__.Inner, as: I\n  def f, do: I.i()\nend\ndefmodule ExCc.C, do: (def c, do: ExCc.B.f())"))
    t(apply(ExCc.C, :c, []))
    t(compile("defmodule ExCc.D do\n  @a 1\n  @b [@a | [2]]\n  def b, do: @b\n  @on_load :loaded\n  def loaded, do: :persistent_term.put(:ex_cc, :yes)\n  @compile {:inline, b: 0}\n  @doc \"x\"\n  @spec s(integer) :: atom\n  def s(_), do: :ok\n  @type ty :: :a | :b\n  @deprecated \"old\"\n  def old, do: 1\nend"))
    t({apply(ExCc.D, :b, []), :persistent_term.get(:ex_cc, :no), apply(ExCc.D, :__info__, [:attributes]) |> Keyword.keys(), apply(ExCc.D, :__info__, [:deprecated])})
    t(compile("defmodule ExCc.E do\n  use Agent\n  import Bitwise\n  import Enum, only: [map: 2]\n  require Logger\n  def f, do: map([1, 2], &(&1 <<< 2))\n  defdelegate rev(l), to: Enum, as: :reverse\n  defguard pos(x) when x > 0\n  def g(x) when pos(x), do: :pos\n  def g(_), do: :neg\n  defoverridable g: 1\n  def g(x), do: {super(x), x}\nend"))
    t({apply(ExCc.E, :f, []), apply(ExCc.E, :rev, [[1, 2]]), apply(ExCc.E, :g, [1]), apply(ExCc.E, :g, [-1])})
    t(compile("defmodule ExCc.F do\n  def f(n), do: g(n, [])\n  defp g(0, acc), do: acc\n  defp g(n, acc), do: g(n - 1, [n | acc])\n  def try_it(f) do\n    f.()\n  rescue\n    e in [ArithmeticError] -> {:arith, e}\n    RuntimeError -> :rt\n  catch\n    :throw, x -> {:t, x}\n    :exit, _ -> :e\n  else\n    1 -> :one\n    x -> x\n  after\n    send(self(), :after)\n  end\nend"))
    t({apply(ExCc.F, :f, [5]), for(f <- [fn -> 1 end, fn -> 2 end, fn -> raise "x" end, fn -> throw(3) end, fn -> exit(4) end, fn -> 1 / zero() end], do: apply(ExCc.F, :try_it, [f]))})
    t(Code.compile_quoted(quote(do: (defmodule ExCc.G, do: (def q, do: :quoted)))) |> length()); t(apply(ExCc.G, :q, []))
    t(Module.create(ExCc.H, quote(do: (def created, do: __MODULE__)), Macro.Env.location(__ENV__)) |> elem(1)); t(apply(ExCc.H, :created, []))
    t(:code.delete(ExCc.H)); t(:code.purge(ExCc.H)); t(function_exported?(ExCc.H, :created, 0)); t(compile("1 + 1")); t(compile(""))
  end

  defp zero, do: Process.get(:zero, 0)

  defp errors do
    for code <- ["defmodule X do", "defmodule X, do: (def f(x), do: y)", "defmodule X do\n  def f(x) do\n    x +\n  end\nend", "1 +", "foo(", "[1, 2", "%{a: 1", "\"abc", "'abc", "~s(abc", "\"\"\"\nabc", "fn -> 1", "end", ")", "1 = = 2", "a b c d", "def f, do: 1", "x", "f()", "Foo.", "%Foo{}", "%{a | b}", "@x", "defmodule 1, do: 2", "defmodule X, do: (def f, do: 1; def f, do: 2; def g(1), do: 1; def f(1), do: 1)", "defmodule X, do: (def f(a, a), do: g(a))", "defmodule X, do: (import NoSuch)", "defmodule X, do: (import Enum, only: [no: 9])", "defmodule X, do: (require NoSuch)", "defmodule X, do: (use NoSuch)", "defmodule X, do: (use Enum)", "defmodule X, do: (alias 1)", "defmodule X, do: (defstruct [:a]; defstruct [:b])", "defmodule X, do: (def f(%X.Y{}), do: 1)", "defmodule X, do: (defstruct [:a]; def f, do: %X{b: 1})", "defmodule X, do: (@enforce_keys [:a]; defstruct [:a]; def f, do: %X{})", "defmodule X, do: (def f when 1, do: 2)", "defmodule X, do: (defguard g(x) when foo(x))", "defmodule X, do: (def f(x) when foo(x), do: 1)", "defmodule X, do: (def f(x \\\\ 1); def f(1), do: 1; def f(y \\\\ 2), do: y)", "defmodule X, do: (defp f, do: 1; def f, do: 2)", "defmodule X, do: (defmacro m, do: 1; def f, do: m())", "defmodule X, do: (def unquote(1)(), do: 1)", "defmodule X, do: raise(\"at compile time\")", "defmodule X, do: throw(:ball)", "case 1 do 1 end", "case 1, do: 1", "if", "cond do 1 end", "fn x, y -> 1; z -> 2 end", "&1", "& &2", "&(1)", "&foo", "^x", "_", "quote do: unquote()", "try do 1 end", "with 1", "for x <- [1]", "receive do x end", "super(1)", "__CALLER__", "<<x::foo>>", "<<1::size(-1)>>", "%{^a => 1}", "1 when 2", "a -> b", "\\", "0x", "1_", "?", ":\"a", "\xff", "x = 1; ^y = 2", "import Kernel, only: 1", "do: 1", "[a: 1, 2]", "f(a: 1, 2)", "\"\\x\"", "\"\\u{110000}\"", "1.e", "&(&1 + &3)", "defmodule X, do: (@behaviour 1)", "not 1 in", "!"] do
      IO.inspect(code)
      t(compile(code))
    end
  end

  defp parsing do
    q = fn c, o -> Code.string_to_quoted(c, o) end
    t(q.("a.b(c)", [])); t(q.("a + b", columns: true)); t(q.("f(\n 1)", token_metadata: true)); t(q.("\"s\"", literal_encoder: fn l, m -> {:ok, {:lit, m, [l]}} end)); t(q.("foo_new_atom_1", existing_atoms_only: true)); t(q.("foo.bar", static_atoms_encoder: fn s, _ -> {:ok, "at:" <> s} end)); t(q.("a ~> b", [])); t(q.("\"\#{a}\"", [])); t(q.("~r/x/i", [])); t(q.("1; 2\n3", [])); t(q.("", [])); t(q.("# c\nx", [])); t(q.("[a, b | c]", unescape: false)); t(q.("\"\\n\"", unescape: false)); t(q.("x", file: "f", line: 10)); t(q.("if a do b else c end", [])); t(q.("fn a, b when a -> c end", [])); t(q.("a..b//c", [])); t(q.("&1 + &2", [])); t(q.("%{a | b: 1}", [])); t(q.("<<a::8, b::binary>>", [])); t(q.("not a", [])); t(q.("@a 1", [])); t(q.("é = 1", [])); t(q.("𝒜", [])); t(q.("a\u0301 = 1", [])); t(q.("x\u200bx", [])); t(q.("0b12", [])); t(q.("?\\x", [])); t(Code.string_to_quoted_with_comments("# one\nx # two\n") |> elem(2)); t(Code.string_to_quoted!("1 +")); t(Code.string_to_quoted("a", columns: true, line: 5, column: 7)); t(Code.quoted_to_algebra(quote(do: f(1, [a: 2]))) |> Inspect.Algebra.format(80) |> IO.iodata_to_binary())
  end

  defp formatting do
    for code <- ["foo( 1,2 )", "a|>b|>c", "if a do\nb\nend", "%{a: 1,b: 2}", "x=1", "def f(x),do: x", "[1,2,\n3]", "fn x->x end", "case x do\n1->2\n_->3 end", "a  # c\n# d\nb", "\"a\#{b}\"", "'single'", "~w(a b)", "1000000", "0xff", "foo a, b", "unless(a, do: b)", "a and(b or c)", "not(a)", "%Foo{ a: 1 }", "@attr   1", "&(&1+1)", "x |> f(1) |> g(2) |> h(aaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccccc)", "some_function_name(argument_number_one, argument_number_two, argument_number_three, four: 4, five: 5)", "with {:ok, a} <- f(), {:ok, b} <- g(a) do a else _ -> b end", "\"\"\"\nheredoc\n  x\n\"\"\"", "for x<-l,y<-m,x>y,do: {x,y}", "a;b;c", "f()\n\n\n\ng()", "[a: 1, b: [c: 2]]", "x..y//z", "try do a rescue e -> b after c end", "(a;b)", "-1 - -1", "<<a::size(8),b::binary-size(2)>>", "raise(\"x\")", "import Foo, only: [a: 1]"] do
      IO.puts([Code.format_string!(code), "\n---"])
    end
    t(Code.format_string!("foo(", [])); t(Code.format_string!("foo bar", locals_without_parens: [foo: 1]) |> IO.iodata_to_binary()); t(Code.format_string!("f(aaa, bbb, ccc)", line_length: 10) |> IO.iodata_to_binary()); t(Code.format_string!("f(x, do: 1)", force_do_end_blocks: true) |> IO.iodata_to_binary()); t(Code.Fragment.cursor_context("foo.ba")); t(Code.Fragment.cursor_context("Foo.Ba")); t(Code.Fragment.cursor_context(":at")); t(Code.Fragment.cursor_context("f(")); t(Code.Fragment.cursor_context("@at")); t(Code.Fragment.cursor_context("%Fo")); t(Code.Fragment.cursor_context("a + ")); t(Code.Fragment.container_cursor_to_quoted("f(a, b")); t(Code.Fragment.surround_context("foo.bar(1)", {1, 5}))
  end

  defp evaluation do
    e = fn c, b -> Code.eval_string(c, b) end
    t(e.("x = 1; y = x + 1", [])); t(e.("x + 1", x: 41)); t(e.("[h | t] = l", l: [1, 2, 3])); t(e.("a = b = 1", [])); t(Enum.map([1, 2], elem(e.("fn x -> x * 2 end", []), 0))); t(e.("for i <- 1..3, j <- 1..3, i < j, do: i * j", [])); t(e.("__ENV__.file", [])); t(Code.eval_string("__ENV__.line", [], line: 7)); t(Code.eval_string("__DIR__", [], file: "/a/b.ex")); t(e.("import Enum\nmap([1], & &1)", [])); t(e.("raise \"boom\"", [])); t(e.("1 / 0", [])); t(e.("throw :x", [])); t(e.("undefined_function_here()", [])); t(e.("no_var", [])); t(e.("String.foo()", [])); t(e.("%{a: 1}.b", [])); t(e.("quote do: 1 + x", [])); t(e.("if x, do: y", x: false, y: 1)); t(Code.eval_string("a", [{{:a, Ctx}, 1}])); t(Code.env_for_eval(file: "f").file); t(Code.eval_quoted_with_env(quote(do: (import Bitwise; 1 <<< 4)), [], Code.env_for_eval([])) |> elem(0)); t(Code.eval_string("binding()", a: 1, b: 2)); t(e.("_ = 1", []))
  end
end
