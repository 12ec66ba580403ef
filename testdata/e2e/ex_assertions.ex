defmodule ExAssertions do
  @moduledoc "ExUnit's assertions and helpers outside of a suite: what they raise, with what text; modules compiled with documentation."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    dir = "ex_assertions_beams"
    File.mkdir_p!(dir)
    Code.compiler_options(docs: true, ignore_module_conflict: true)
    source = ~S'''
    defmodule ExAssertions.Documented do
      @moduledoc """
      In the module's documentation:

          iex> 1 + 1
          2
      """
      @doc """
      Adds.

          iex> ExAssertions.Documented.add(1, 2)
          3
          iex> x = 5
          iex> ExAssertions.Documented.add(x, 1)
          6

          iex> ExAssertions.Documented.add(1, 1)
          3
      """
      def add(a, b), do: a + b
      @doc """
          iex> ExAssertions.Documented.fail(:x)
          ** (ArgumentError) bad x
          iex> ExAssertions.Documented.fail(:y)
          ** (ArgumentError) other text
      """
      def fail(x), do: raise(ArgumentError, "bad #{x}")
      @doc """
          iex> {:ok, n} = ExAssertions.Documented.pair()
          iex> n
          1
          iex> MapSet.new([1])
          #MapSet<[1]>
          iex> [1,
          ...>  2]
          [1, 2]
          iex> "multi\
          ...> line"
          "multi\
          line"
      """
      def pair, do: {:ok, 1}
      def undocumented, do: 1
    end
    '''
    [{m, bin}] = Code.compile_string(source, "documented.ex")
    File.write!(Path.join(dir, "#{m}.beam"), bin)
    t(Code.prepend_path(dir))
    t(m)
    assertions()
    File.rm_rf!(dir)
  end

  defp assertions do
    import ExUnit.Assertions
    for f <- [fn -> assert 1 == id(2) end, fn -> assert id([1, 2]) == [1, 3] end, fn -> assert {:ok, _} = id(:error) end, fn -> assert id(nil) end, fn -> assert id(1) > 2, "message" end, fn -> refute id(1) end, fn -> refute id(1) == 1 end, fn -> assert_raise ArgumentError, "x", fn -> raise ArgumentError, "y" end end, fn -> assert_raise ArgumentError, ~r/x/, fn -> raise ArgumentError, "axb" end end, fn -> assert_raise ArgumentError, fn -> nil end end, fn -> assert_in_delta 1.0, 1.5, 0.1 end, fn -> assert_receive {:never, _}, 1 end, fn -> refute_receive :x, 1 end, fn -> (send(self(), {:a, 1}); assert_received {:a, 2}) end, fn -> flunk("flunked") end, fn -> catch_throw(1) end, fn -> catch_error(raise "caught") end, fn -> catch_exit(exit(:e)) end, fn -> assert_raise(RuntimeError, fn -> raise "r" end) end, fn -> assert Enum.member?([1, 2], id(3)) end, fn -> assert id(1) in [2, 3] end, fn -> assert "abc" =~ id("z") end, fn -> assert not id(true) end, fn -> assert is_list(id(1)) end, fn -> assert match?({:x, _}, id({:y, 1})) end] do
      IO.puts(outcome(f))
    end
    t(ExUnit.Formatter.format_filters([run: true, slow: false], :include)); t(ExUnit.Formatter.format_times(%{run: 1_500_000, async: 500_000, load: nil})); t(ExUnit.Filters.parse(["foo:bar", "baz", "line:9"])); t(ExUnit.Filters.parse_path("test/x.exs:12")); t(ExUnit.Filters.eval([a: 1], [:b], %{a: 1, b: 2, test: :t}, [])); t(ExUnit.Filters.eval([], [:b], %{b: 2, test: :t}, [])); t(ExUnit.Filters.eval([:a], [:b], %{a: 1, test: :t}, [])); t(ExUnit.Filters.normalize([:a, {:a, 1}], [b: 2]))
  end

  defp id(x), do: x

  defp outcome(f) do
    inspect(f.())
  rescue
    e in ExUnit.AssertionError -> "AssertionError " <> inspect(Map.take(e, [:left, :right, :message]), width: 300) <> " " <> if(e.expr == ExUnit.AssertionError.no_value(), do: "", else: Macro.to_string(e.expr)) <> "\n" <> Exception.message(e)
    e -> inspect(e)
  end
end
