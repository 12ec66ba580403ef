defmodule ExAgent do
  @moduledoc "Agent: functions and MFAs, failing ones, timeouts, names, child specs."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Counter do
    use Agent, restart: :transient
    def start_link(n), do: Agent.start_link(fn -> n end, name: __MODULE__)
    def value, do: Agent.get(__MODULE__, & &1)
    def increment(by \\ 1), do: Agent.update(__MODULE__, &(&1 + by))
  end

  def plus(s, n), do: s + n
  def swap(s, new), do: {s, new}
  def make(a, b), do: {a, b}

  def main do
    Process.flag(:trap_exit, true)
    :logger.set_primary_config(:level, :none)
    {:ok, a} = Agent.start_link(fn -> 10 end)
    t(Agent.get(a, & &1))
    t(Agent.get(a, __MODULE__, :plus, [5]))
    t(Agent.update(a, &(&1 * 2)))
    t(Agent.update(a, __MODULE__, :plus, [1]))
    t(Agent.get_and_update(a, &{&1, &1 + 100}))
    t(Agent.get_and_update(a, __MODULE__, :swap, [:new]))
    t(Agent.get(a, & &1))
    t(Agent.cast(a, fn :new -> %{list: []} end))
    t(Agent.cast(a, Map, :put, [:k, 1]))
    t(Agent.get(a, Function, :identity, []))
    t(Agent.get(a, fn s -> {self() == a, map_size(s)} end))
    t(Agent.get(a, & &1, 1000))
    t(try do Agent.get(a, fn _ -> Process.sleep(50) end, 1) catch :exit, {r, {m, f, [_, q | rest]}} -> {r, m, f, elem(q, 0), rest} end)
    t(failing(fn a -> Agent.get(a, fn _ -> raise "in get" end) end))
    t(failing(fn a -> Agent.update(a, fn _ -> throw(:ball) end) end))
    t(failing(fn a -> Agent.get_and_update(a, fn _ -> :not_a_tuple end) end))
    t(failing(fn a -> Agent.get_and_update(a, fn _ -> {:one, :two, :three} end) end))
    t(failing(fn a -> Agent.update(a, NoModule, :f, []) end))
    t(failing(fn a -> Agent.update(a, fn _ -> exit(:quit) end) end))
    t(failing(fn a -> Agent.cast(a, fn _ -> raise "cast" end); Agent.get(a, & &1) end))
    t(Agent.stop(a))
    t(Agent.stop(a))
    t(Agent.start(__MODULE__, :make, [1, 2]) |> elem(1) |> Agent.get(& &1))
    t(Agent.start_link(fn -> raise "init" end) |> elem(0))
    t(Agent.start(fn -> exit(:init) end))
    t(Agent.start(fn -> throw(:init) end) |> elem(1) |> elem(0))
    t(Agent.start(fn -> Process.sleep(50) end, timeout: 1))
    t(Agent.start(:not_a_fun))
    t(Agent.get(:no_agent, & &1))
    t(Agent.cast(:no_agent, & &1))
    t(Agent.start(fn -> 1 end, name: :ex_agent) |> elem(0))
    t(Agent.start(fn -> 2 end, name: :ex_agent) |> elem(1) |> elem(0))
    t(Agent.get({:ex_agent, node()}, & &1))
    t(Agent.update(:ex_agent, fn s -> s end, :infinity))
    t(:sys.get_state(:ex_agent))
    t(:sys.replace_state(:ex_agent, &(&1 + 1)))
    t(Agent.stop(:ex_agent, {:shutdown, :done}, 100))
    t(Counter.child_spec(7))
    {:ok, sup} = Supervisor.start_link([{Counter, 7}, %{id: :plain, start: {Agent, :start_link, [fn -> :plain end]}}], strategy: :one_for_one)
    t(Counter.value())
    t(Counter.increment())
    t(Counter.increment(10))
    t(Counter.value())
    pid = Process.whereis(Counter)
    ref = Process.monitor(pid)
    t(failing(Counter, fn c -> Agent.update(c, fn _ -> raise "crash" end) end))
    t(receive do {:DOWN, ^ref, _, _, {e, _}} -> e end)
    wait_new(pid)
    t(Counter.value())
    t(Supervisor.which_children(sup) |> Enum.map(&{elem(&1, 0), elem(&1, 2), elem(&1, 3)}))
    t(Supervisor.stop(sup))
    t(Agent.child_spec([1, 2]))
    t(many())
  end

  defp wait_new(old), do: if(Process.whereis(Counter) in [nil, old], do: (Process.sleep(1); wait_new(old)))

  # 200 processes that update one agent.
  defp many do
    {:ok, a} = Agent.start(fn -> 0 end)
    refs = for i <- 1..200, do: elem(spawn_monitor(fn -> Agent.update(a, &(&1 + i)) end), 1)
    for r <- refs, do: (receive do {:DOWN, ^r, _, _, _} -> :ok end)
    Agent.get(a, & &1)
  end

  defp failing(f) do
    {:ok, a} = Agent.start(fn -> 1 end)
    failing(a, f)
  end

  defp failing(a, f) do
    f.(a)
  catch
    :exit, {{%{__exception__: true} = e, _}, {m, fun, args}} -> {:exit, e, m, fun, length(args)}
    :exit, {{e, st}, {m, fun, args}} when is_list(st) -> {:exit, e, m, fun, length(args)}
    :exit, {r, {m, fun, args}} -> {:exit, r, m, fun, length(args)}
  end
end
