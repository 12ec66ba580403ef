defmodule ExRegistry do
  @moduledoc "Registry: unique and duplicate keys, match specifications, dispatch, partitions, metadata, listeners, owners that end."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    Process.flag(:trap_exit, true)
    unique()
    duplicate()
    owners()
    misuse()
  end

  defp pids(list), do: Enum.map(list, fn {p, v} -> {p == self(), v} end)

  defp unique do
    r = ExRegistry.U
    {:ok, _} = Registry.start_link(keys: :unique, name: r, partitions: 4, meta: [a: 1], listeners: [:ex_listener])
    Process.register(self(), :ex_listener)
    t(Registry.register(r, "k", 1) |> elem(0))
    t(receive do {:register, ^r, k, _, v} -> {k, v} after 500 -> :none end)
    t(case Registry.register(r, "k", 2) do {:error, {:already_registered, p}} -> p == self() end)
    t(Registry.lookup(r, "k") |> pids())
    t(Registry.lookup(r, "none"))
    t(Registry.whereis_name({r, "k"}) == self())
    t(Registry.whereis_name({r, "none"}))
    t(Registry.update_value(r, "k", &(&1 * 10)))
    t(Registry.update_value(r, "none", &(&1 * 10)))
    t(Registry.keys(r, self()))
    t(Registry.values(r, "k", self()))
    t(Registry.match(r, "k", :_) |> pids())
    t(Registry.match(r, "k", 10) |> pids())
    t(Registry.match(r, "k", :"$1", [{:>, :"$1", 50}]))
    t(Registry.count(r))
    t(Registry.count_match(r, "k", :_))
    for i <- 1..20, do: Registry.register(r, i, i * i)
    t(Registry.count(r))
    t(Registry.keys(r, self()) |> Enum.sort())
    t(Registry.select(r, [{{:"$1", :_, :"$3"}, [{:is_integer, :"$1"}, {:>, :"$3", 300}], [{{:"$1", :"$3"}}]}]) |> Enum.sort())
    t(Registry.count_select(r, [{{:"$1", :_, :"$3"}, [{:is_integer, :"$1"}, {:>, :"$3", 300}], [true]}]))
    t(Registry.select(r, [{{:_, :_, :_}, [], [:bad]}, :nonsense]))
    t(Registry.unregister_match(r, 5, 26))
    t(Registry.lookup(r, 5) |> pids())
    t(Registry.unregister_match(r, 5, 25))
    t(Registry.unregister_match(r, 6, :"$1", [{:<, :"$1", 100}]))
    t([5, 6, 7] |> Enum.map(&(Registry.lookup(r, &1) |> pids())))
    t(Registry.unregister(r, "k"))
    t(Registry.unregister(r, "k"))
    t(Registry.meta(r, :a))
    t(Registry.put_meta(r, {:b, 1}, [2]))
    t(Registry.meta(r, {:b, 1}))
    t(Registry.meta(r, :none))
    t(Registry.delete_meta(r, :a))
    t(Registry.meta(r, :a))
    t(Registry.dispatch(r, 7, fn [{_, v}] -> send(self(), {:dispatched, v}) end))
    t(receive do {:dispatched, v} -> v after 0 -> :none end)
    t(Registry.dispatch(r, :none, fn _ -> raise "not called" end))
    t(Registry.send({r, 7}, :hello))
    t(receive do :hello -> :got after 0 -> :none end)
    t(Registry.send({r, :none}, :hello))
    t(GenServer.whereis({:via, Registry, {r, 7}}) == self())
    Process.unregister(:ex_listener)
    flush()
  end

  defp duplicate do
    r = ExRegistry.D
    {:ok, sup} = Supervisor.start_link([{Registry, keys: :duplicate, name: r, partitions: 2}], strategy: :one_for_one)
    for v <- [1, 2, 3, 2], do: {:ok, _} = Registry.register(r, :topic, v)
    t(Registry.lookup(r, :topic) |> pids() |> Enum.sort())
    t(Registry.keys(r, self()))
    t(Registry.values(r, :topic, self()) |> Enum.sort())
    t(Registry.match(r, :topic, 2) |> pids())
    t(Registry.match(r, :topic, :"$1", [{:<, :"$1", 3}]) |> pids() |> Enum.sort())
    t(Registry.count(r))
    t(Registry.unregister_match(r, :topic, 2))
    t(Registry.values(r, :topic, self()) |> Enum.sort())
    t(Registry.dispatch(r, :topic, fn entries -> send(self(), {:all, Enum.sort(Enum.map(entries, &elem(&1, 1)))}) end))
    t(receive do {:all, v} -> v after 0 -> :none end)
    t(Registry.dispatch(r, :topic, fn entries -> for {p, v} <- entries, do: send(p, {:par, v}) end, parallel: true))
    t(Enum.sort(for _ <- 1..2, do: (receive do {:par, v} -> v after 500 -> :none end)))
    t(Registry.update_value(r, :topic, & &1))
    t(Registry.whereis_name({r, :topic}))
    t(Registry.unregister(r, :topic))
    t(Registry.count(r))
    t(Registry.dispatch(r, :topic, fn _ -> raise "in dispatch" end))
    t(Supervisor.stop(sup))
  end

  defp owners do
    r = ExRegistry.O
    {:ok, _} = Registry.start_link(keys: :unique, name: r)
    me = self()
    p = spawn(fn ->
      {:ok, _} = Registry.register(r, :owned, :v)
      send(me, :ready)
      receive do :end -> :ok end
    end)
    t(receive do :ready -> Registry.lookup(r, :owned) == [{p, :v}] end)
    t(Registry.keys(r, p))
    t(Registry.unregister(r, :owned))
    t(Registry.values(r, :owned, p))
    ref = Process.monitor(p)
    send(p, :end)
    t(receive do {:DOWN, ^ref, _, _, reason} -> reason end)
    t(Registry.lookup(r, :owned))
    t(Registry.register(r, :owned, :mine) |> elem(0))
    t(Registry.count(r) in [1, 2])
  end

  defp misuse do
    t(Registry.start_link(keys: :unique))
    t(Registry.start_link(keys: :other, name: X))
    t(Registry.start_link(keys: :unique, name: "x"))
    t(Registry.start_link(keys: :unique, name: ExRegistry.Bad, partitions: 0))
    t(Registry.start_link(keys: :unique, name: ExRegistry.Bad, meta: :x))
    t(Registry.start_link(keys: :unique, name: ExRegistry.Bad, listeners: 1))
    t(Registry.lookup(:no_registry, 1))
    t(Registry.register(:no_registry, 1, 1))
    t(Registry.keys(:no_registry, self()))
    t(Registry.child_spec(keys: :unique, name: Y))
    t(Registry.start_link(keys: :unique, name: ExRegistry.O) |> elem(1) |> elem(0))
  end

  defp flush do
    receive do _ -> flush() after 0 -> :ok end
  end
end
