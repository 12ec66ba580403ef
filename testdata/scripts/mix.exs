# A project of Mix: made, compiled, tested and formatted, in files that the script deletes again.
folder = Path.join(System.tmp_dir!(), "seabeam_mix_#{System.pid()}")
Mix.start()
Mix.env(:test)
Application.put_env(:elixir, :ansi_enabled, false)
File.mkdir_p!(folder)

File.cd!(folder, fn ->
  Mix.Task.run("new", ["pond"])
  File.cd!("pond")

  File.write!("lib/pond.ex", """
  defmodule Pond do
    @moduledoc "Frogs."
    @doc \"""
    Jumps.

        iex> Pond.jump(:frog)
        {:jumped, :frog}

        iex> Pond.jump(:stone)
        :sank
    \"""
    def jump(:stone), do: :sank
    def jump(who), do: {:jumped, who}
  end

  defprotocol Pond.Wet do
    def wet?(thing)
  end

  defimpl Pond.Wet, for: Atom do
    def wet?(thing), do: thing == :frog
  end
  """)

  File.write!("test/pond_test.exs", """
  defmodule PondTest do
    use ExUnit.Case
    doctest Pond

    test "wet" do
      assert Pond.Wet.wet?(:frog)
      refute Pond.Wet.wet?(:stone)
      assert Protocol.consolidated?(Pond.Wet)
    end

    test "fails" do
      assert Pond.jump(:stone) == :swims
    end
  end
  """)

  Mix.Project.in_project(:pond, ".", fn _ ->
    try do
      Mix.Task.run("test", ["--seed", "0"])
    catch
      :exit, reason -> IO.inspect(reason)
    end

    File.write!("ugly.ex", "defmodule   Ugly do\ndef f( a,b ),do: a+b\nend")
    Mix.Task.run("format", ["ugly.ex"])
    IO.puts(File.read!("ugly.ex"))
    IO.inspect(Enum.sort(Path.wildcard("_build/test/lib/*/ebin/*.beam")))
  end)
end)

File.rm_rf!(folder)
