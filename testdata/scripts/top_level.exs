# Modules, structs and macros that are defined and used by the top level; arguments; bindings; exit hooks.
IO.inspect(System.argv())

defmodule Shape do
  defstruct [:name, sides: 0]
  defmacro twice(code), do: quote(do: [unquote(code), unquote(code)])
  def describe(%Shape{name: name, sides: sides}), do: "#{name} has #{sides} sides"
end

defprotocol Area do
  def area(shape)
end

defimpl Area, for: Shape do
  def area(%{sides: n}), do: n * n
end

square = %{__struct__: Shape, name: "square", sides: 4}
IO.puts(Shape.describe(square))
IO.inspect(square)
IO.inspect(Area.area(square))
require Shape
IO.inspect(Shape.twice(1 + 1))
doubled = for n <- 1..5, rem(n, 2) == 1, do: n * 2
IO.inspect(binding() |> Keyword.keys())
IO.inspect(doubled)
IO.inspect(Code.eval_string("a + b", a: 1, b: 2))
IO.inspect(Path.basename(__ENV__.file))
System.at_exit(fn status -> IO.puts("ends with #{status}") end)
parent = self()
spawn_link(fn -> send(parent, {:hello, 1}) end)

receive do
  {:hello, n} -> IO.puts("hello #{n}")
end
