defmodule Shared.Show do
  @moduledoc "Printing results and errors, for programs that try many calls."

  @doc "Prints what the expression says in the source, and its value or its exception."
  defmacro t(call) do
    text = Macro.to_string(call)

    quote do
      Shared.Show.show(unquote(text), fn -> unquote(call) end)
    end
  end

  # Pids, references and ports are not the same in every run.
  def show(text, f) do
    outcome =
      try do
        inspect(f.(), limit: :infinity, printable_limit: :infinity)
      rescue
        e -> "** (" <> inspect(e.__struct__) <> ") " <> Exception.message(e)
      catch
        kind, reason -> "** (" <> Atom.to_string(kind) <> ") " <> inspect(reason)
      end

    IO.puts([text, "\n  ", String.replace(outcome, ~r/#(PID|Reference|Port)<[0-9.]+>/, "#\\1<...>")])
  end
end
