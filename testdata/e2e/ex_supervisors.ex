defmodule ExSupervisors do
  @moduledoc "Supervisor, DynamicSupervisor and PartitionSupervisor: strategies, limits, specifications and their errors."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Worker do
    use GenServer
    def start_link({name, x}), do: GenServer.start_link(__MODULE__, {name, x}, name: name)
    def start_link(x), do: GenServer.start_link(__MODULE__, x)
    def start_link(extra, x), do: GenServer.start_link(__MODULE__, {extra, x})
    def init({_, {:stop, r}}), do: {:stop, r}
    def init({_, :ignore}), do: :ignore
    def init(x), do: (send(:ex_sup_main, {:started, x}); {:ok, x})
    def handle_call(:get, _, s), do: {:reply, s, s}
    def handle_cast({:exit, r}, s), do: {:stop, r, s}
  end

  defmodule Module1 do
    use Supervisor
    def start_link(arg), do: Supervisor.start_link(__MODULE__, arg, name: __MODULE__)
    @impl true
    def init(:ignore), do: :ignore
    def init(:bad), do: :nonsense
    def init(kids), do: Supervisor.init(kids, strategy: :rest_for_one, max_restarts: 2)
  end

  defmodule Dynamic1 do
    use DynamicSupervisor, restart: :temporary
    def init(opts), do: DynamicSupervisor.init(opts)
  end

  def main do
    Process.register(self(), :ex_sup_main)
    Process.flag(:trap_exit, true)
    :logger.set_primary_config(:level, :none)
    static()
    flush()
    specs()
    flush()
    dynamic()
    flush()
    partitions()
  end

  defp crash(name, reason) do
    ref = Process.monitor(name)
    GenServer.cast(name, {:exit, reason})
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end

  defp started(n), do: for(_ <- 1..n//1, do: (receive do {:started, {name, _}} -> name; {:started, x} -> x after 1000 -> :missing end))
  defp flush, do: (receive do _ -> flush() after 0 -> :ok end)
  defp shape(sup), do: Supervisor.which_children(sup) |> Enum.map(fn {id, p, type, m} -> {id, if(is_pid(p), do: :up, else: p), type, m} end)
  defp kid(name, more \\ []), do: Supervisor.child_spec({Worker, {name, 1}}, [id: name] ++ more)

  defp static do
    {:ok, s} = Supervisor.start_link([kid(:a), kid(:b, restart: :transient), kid(:c, restart: :temporary)], strategy: :one_for_one, name: :ex_top)
    t(started(3)); t(shape(:ex_top)); t(Supervisor.count_children(s))
    crash(:a, :boom); t(started(1))
    crash(:b, :boom); t(started(1))
    crash(:c, :boom); t(shape(s))
    crash(:b, :normal); t(shape(s))
    t(Supervisor.restart_child(s, :b) |> elem(0)); t(started(1)); t(Supervisor.restart_child(s, :a)); t(Supervisor.terminate_child(s, :a)); t(Supervisor.delete_child(s, :a)); t(Supervisor.delete_child(s, :b)); t(shape(s))
    t(Supervisor.start_child(s, kid(:d)) |> elem(0)); t(Supervisor.start_child(s, kid(:d)) |> elem(1) |> elem(0)); t(Supervisor.start_child(s, kid(:e, start: {Worker, :start_link, [{:e, :ignore}]}))); t(Supervisor.start_child(s, kid(:f, start: {Worker, :start_link, [{:f, {:stop, :why}}]})))
    t(Supervisor.start_child(s, :bad)); t(Supervisor.start_child(s, %{id: 1})); t(Supervisor.terminate_child(s, :nope)); t(Supervisor.stop(s)); t(started(1))
    {:ok, m} = Module1.start_link([kid(:a), kid(:b), kid(:c)])
    t(started(3)); crash(:b, :boom); t(started(2)); crash(:a, :boom); t(started(3)); crash(:c, :boom); t(receive do {:EXIT, ^m, r} -> r after 1000 -> :alive end)
    t(Module1.start_link(:ignore)); t(Module1.start_link(:bad)); t(Module1.child_spec(:x))
    {:ok, o} = Supervisor.start_link([kid(:a, restart: :transient), kid(:b)], strategy: :one_for_all, max_restarts: 1)
    t(started(2)); crash(:b, :boom); t(started(2)); crash(:a, :normal); t(shape(o)); crash(:b, :boom); t(receive do {:EXIT, ^o, r} -> r after 1000 -> :alive end)
  end

  defp specs do
    for kids <- [[Worker], [{Worker, :arg}], [{Worker, 1}, {Worker, 2}], [5], ["x"], [{1, 2}], [NoSuchModule], [{Enum, 1}], [%{}], [%{id: 1, start: :bad}], [%{id: 1, start: {A, :b, []}, restart: :sometimes}], [%{id: 1, start: {A, :b, []}, extra: 1}], :not_a_list, [{:a, {Worker, :start_link, [1]}, :permanent, 10, :worker, [Worker]}]] do
      IO.inspect(kids)
      t(case Supervisor.start_link(kids, strategy: :one_for_one) do
          {:ok, s} -> r = shape(s); Supervisor.stop(s); r
          other -> other
        end)
    end
    t(Supervisor.start_link([], strategy: :two_for_one)); t(Supervisor.start_link([], [])); t(Supervisor.init([], strategy: :one_for_one, max_restarts: 5, max_seconds: 9)); t(Supervisor.init([], [])); t(Supervisor.init([{Worker, 1}], strategy: :one_for_all, auto_shutdown: :never)); t(Supervisor.start_link([], strategy: :one_for_one, max_restarts: -1)); t(Supervisor.count_children(:no_sup_here) |> is_map())
  end

  defp dynamic do
    {:ok, d} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 3, max_restarts: 2, extra_arguments: [:extra])
    t(DynamicSupervisor.start_child(d, %{id: 1, start: {Worker, :start_link, [1]}}) |> elem(0)); t(started(1))
    t(DynamicSupervisor.start_child(d, {Worker, 2}) |> elem(0)); t(DynamicSupervisor.start_child(d, {Worker, {:stop, :no}})); t(DynamicSupervisor.start_child(d, {Worker, :ignore})); t(DynamicSupervisor.count_children(d))
    {:ok, p} = DynamicSupervisor.start_child(d, Supervisor.child_spec({Worker, 3}, restart: :temporary)); t(DynamicSupervisor.start_child(d, {Worker, 4})); t(DynamicSupervisor.which_children(d) |> Enum.map(&{elem(&1, 0), is_pid(elem(&1, 1)), elem(&1, 2), elem(&1, 3)}))
    t(DynamicSupervisor.terminate_child(d, p)); t(DynamicSupervisor.terminate_child(d, p)); t(DynamicSupervisor.count_children(d))
    for spec <- [:bad, {1, 2, 3}, %{id: 1}, %{id: 1, start: {A, :b, []}, restart: :x}, %{id: 1, start: {A, :b, []}, shutdown: -5}, %{id: 1, start: {A, :b, []}, type: :x}, %{id: 1, start: {A, :b, []}, modules: 1}, %{start: {Worker, :no_such_function, []}}], do: t(case DynamicSupervisor.start_child(d, spec) do {:error, {:EXIT, {e, _}}} -> {:error, {:EXIT, e}}; other -> other end)
    flush()
    t(for(i <- 1..3, do: (case DynamicSupervisor.which_children(d) do [{_, w, _, _} | _] -> crash(w, {:boom, i}); Process.alive?(d); [] -> :none end)))
    t(receive do {:EXIT, ^d, r} -> r after 1000 -> :alive end)
    {:ok, e} = DynamicSupervisor.start_link(Dynamic1, strategy: :one_for_one, max_children: 1); t(DynamicSupervisor.start_child(e, {Worker, :x}) |> elem(0)); t(DynamicSupervisor.start_child(e, {Worker, :y})); t(DynamicSupervisor.stop(e)); t(Dynamic1.child_spec(1)); t(DynamicSupervisor.init(strategy: :one_for_one)); t(DynamicSupervisor.init(strategy: :one_for_one, max_children: -1)); t(DynamicSupervisor.start_link(strategy: :one_for_all)); t(DynamicSupervisor.start_link(Dynamic1, bad: 1)); t(DynamicSupervisor.child_spec(name: X))
  end

  defp partitions do
    {:ok, s} = PartitionSupervisor.start_link(child_spec: {Worker, 0}, name: ExSupervisors.P, partitions: 3, with_arguments: fn [x], i -> [{:"ex_part_#{i}", x + i}] end)
    t(started(3)); t(PartitionSupervisor.partitions(ExSupervisors.P)); t(PartitionSupervisor.count_children(ExSupervisors.P)); t(PartitionSupervisor.which_children(ExSupervisors.P) |> Enum.map(&{elem(&1, 0), elem(&1, 2), elem(&1, 3)}))
    t(for(k <- [0, 1, 2, 3, 4, 5], do: GenServer.call({:via, PartitionSupervisor, {ExSupervisors.P, k}}, :get))); t(GenServer.call({:via, PartitionSupervisor, {ExSupervisors.P, {:any, "key"}}}, :get) |> elem(0) |> Atom.to_string() |> String.slice(0, 8))
    crash(:ex_part_1, :boom); t(started(1)); t(PartitionSupervisor.stop(s)); t(PartitionSupervisor.start_link(child_spec: {Worker, 1})); t(PartitionSupervisor.start_link(name: ExSupervisors.Q)); t(PartitionSupervisor.start_link(child_spec: {Worker, 1}, name: ExSupervisors.Q, partitions: 0)); t(PartitionSupervisor.start_link(child_spec: {Worker, 1}, name: ExSupervisors.Q, with_arguments: 1)); t(PartitionSupervisor.child_spec(child_spec: Worker, name: R))
  end
end
