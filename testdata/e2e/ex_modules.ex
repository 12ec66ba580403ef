defmodule ExModules do
  @moduledoc "Module: attributes, hooks, definitions, overridables, behaviours and callbacks, records, structs, delegates, guards, defaults, info."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Hooks do
    def __on_definition__(env, kind, name, args, guards, body), do: Module.put_attribute(env.module, :seen, {kind, name, length(args), length(guards), body != nil})
    defmacro __before_compile__(env), do: (quote do def seen, do: unquote(Macro.escape(Module.get_attribute(env.module, :seen) |> Enum.reverse())) end)
    def __after_compile__(env, bin), do: :persistent_term.put({:ex_modules, env.module}, is_binary(bin))
  end

  defmodule Hooked do
    Module.register_attribute(__MODULE__, :seen, accumulate: true)
    Module.register_attribute(__MODULE__, :kept, accumulate: true, persist: true)
    @on_definition ExModules.Hooks
    @before_compile ExModules.Hooks
    @after_compile ExModules.Hooks
    @kept 1
    @kept {:two, 2}
    @plain [1, 2]
    def a(x) when x > 0, do: x
    def a(_), do: @plain
    defp b, do: 1
    defmacro c(x), do: x
    def d(x \\ b(), y \\ 2), do: {x, y}
    @plain :changed
    def plain, do: @plain
    @has Module.defines?(__MODULE__, {:a, 1})
    @has_not Module.defines?(__MODULE__, {:zz, 1}, :def)
    @all Module.definitions_in(__MODULE__)
    @open Module.open?(__MODULE__)
    @attrs Module.has_attribute?(__MODULE__, :plain)
    def info, do: {@has, @has_not, Enum.sort(@all), @open, @attrs}
  end

  defmodule Shape do
    @callback area(t :: term) :: number
    @callback name() :: String.t()
    @macrocallback build(term) :: Macro.t()
    @optional_callbacks name: 0, build: 1
    defmacro __using__(_), do: (quote do @behaviour ExModules.Shape; def name, do: inspect(__MODULE__); defoverridable name: 0, area: 1 end) |> strip()
    defp strip({:__block__, m, l}), do: {:__block__, m, Enum.map(l, fn {:defoverridable, m, _} -> {:defoverridable, m, [[name: 0]]}; x -> x end)}
  end

  defmodule Square, do: (use ExModules.Shape; @impl true; def area(x), do: x * x; def name, do: "my " <> super())
  defmodule Circle, do: (@behaviour ExModules.Shape; @impl ExModules.Shape; def area(r), do: 3 * r * r)

  defmodule Records do
    require Record
    Record.defrecord(:user, name: "none", age: 0)
    Record.defrecordp(:priv, :tagged, [:a, b: 2])
    def make(n), do: user(name: n)
    def name(user(name: n)), do: n
    def older(u), do: user(u, age: user(u, :age) + 1)
    def all(u), do: user(u)
    def index, do: user(:age)
    def p, do: {priv(), priv(a: 1), priv(priv(a: 5), :a)}
    def match?(x), do: Record.is_record(x, :user)
    @fields Record.extract(:file_info, from_lib: "kernel/include/file.hrl") |> Keyword.keys() |> Enum.take(3)
    def fields, do: @fields
  end

  defmodule Struct do
    @enforce_keys [:id]
    @derive {Inspect, only: [:id]}
    defstruct [:id, name: "n", tags: [], at: {1, 2}]
    def new(id), do: %__MODULE__{id: id}
    def rename(%__MODULE__{name: _} = s, n), do: %{s | name: n}
    def rename(%m{}, _), do: {:other, m}
  end

  defmodule Misc do
    defdelegate reverse(l), to: Enum
    defdelegate up(s), to: String, as: :upcase
    defguard is_even(n) when is_integer(n) and rem(n, 2) == 0
    defguardp is_small(n) when n < 10
    def kind(n) when is_even(n) and is_small(n), do: :small_even
    def kind(n) when is_even(n), do: :even
    def kind(_), do: :other
    def defaults(a, b \\ a_default(), c \\ :c), do: {a, b, c}
    defp a_default, do: :b
    def unquote(:"odd name!")(), do: :odd
    def (a <~> b), do: {a, b}
    def use_op, do: 1 <~> 2
    defmacro m(do: block), do: block
    def unquote(:quoted)(), do: :quoted
    @doc false
    def hidden, do: __ENV__.function
    def rescue_it(x) do
      1 / x
    rescue
      ArithmeticError -> :div
    else
      v when v > 1 -> :big
      _ -> :small
    after
      send(self(), :after)
    end
  end

  def main do
    t(Hooked.seen()); t(Hooked.info()); t(Hooked.plain()); t(Hooked.a(0)); t(Hooked.d()); t(Hooked.d(5)); t(Hooked.__info__(:attributes)[:kept]); t(Hooked.__info__(:functions)); t(Hooked.__info__(:macros)); t(:persistent_term.get({:ex_modules, Hooked}, :none)); t(Hooked.__info__(:module)); t(Hooked.__info__(:compile) |> Keyword.keys()); t(Hooked.module_info(:exports) |> Enum.sort()); t(Hooked.__info__(:bad))
    t({Square.area(3), Square.name(), Circle.area(1)}); t(Circle.name()); t(Shape.behaviour_info(:callbacks)); t(Shape.behaviour_info(:optional_callbacks)); t(Square.__info__(:attributes)[:behaviour])
    require Records
    u = Records.make("ann"); t(u); t(Records.name(u)); t(Records.older(u)); t(Records.all(u)); t(Records.index()); t(Records.p()); t(Records.match?({:user, 1})); t(Records.match?({:x})); t(Records.name({:user, 1})); t(Records.fields())
    s = Struct.new(1); t(s); t(Struct.rename(s, "x").name); t(Struct.rename(~D[2020-01-01], "x")); t(Map.from_struct(s)); t(struct(Struct, id: 2, bad: 1)); t(struct!(Struct, name: 1)); t(struct!(Struct, id: 1, bad: 1)); t(Struct.__struct__()); t(Struct.__struct__(id: 9)); t(%{s | id: 5}); t(Map.put(s, :extra, 1)); t(is_struct(s, Struct)); t(is_struct(%{}, Struct)); t(s == %Struct{id: 1}); t(s.nope); t(s[:id]); t(get_in(s, [Access.key(:at), Access.elem(1)])); t(put_in(s.name, "z").name); t(Map.keys(s)); t(match?(%Struct{id: i} when i > 5, s)); t(Enum.count(s)); t(struct(%{a: 1}, a: 2)); t(struct(:not_a_module, a: 2)); t(struct(s, %{name: "m"}).name)
    require Misc
    import Misc, only: [<~>: 2, is_even: 1]
    t(Misc.reverse([1, 2])); t(Misc.up("a")); t(Enum.map([2, 12, 3, :a], &Misc.kind/1)); t(Misc.defaults(1)); t(Misc.defaults(1, 2)); t(Misc."odd name!"()); t(3 <~> 4); t(Misc.use_op()); t(Misc.m(do: 1 + 1)); t(Misc.quoted()); t(Misc.hidden()); t({Misc.rescue_it(0), Misc.rescue_it(0.5), Misc.rescue_it(5)}); t(is_even(4)); t(case 7 do n when is_even(n) -> 1; _ -> 2 end); t(Misc.no_such(1)); t(apply(Misc, :kind, [1, 2])); t(function_exported?(Misc, :defaults, 3)); t(Function.info(&Misc.kind/1) |> Keyword.take([:module, :name, :arity, :type])); t(Function.capture(Misc, :kind, 1).(2)); t(Code.ensure_loaded(Misc)); t(Code.ensure_loaded(NoSuchModuleEx)); t(Module.concat(["A", B, :C])); t(Module.concat(:"Elixir.A", "B")); t(Module.split(ExModules.Misc)); t(Module.split(:erlang)); t(Module.safe_concat(ExModules, Misc)); t(Module.safe_concat("No", "Such")); t(Module.open?(Misc)); t(Module.put_attribute(Misc, :a, 1)); t(Module.get_attribute(Misc, :a)); t(Module.defines?(Misc, {:kind, 1})); t(Atom.to_string(Misc)); t(inspect(:"Elixir.A.b")); t(is_atom(Misc)); t(Misc == :"Elixir.ExModules.Misc"); t(alias_test())
  end

  defp alias_test do
    alias ExModules.{Misc, Struct}
    alias ExModules.Square, as: S
    alias :lists, as: L
    import Enum, except: [reverse: 1]
    import String, only: [upcase: 1]
    {Misc, Struct, S, L.reverse([1, 2]), map([1], &(&1 + 1)), upcase("x"), __MODULE__.Misc, Elixir.String}
  end
end
