# Elixir's shell, with the lines of iex.stdin.
{:ok, _} = Application.ensure_all_started(:iex)
IEx.configure(colors: [enabled: false], width: 80)
IEx.Server.run([])
