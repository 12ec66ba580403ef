# Elixir's own applications run under a script: Logger, supervisors, Registry, tasks.
IO.inspect(for {name, _, _} <- Application.started_applications(), name in [:elixir, :logger, :kernel, :stdlib], do: name)
require Logger
Logger.configure_backend(:console, format: "$level: $message $metadata\n", metadata: [:x], device: :standard_io, colors: [enabled: false])
Logger.info("hello")
Logger.warn(fn -> "lazy" end)
Logger.error("with metadata", x: 1)
Logger.configure(level: :error)
Logger.info("not seen")
Logger.flush()

defmodule Keeper do
  use GenServer
  def start_link(name), do: GenServer.start_link(__MODULE__, name, name: {:via, Registry, {Names, name}})
  def init(name), do: {:ok, name}
  def handle_call(:name, _, name), do: {:reply, name, name}
end

{:ok, _} =
  Supervisor.start_link(
    [
      {Registry, keys: :unique, name: Names},
      {DynamicSupervisor, name: Keepers, strategy: :one_for_one},
      {Task.Supervisor, name: Tasks},
      {Agent, fn -> [] end}
    ],
    strategy: :one_for_one
  )

for name <- [:a, :b], do: {:ok, _} = DynamicSupervisor.start_child(Keepers, {Keeper, name})
IO.inspect(GenServer.call({:via, Registry, {Names, :b}}, :name))
IO.inspect(Registry.count(Names))
IO.inspect(DynamicSupervisor.count_children(Keepers))
IO.inspect(Task.Supervisor.async_stream(Tasks, 1..3, &(&1 * 2)) |> Enum.to_list())
Application.put_env(:mine, :key, %{a: 1})
IO.inspect(Application.fetch_env!(:mine, :key))
IO.inspect(Application.ensure_all_started(:no_such_application))
IO.inspect(Application.spec(:elixir, :applications))
