# The same in Elixir.
defmodule Refused do
  def main do
    for f <- [fn -> System.cmd("ls", []) end, fn -> Port.open({:spawn, "ls"}, []) end, fn -> :erlang.trace(:all, true, [:call]) end] do
      try do
        IO.inspect(f.())
      rescue
        e -> IO.puts(Exception.message(e))
      end
    end
  end
end
