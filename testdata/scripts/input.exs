# Reads its standard input; ends by an exit with a status.
IO.inspect(IO.gets("first? "))
IO.inspect(IO.read(:stdio, :line))
IO.inspect(IO.read(:stdio, :line))
IO.inspect(IO.read(:stdio, :line))
exit({:shutdown, 3})
