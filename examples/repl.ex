# A read-eval-print loop for Elixir, with Elixir's own parser and compiler on Seabeam:
#
#     tools/seabeam run examples/repl.ex
#
# An expression may go on over several lines; variables, imports and modules stay. Ends at the end of the input.
defmodule Repl do
  def main do
    IO.puts("Elixir #{System.version()}")
    read("", 1, [], env())
  end

  defp env, do: Code.env_for_eval(file: "repl")

  defp read(pending, number, binding, env) do
    case IO.gets(if(pending == "", do: "(#{number})> ", else: "...> ")) do
      line when is_binary(line) -> evaluate(pending <> line, number, binding, env)
      _ -> IO.puts("")
    end
  end

  defp evaluate(source, number, binding, env) do
    case Code.string_to_quoted(source, file: "repl", line: number) do
      {:ok, {:__block__, _, []}} ->
        read("", number, binding, env)

      {:ok, quoted} ->
        {binding, env} = run(quoted, binding, env)
        read("", number + 1, binding, env)

      # The source ends too early: there is more to come.
      {:error, {_, _, ""}} ->
        read(source, number, binding, env)

      {:error, {position, message, token}} ->
        print_error(fn -> :elixir_errors.parse_error(position, "repl", message, token, {source, number, 1}) end)
        read("", number + 1, binding, env)
    end
  end

  defp run(quoted, binding, env) do
    {value, binding, env} = Code.eval_quoted_with_env(quoted, binding, env)
    IO.puts(inspect(value, pretty: true))
    {binding, env}
  catch
    kind, reason ->
      IO.puts(Exception.format(kind, reason, own_frames_off(__STACKTRACE__)))
      {binding, env}
  end

  defp print_error(raiser) do
    raiser.()
  rescue
    error -> IO.puts(Exception.format_banner(:error, error))
  end

  # What stands below the evaluated expression is the loop itself.
  defp own_frames_off(stacktrace) do
    Enum.take_while(stacktrace, fn {module, _, _, _} -> module not in [__MODULE__, :elixir, :erl_eval, Code] end)
  end
end
