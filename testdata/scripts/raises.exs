# An exception that nobody catches.
IO.puts("before")
raise ArgumentError, "bad"
