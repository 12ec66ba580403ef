defmodule ExExunit do
  @moduledoc "ExUnit: suites that pass, fail, are skipped or excluded, with setups, tags, describes, doctests, captures; what the formatter is told."
  defmodule Formatter do
    use GenServer
    def init(_), do: {:ok, nil}
    def handle_cast({:suite_started, opts}, s), do: (IO.puts("suite #{inspect(opts[:seed])} #{inspect(opts[:include])} #{inspect(opts[:exclude])}"); {:noreply, s})
    def handle_cast({:module_started, m}, s), do: (IO.puts("module #{inspect(m.name)} #{length(m.tests)}"); {:noreply, s})
    def handle_cast({:module_finished, m}, s), do: (IO.puts("end of module #{inspect(m.name)} #{state(m.state)}"); {:noreply, s})
    def handle_cast({:test_finished, t}, s) do
      IO.puts("  #{t.name} #{state(t.state)} #{inspect(Map.take(t.tags, [:describe, :own, :list, :test_type, :doctest, :capture_log]))} #{inspect(t.logs)}")
      {:noreply, s}
    end
    def handle_cast({:suite_finished, times}, s), do: (IO.puts("suite ended #{inspect(Map.keys(times))}"); {:noreply, s})
    def handle_cast(_, s), do: {:noreply, s}

    defp state(nil), do: "ok"
    defp state({:failed, fs}), do: "FAILED\n" <> Enum.map_join(fs, "\n", &failure/1)
    defp state(other), do: inspect(other)

    defp failure({kind, %ExUnit.AssertionError{} = e, _}), do: "    #{kind(kind)} #{inspect(Map.drop(e, [:__struct__, :__exception__, :context, :doctest]), width: 400)}"
    defp failure({kind, %ExUnit.MultiError{errors: es}, _}), do: "    #{kind(kind)} several:\n" <> Enum.map_join(es, "\n", &failure/1)
    defp failure({kind, reason, _}), do: "    #{kind(kind)} #{inspect(reason)}" |> String.replace(~r/#PID<[0-9.]+>/, "PID")
    defp kind({:EXIT, _}), do: "EXIT of a process"
    defp kind(k), do: k
  end

  defp told, do: (receive do m -> [m | told()] after 0 -> [] end)

  def main do
    Process.register(self(), :ex_exunit_main)
    ExUnit.start(autorun: false, seed: 0, formatters: [Formatter], max_cases: 1, exclude: [:slow, os: :windows], timeout: 60_000, assert_receive_timeout: 10)
    define()
    IO.inspect(ExUnit.run())
    IO.inspect(told(), limit: :infinity)
    IO.inspect(ExUnit.configuration() |> Keyword.take([:seed, :exclude, :max_cases]) |> Enum.sort())
    text_report()
  end

  defp define do
    defmodule ExExunit.First do
      use ExUnit.Case, async: false
      @moduletag own: :module
      setup_all do
        on_exit(fn -> send(:ex_exunit_main, {:on_exit, :all}) end)
        [shared: 1]
      end
      setup %{shared: s} = context do
        on_exit(fn -> send(:ex_exunit_main, {:on_exit, context.test}) end)
        {:ok, fresh: s + 1}
      end
      setup :named
      defp named(%{fresh: f}), do: %{third: f + 1}

      test "gets its context", %{shared: s, fresh: f, third: t}, do: assert({s, f, t} == {1, 2, 3})
      test "pending"
      @tag own: :test, list: [1]
      test "tags", context, do: (assert context.own == :test; refute context[:nothing])
      @tag :slow
      test "excluded", do: flunk("not run")
      @tag skip: "for a reason"
      test "skipped", do: flunk("not run")
      test "assert ==", do: assert(Enum.map([1, 2], & &1 + 1) == [2, 4])
      test "assert match", do: assert({:ok, %{a: _, b: 2}} = {:ok, %{a: 1, b: Enum.random([3])}})
      test "assert false", do: assert(Enum.empty?([1]))
      test "assert with message", do: assert(1 > Enum.random([2]), "own message")
      test "assert in and =~", do: (assert 1 in [1, 2]; assert "abc" =~ ~r/b/; assert 5 in [1, 2])
      test "refute", do: refute(Enum.member?([1], 1))
      test "refute match", do: refute(match?({:ok, _}, {:ok, Enum.random([1])}))
      test "pinned", do: (x = 1; assert ^x = Enum.random([2]))
      test "assert_raise", do: (assert_raise(ArgumentError, fn -> raise ArgumentError end); assert_raise(ArgumentError, "m", fn -> raise ArgumentError, "other" end))
      test "assert_raise of another", do: assert_raise(ArgumentError, fn -> raise "runtime" end)
      test "assert_raise of nothing", do: assert_raise(ArgumentError, fn -> :ok end)
      test "catch_*", do: (assert catch_throw(throw(:x)) == :x; assert catch_exit(exit(:y)) == :y; assert catch_error(:erlang.error(:z)) == :z; catch_throw(:nothing))
      test "receive", do: (send(self(), {:a, 1}); assert_receive {:a, n}; assert n == 1; assert_received {:b, _})
      test "refute_receive", do: (send(self(), :unwanted); refute_receive :unwanted)
      test "in delta", do: (assert_in_delta(1.0, 1.1, 0.2); assert_in_delta(1, 5, 1))
      test "raises", do: raise("in a test")
      test "throws", do: throw(:ball)
      test "exits", do: exit(:gone)
      test "linked process", do: (spawn_link(fn -> exit(:from_link) end); Process.sleep(500))
      @tag timeout: 20
      test "times out", do: Process.sleep(5000)
      test "comparison", do: assert(%{a: 1, b: [1, 2, 3]} == Map.put(%{a: 1}, :b, [1, 3]))
      describe "in a describe" do
        setup(do: [described: true])
        test "has its setup", %{described: d}, do: assert(d)
        @describetag own: :describe
        test "tagged", c, do: assert(c.own == :describe)
      end
    end

    defmodule ExExunit.Second do
      use ExUnit.Case
      import ExUnit.CaptureIO
      setup_all do
        if :rand.uniform(1) == 2, do: raise("never")
        :ok
      end
      test "captures io", do: (assert capture_io(fn -> IO.puts("x") end) == "x\n"; assert capture_io("in", fn -> IO.write(IO.gets("p ")) end) == "p in"; assert capture_io(:stderr, fn -> IO.puts(:stderr, "e") end) == "e\n"; assert with_io(fn -> IO.write("y"); 5 end) == {5, "y"})
      test "start_supervised", do: (pid = start_supervised!({Agent, fn -> 7 end}); assert Agent.get(pid, & &1) == 7; assert stop_supervised(Agent) == :ok; refute Process.alive?(pid); assert {:error, _} = start_supervised(%{id: 1, start: {Agent, :start_link, [fn -> raise "x" end]}}))
      test "on_exit fails", do: on_exit(fn -> raise "in on_exit" end)
      test "tmp and module", c, do: assert({c.module, c.case, c.test} == {__MODULE__, __MODULE__, :"test tmp and module"})
    end

    defmodule ExExunit.BadSetup do
      use ExUnit.Case
      setup_all(do: raise("setup_all failed"))
      test "not run 1", do: :ok
      test "not run 2", do: :ok
    end
    defmodule ExExunit.BadContext do
      use ExUnit.Case
      setup(do: :nonsense)
      test "not reached", do: :ok
    end
  end

  # The usual formatter, with times and places taken out.
  defp text_report do
    ExUnit.configure(formatters: [ExUnit.CLIFormatter], colors: [enabled: false])
    defmodule ExExunit.Third do
      use ExUnit.Case
      test "fine", do: :ok
      test "diff", do: assert([1, 2, %{a: "text"}] == [1, 3, %{a: "test"}])
      test "error", do: String.to_integer("x")
      test "exit", do: exit({:bad, :news})
      @tag :skip
      test "skip", do: :ok
    end
    {:ok, d} = StringIO.open("")
    leader = Process.group_leader()
    Process.group_leader(self(), d)
    r = ExUnit.run()
    Process.group_leader(self(), leader)
    {_, text} = StringIO.contents(d)
    # Without the lines that ExUnit reads from this source, which need not be where it was compiled.
    IO.puts(text |> String.replace(~r/Finished in .*/, "Finished") |> String.replace(~r/[^\s(]*\.exs?:\d+/, "PLACE") |> String.replace(~r/#PID<[0-9.]+>/, "PID") |> String.replace(~r/ +code: test [^\n]*\n/, "") |> String.replace(~r/ +\(ex_unit[^\n]*\n/, "") |> String.replace(~r/ +\(stdlib[^\n]*\n/, ""))
    IO.inspect(r)
  end
end
