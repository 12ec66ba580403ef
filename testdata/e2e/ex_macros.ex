defmodule ExMacros.M do
  @moduledoc false
  defmacro hygienic(expr), do: (quote do x = 100; {x, unquote(expr)} end)
  defmacro unhygienic(expr), do: (quote do var!(x) = 100; unquote(expr) end)
  defmacro my_unless(c, do: b), do: (quote do if !unquote(c), do: unquote(b) end)
  defmacro my_unless(c, do: b, else: e), do: (quote do if unquote(c), do: unquote(e), else: unquote(b) end)
  defmacro twice(e), do: (quote bind_quoted: [e: e] do {e, e} end)
  defmacro source(e), do: Macro.to_string(e)
  defmacro here, do: Macro.escape({__CALLER__.module, __CALLER__.function, is_integer(__CALLER__.line), __CALLER__.context})
  defmacro sum(list), do: Enum.reduce(list, 0, fn x, acc -> (quote do unquote(acc) + unquote(x) end) end)
  defmacro pattern(a), do: (quote do {:ok, unquote(a)} end)
  defmacro in_context, do: {:{}, [], [__CALLER__.context, Macro.Env.in_guard?(__CALLER__), Macro.Env.in_match?(__CALLER__)]}
  defmacro is_big(x), do: (quote do is_integer(unquote(x)) and unquote(x) > 1000 end)
  defmacro define(names) do
    for {n, v} <- names, do: (quote do def unquote(n)(), do: unquote(v); def unquote(:"#{n}_plus")(x), do: x + unquote(v) end)
  end
  defmacro __using__(opts) do
    quote do
      import ExMacros.M, only: [twice: 1]
      @before_compile ExMacros.M
      Module.register_attribute(__MODULE__, :collected, accumulate: true)
      @opts unquote(opts)
      def opts, do: @opts
    end
  end
  defmacro __before_compile__(env) do
    collected = Module.get_attribute(env.module, :collected)
    quote do
      def collected, do: unquote(Enum.reverse(collected))
      def defined, do: unquote(Module.definitions_in(env.module, :def) |> Enum.sort() |> Macro.escape())
    end
  end
  defmacro compile_time(x), do: (send(self(), :expanded); x)
  defmacrop private(x), do: (quote do {:private, unquote(x)} end)
  def use_private(y), do: private(y + 1)
end

defmodule ExMacros do
  @moduledoc "Macros: hygiene, unquoting, fragments, modules made by macros, expansion, Macro's functions on syntax trees."
  require Shared.Show
  alias ExMacros.M
  import Shared.Show, only: [t: 1]

  defmodule Generated do
    require M
    M.define(a: 1, b: 2)
    for {name, i} <- Enum.with_index([:zero, :one, :two]) do
      def unquote(name)(), do: unquote(i)
      def index(unquote(to_string(name))), do: unquote(i)
    end
    def index(_), do: nil
    @squares Map.new(1..5, &{&1, &1 * &1})
    def squares, do: @squares
    defmacro __after__, do: :after
  end

  defmodule Used do
    use ExMacros.M, level: 3
    @collected :first
    @collected :second
    def f, do: twice(1 + 1)
  end

  require M

  def main do
    x = 1
    t(M.hygienic(x + 1)); t(x); t((fn -> M.unhygienic(x + 1) end).()); t(M.my_unless(false, do: 1)); t(M.my_unless(true, do: 1, else: 2)); t(M.twice((send(self(), :once); 5))); t(count(:once)); t(M.source(a + b * c(d))); t(M.here()); t(M.sum([1, 2, x])); t(M.pattern(3)); t((M.pattern(y) = {:ok, 4}; y)); t(M.in_context()); t(guarded(5000)); t(guarded(1)); t(M.use_private(1)); t(case 5 do z when M.is_big(z) -> :big; _ -> :small end)
    t({Generated.a(), Generated.b_plus(10), Generated.two(), Generated.index("one"), Generated.index("x"), Generated.squares()}); t({Used.f(), Used.opts(), Used.collected(), Used.defined()})
    quotes(); trees(); expansion(); hygiene_at_run_time()
  end

  defp count(m), do: (receive do ^m -> 1 + count(m) after 0 -> 0 end)
  defp guarded(n) when M.is_big(n), do: :big
  defp guarded(_), do: :small

  defp quotes do
    v = [1, 2]; name = :dyn; kw = [a: 1]
    for q <- [quote(do: 1 + 2), quote(do: f(unquote(v))), quote(do: [0, unquote_splicing(v)]), quote(do: unquote(name)(1)), quote(do: Mod.unquote(name)(2)), quote(do: %{unquote_splicing(kw)}), quote(do: {1, 2, 3}), quote(do: {1, 2}), quote(do: <<a::8>>), quote(do: &(&1 + 1)), quote(do: fn x when x > 0 -> x end |> then(& &1)), quote(do: x.y), quote(do: x.y()), quote(do: @attr), quote(do: ~s(a#{b})), quote(do: "a#{1}b"), quote(do: 'c'), quote(do: if(a, do: b)), quote(do: (a; b)), quote(do: (fn -> :ok end).()), quote(unquote: false, do: unquote(x)), quote(location: :keep, do: x) |> Macro.update_meta(&Keyword.take(&1, [:line])), quote(context: Other, do: x), quote(do: Foo.Bar), quote(do: alias(Foo.Bar)), quote(do: not a in b), quote(do: a |> b() |> c), quote(do: case(x, do: (1 -> 2; _ when y -> 3))), quote(do: for(i <- l, do: i)), quote(do: try(do: a, rescue: (e in X -> e))), quote(do: __MODULE__), quote(do: ^x = y), quote(do: %S{a: 1}), quote(do: %{m | a: 1}), quote(do: a..b//c), quote(do: x[:a]), quote(do: -1), quote(do: +x), quote(do: !x), quote(do: &f/1), quote(do: & &1.a), quote(do: nil)] do
      IO.inspect(strip(q)); IO.puts(Macro.to_string(q))
    end
  end

  defp strip(q), do: Macro.prewalk(q, &Macro.update_meta(&1, fn m -> Keyword.drop(m, [:line, :counter, :keep, :import, :imports, :context, :if_undefined, :no_parens, :alias]) end))

  defp trees do
    ast = quote(do: a + f(b, [c, d: 1]) * {e, g.h})
    t(Macro.prewalk(ast, [], fn {n, _, c} = x, acc when is_atom(n) and is_atom(c) -> {x, [n | acc]}; x, acc -> {x, acc} end) |> elem(1)); t(Macro.postwalk(quote(do: 1 + 2 + 3), fn n when is_integer(n) -> n * 10; x -> x end) |> Macro.to_string()); t(Macro.traverse(quote(do: f(1, 2)), 0, fn x, n -> {x, n + 1} end, fn x, n -> {x, n + 100} end) |> elem(1)); t(Macro.prewalker(quote(do: f(1, [2]))) |> Enum.filter(&is_integer/1)); t(Macro.postwalker(quote(do: f(1, g(2)))) |> Enum.map(fn {n, _, _} -> n; x -> x end)); t(Macro.path(quote(do: f(g(5))), &(&1 == 5)) |> length()); t(Macro.decompose_call(quote(do: a.b(1, 2))) |> elem(1)); t(Macro.decompose_call(quote(do: f(1)))); t(Macro.decompose_call(1)); t(Macro.pipe(quote(do: a), quote(do: f(1)), 1) |> Macro.to_string()); t(Macro.pipe(1, quote(do: 2), 0)); t(Macro.unpipe(quote(do: a |> b |> c(1))) |> Enum.map(fn {x, p} -> {Macro.to_string(x), p} end)); t(Macro.generate_arguments(3, __MODULE__)); t(Macro.var(:v, nil)); t(Macro.quoted_literal?(quote(do: {1, [a: "x"]}))); t(Macro.quoted_literal?(quote(do: f()))); t(Macro.validate(quote(do: f(1)))); t(Macro.validate({:f, 1, 2})); t(Macro.validate(%{a: 1})); t(Macro.escape({1, %{a: [b: 2]}, "x"})); t(Macro.escape(quote(unquote: false, do: unquote(x)), unquote: true)); t(Macro.escape(fn -> 1 end)); t(Macro.escape(&Enum.map/2) |> Macro.to_string()); t(Macro.camelize("foo_bar/baz_qux")); t(Macro.underscore("FooBar.BazQUX")); t(Macro.underscore(Foo.BarBaz)); t(Macro.operator?(:+, 2)); t(Macro.operator?(:foo, 2)); t(Macro.special_form?(:case, 2)); t(Macro.classify_atom(:foo?)); t(Macro.classify_atom(:Foo)); t(Macro.classify_atom(:"a b")); t(Macro.inspect_atom(:literal, :"a b")); t(Macro.inspect_atom(:key, :"a-b")); t(Macro.inspect_atom(:remote_call, :"F")); t(Macro.unescape_string("a\\nb\\x41\\u{1F600}")); t(Macro.unescape_string("\\x")); t(Macro.unique_var(:a, __MODULE__) |> elem(0)); t(Macro.struct!(Date, __ENV__) |> Map.keys() |> length())
  end

  defp expansion do
    e = fn q -> Macro.expand(q, __ENV__) |> Macro.to_string() end
    t(e.(quote(do: unless(a, do: b)))); t(e.(quote(do: a |> f() |> g(1)))); t(e.(quote(do: a in [1, 2]))); t(e.(quote(do: ExMacros.M.sum([1, 2, 3])))); t(Macro.expand_once(quote(do: ExMacros.M.my_unless(x, do: 1)), __ENV__) |> Macro.to_string()); t(e.(quote(do: f(1)))); t(e.(quote(do: M))); t(e.(quote(do: __MODULE__))); t(e.(quote(do: if(a, do: b)))); t(e.(quote(do: a && b))); t(e.(quote(do: to_string(x)))); t(e.(quote(do: "#{x}"))); t(e.(quote(do: ~w(a b)a))); t(e.(quote(do: @x)) =~ "Module"); t(Macro.expand_literals(quote(do: {M, [x: Enum]}), __ENV__))
    t(__ENV__.requires |> Enum.member?(M)); t(Macro.Env.vars(__ENV__)); t(Macro.Env.location(__ENV__) |> Keyword.keys()); t(Macro.Env.has_var?(__ENV__, {:e, nil})); t(__ENV__.aliases |> Keyword.get(M)); t(Macro.Env.fetch_alias(__ENV__, :M)); t(Macro.Env.lookup_import(__ENV__, {:t, 1})); t(Macro.Env.stacktrace(__ENV__) |> hd() |> elem(1))
  end

  defp hygiene_at_run_time do
    t(Code.eval_quoted(quote(do: (x = 1; x + 1)))); t(Code.eval_quoted(quote(do: var!(y) + 1), y: 5) |> elem(0)); t(Code.eval_quoted({:+, [], [1, {:z, [], nil}]}, z: 2) |> elem(0)); t(Code.eval_quoted(quote(do: (fn a -> a * 2 end).(21))) |> elem(0)); t(Code.eval_string("require ExMacros.M\nx = 5\nExMacros.M.hygienic(x)") |> elem(0)); t(Code.eval_string("import ExMacros.M\nx = 5\nunhygienic(x)") |> elem(0)); t(Code.eval_string("require ExMacros.M\nExMacros.M.private(1)")); t(Code.eval_string("ExMacros.M.sum([1])")); t(Code.eval_quoted(quote(do: undefined_var_here))); t(Code.eval_quoted({:bad, :tree}))
  end
end
