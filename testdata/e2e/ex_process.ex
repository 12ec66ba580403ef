defmodule ExProcess do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Stack do
    use GenServer
    def init(s) when is_list(s), do: {:ok, s}
    def init(:stop), do: {:stop, :no_way}
    def init(:ignore), do: :ignore
    def handle_call(:pop, _, [h | r]), do: {:reply, h, r}
    def handle_call(:pop, _, []), do: {:reply, nil, []}
    def handle_call(:all, from, s), do: (GenServer.reply(from, s); {:noreply, s})
    def handle_call(:crash, _, _), do: raise "crash"
    def handle_call(:slow, _, s), do: (Process.sleep(50); {:reply, :slow, s})
    def handle_cast({:push, x}, s), do: {:noreply, [x | s]}
    def handle_cast(:stop, s), do: {:stop, :normal, s}
    def handle_info({:info, x}, s), do: {:noreply, [{:i, x} | s]}
    def handle_info(:timeout, s), do: {:noreply, [:timeout | s]}
    def handle_continue(:more, s), do: {:noreply, [:more | s]}
    def terminate(reason, _), do: send(:ex_process_main, {:terminated, reason})
    def code_change(_, s, _), do: {:ok, s}
  end

  def main do
    Process.register(self(), :ex_process_main)
    :logger.set_primary_config(:level, :none)
    {:ok, p} = GenServer.start(Stack, [1, 2]); t(GenServer.call(p, :pop)); t(GenServer.cast(p, {:push, :x})); t(GenServer.call(p, :all)); send(p, {:info, 1}); t(GenServer.call(p, :all)); t(:sys.get_state(p)); t(:sys.replace_state(p, &[:r | &1])); t(GenServer.cast(p, :stop)); t(receive do x -> x after 500 -> :none end); t(Process.alive?(p)); t(GenServer.whereis(:nobody)); t(GenServer.start(Stack, :stop)); t(GenServer.start(Stack, :ignore)); t(GenServer.start(Stack, [], name: :named) |> elem(0)); t(GenServer.start(Stack, [], name: :named) |> elem(1) |> elem(0)); t(GenServer.call(:named, :pop)); t(GenServer.stop(:named)); t(receive do x -> x after 100 -> :none end); t(try do GenServer.call(:named, :pop) catch :exit, e -> elem(e, 0) end); t(GenServer.multi_call([node()], :nobody2, :x)); t(GenServer.start(Stack, [], name: "bad"))
    {:ok, a} = Agent.start(fn -> %{n: 1} end); t(Agent.get(a, & &1)); t(Agent.update(a, &Map.put(&1, :n, 2))); t(Agent.get_and_update(a, &{&1.n, %{&1 | n: 10}})); t(Agent.cast(a, &Map.put(&1, :c, 3))); t(Agent.get(a, Map, :fetch!, [:c])); t(Agent.stop(a)); t(Process.alive?(a))
    t(Task.async(fn -> 1 + 1 end) |> Task.await()); t(Task.async_stream(1..4, &(&1 * 2)) |> Enum.to_list()); t(Task.async_stream([1, 2], &{:v, &1}, max_concurrency: 1, ordered: true) |> Enum.map(&elem(&1, 1))); t([1, 2] |> Enum.map(&Task.async(fn -> &1 end)) |> Task.await_many()); t(Task.async(fn -> Process.sleep(200) end) |> Task.yield(1)); t(Task.async(fn -> Process.sleep(1000) end) |> Task.shutdown(:brutal_kill)); t(Task.yield_many([Task.async(fn -> :y end)], 500) |> Enum.map(&elem(&1, 1))); t(Task.start(fn -> send(:ex_process_main, :started) end) |> elem(0)); t(receive do x -> x after 100 -> :none end); t(Task.completed(5) |> Task.await())
    me = self(); q = spawn(fn -> receive do {:hi, f} -> send(f, :hello) end end); t(send(q, {:hi, me}) == {:hi, me}); t(receive do x -> x end); t(Process.info(self(), :registered_name)); t(Process.whereis(:ex_process_main) == me); t(Process.put(:k, 1)); t(Process.get(:k)); t(Process.get(:z, :d)); t(Process.delete(:k)); t(Process.get_keys(:nothing)); ref = Process.monitor(spawn(fn -> exit(:bye) end)); t(receive do {:DOWN, ^ref, _, _, r} -> r end); t(Process.demonitor(make_ref())); t(Process.exit(spawn(fn -> Process.sleep(:infinity) end), :kill)); t(Process.flag(:trap_exit, true)); s = spawn_link(fn -> raise "linked" end); t(receive do {:EXIT, ^s, {e, _}} -> e end); t(Process.send_after(self(), :later, 1) |> is_reference()); t(receive do x -> x end); t(Process.cancel_timer(make_ref())); t(Process.read_timer(make_ref())); t(Process.unregister(:nobody)); t(Process.link(s) |> ignore()); t(Process.group_leader() == Process.info(self())[:group_leader]); t(Process.hibernate(1, 2, 3)); t(Process.list() |> Enum.member?(me)); t(Process.sleep(1)); t(is_pid(:erlang.list_to_pid('<0.1.0>'))); t(node()); t(Node.alive?())
    {:ok, sup} = Supervisor.start_link([%{id: :s1, start: {Agent, :start_link, [fn -> 1 end]}}, {Task.Supervisor, name: :ts}], strategy: :one_for_one); t(Supervisor.count_children(sup)); t(Supervisor.which_children(sup) |> Enum.map(&{elem(&1, 0), elem(&1, 2), elem(&1, 3)})); t(Supervisor.terminate_child(sup, :s1)); t(Supervisor.restart_child(sup, :s1) |> elem(0)); t(Supervisor.delete_child(sup, :nope)); t(Task.Supervisor.async(:ts, fn -> :from_sup end) |> Task.await()); t(Task.Supervisor.children(:ts)); t(Supervisor.stop(sup)); {:ok, d} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 1); t(DynamicSupervisor.start_child(d, {Agent, fn -> 0 end}) |> elem(0)); t(DynamicSupervisor.start_child(d, {Agent, fn -> 0 end})); t(DynamicSupervisor.count_children(d)); {:ok, _} = Registry.start_link(keys: :unique, name: Reg); t(Registry.register(Reg, :k, :v) |> elem(0)); t(Registry.register(Reg, :k, :v) |> elem(0)); t(Registry.lookup(Reg, :k) |> Enum.map(&elem(&1, 1))); t(Registry.keys(Reg, self())); t(Registry.count(Reg)); t(GenServer.start(Stack, [7], name: {:via, Registry, {Reg, :srv}}) |> elem(0)); t(GenServer.call({:via, Registry, {Reg, :srv}}, :pop)); t(Registry.unregister(Reg, :k)); t(Registry.select(Reg, [{{:"$1", :_, :_}, [], [:"$1"]}]))
  end

  defp ignore(_), do: :ignored
end
