# Does not compile: nothing of it runs.
IO.puts("never")
defmodule Broken do
  def f(, do: 1
end
