defmodule ExGenServer do
  @moduledoc "GenServer: every callback and return, missing callbacks, timeouts, names, exits and their messages."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Server do
    use GenServer

    def init({:return, r}), do: r
    def init({:ok, state}), do: {:ok, state}
    def init(:raise), do: raise("in init")
    def init(:throw), do: throw({:ok, :thrown})
    def init(:exit), do: exit(:in_init)

    def handle_call({:return, r}, _, _), do: r
    def handle_call({:fun, f}, from, s), do: f.(from, s)
    def handle_call(:get, _, s), do: {:reply, s, s}
    def handle_cast({:return, r}, _), do: r
    def handle_cast({:fun, f}, s), do: f.(s)
    def handle_info({:return, r}, _), do: r
    def handle_info(:timeout, s), do: {:noreply, {:timed_out, s}}
    def handle_continue({:return, r}, _), do: r
    def handle_continue(x, s), do: {:noreply, {:continued, x, s}}

    def terminate(reason, state) do
      send(:ex_gen_server_main, {:terminate, short(reason), state})
    end

    defp short({e, st}) when is_list(st), do: e
    defp short(r), do: r
  end

  defmodule Bare do
    use GenServer
    def init(s), do: {:ok, s}
  end

  defmodule NoInit do
    use GenServer
  end

  defmodule Spec1, do: (use GenServer, restart: :transient, shutdown: 10, id: :own; def init(x), do: {:ok, x})
  defmodule Spec2, do: (use GenServer, start: {A, :b, []}, significant: true, type: :x; def init(x), do: {:ok, x})

  def main do
    Process.register(self(), :ex_gen_server_main)
    Process.flag(:trap_exit, true)
    :logger.set_primary_config(:level, :none)
    starts()
    calls()
    bare()
    names()
    specs()
  end

  defp starts do
    for init <- [{:ok, 1}, {:return, :ignore}, {:return, {:stop, :why}}, {:return, {:ok, 1, {:continue, :x}}}, {:return, {:ok, 1, 0}}, {:return, {:ok, 1, :hibernate}}, {:return, :nonsense}, :raise, :throw, :exit, :no_clause] do
      IO.inspect(init)
      t(result(GenServer.start(Server, init)))
      t(result(GenServer.start_link(Server, init)))
      t(settled())
    end

    t(GenServer.start(Server, {:ok, 1}, name: "string"))
    t(GenServer.start(Server, {:ok, 1}, name: nil) |> elem(0))
    t(GenServer.start(Server, {:ok, 1}, name: {:via, :no_module, :x}))
    t(GenServer.start(Server, {:ok, 1}, [:bad_option]))
    t(GenServer.start(NoSuchModule, {:ok, 1}) |> result())
    t(GenServer.start("not a module", {:ok, 1}) |> result())
  end

  defp calls do
    for r <- [{:reply, :r, :s}, {:reply, :r, :s, 0}, {:reply, :r, :s, :hibernate}, {:reply, :r, :s, {:continue, :c}}, {:stop, :normal, :bye, :s}, {:stop, :why, :bye, :s}, {:stop, :shutdown, :s}, {:stop, {:shutdown, 1}, :s}, :nonsense] do
      {:ok, p} = GenServer.start_link(Server, {:ok, :initial})
      IO.inspect(r)
      t(call(p, {:return, r}))
      t(if Process.alive?(p), do: call(p, :get))
      t(settled())
    end

    for r <- [{:noreply, :s}, {:noreply, :s, {:continue, {:return, {:noreply, :cc}}}}, {:stop, :normal, :s}, {:stop, :why, :s}, {:reply, 1, 2}] do
      {:ok, p} = GenServer.start_link(Server, {:ok, :initial})
      IO.inspect(r)
      GenServer.cast(p, {:return, r})
      send(p, {:return, r})
      t(call(p, :get))
      t(settled())
    end

    {:ok, p} = GenServer.start(Server, {:ok, :initial})
    t(call(p, {:fun, fn from, s -> GenServer.reply(from, :early); {:noreply, s} end}))
    t(call(p, {:fun, fn from, s -> spawn(fn -> GenServer.reply(from, :other) end); {:noreply, s} end}))
    t(try do GenServer.call(p, {:fun, fn _, s -> {:noreply, s} end}, 5) catch :exit, {r, {m, f, [_ | a]}} -> {r, m, f, length(a)} end)
    t(try do GenServer.call(self(), :me) catch :exit, {r, {m, f, [_ | a]}} -> {r, m, f, a} end)
    t(try do GenServer.call(nil, :me) catch :exit, {r, {m, f, a}} -> {r, m, f, a} end)
    t(GenServer.call(p, :x, -1))
    t(GenServer.call(p, :x, :soon))
    t(GenServer.cast(:nobody_here, :x))
    t(GenServer.cast({:nobody_here, :"no@node"}, :x))
    t(GenServer.cast(nil, :x))
    t(call(p, {:fun, fn _, _ -> raise ArgumentError, "in call" end}))
    t(Process.alive?(p))
    {:ok, q} = GenServer.start(Server, {:ok, :initial})
    t(call(q, {:fun, fn _, s -> throw({:reply, :thrown, s}) end}))
    t(call(q, :get))
    t(GenServer.stop(q, :shutdown))
    t(settled())
    t(try do GenServer.stop(q) catch :exit, r -> r end)
    t(try do GenServer.stop(:nobody_here, :normal, 10) catch :exit, r -> elem(r, 0) end)
  end

  defp bare do
    {:ok, p} = GenServer.start(Bare, 1)
    send(p, :unexpected)
    t(:sys.get_state(p))
    t(call(p, :unknown))
    {:ok, q} = GenServer.start(Bare, 2)
    GenServer.cast(q, :unknown)
    r = Process.monitor(q)
    t(receive do {:DOWN, ^r, _, _, {e, st}} when is_list(st) -> Exception.format_banner(:error, e, st) after 1000 -> :none end)
    t(NoInit.init(3))
    t(Bare.code_change(1, 2, 3))
    t(Bare.child_spec(:arg))
    t(NoInit.module_info(:attributes)[:behaviour])
  end

  defp names do
    {:ok, p} = GenServer.start(Server, {:ok, 1}, name: :ex_named)
    t(GenServer.start(Server, {:ok, 1}, name: :ex_named) == {:error, {:already_started, p}})
    t(GenServer.whereis(:ex_named) == p)
    t(GenServer.whereis({:ex_named, node()}) == :ex_named |> GenServer.whereis())
    t(GenServer.whereis({:via, Registry, {:no_registry, 1}}))
    t(GenServer.whereis({:ex_named, :"other@node"}))
    t(GenServer.whereis(p) == p)
    t(GenServer.call({:ex_named, node()}, :get))
    {:ok, _} = Registry.start_link(keys: :unique, name: ExGenServer.Reg)
    via = {:via, Registry, {ExGenServer.Reg, "key", :value}}
    {:ok, v} = GenServer.start_link(Server, {:ok, :via}, name: via)
    t(GenServer.call(via, :get))
    t(Registry.lookup(ExGenServer.Reg, "key") == [{v, :value}])
    t(GenServer.start_link(Server, {:ok, :via}, name: via) == {:error, {:already_started, v}})
    t(GenServer.multi_call([node()], :ex_named, :get) == {[{node(), 1}], []})
    t(GenServer.abcast([node()], :ex_named, {:return, {:noreply, 2}}))
    t(GenServer.call(:ex_named, :get))
    t(GenServer.stop(via))
    t(settled())
  end

  defp specs do
    t(Spec1.child_spec(1))
    t(Spec2.child_spec(1))
    t(Supervisor.child_spec(Bare, []))
    t(Supervisor.child_spec({Bare, :a}, id: :b, restart: :temporary))
    t(Supervisor.child_spec(%{id: 1, start: {A, :b, []}}, shutdown: 5))
    t(Supervisor.child_spec({Enum, :a}, []))
    t(Supervisor.child_spec(Enum, nonsense: 1))
    t(Supervisor.child_spec(5, []))
  end

  defp call(p, x) do
    GenServer.call(p, x, 2000)
  catch
    :exit, {{e, st}, {m, f, [_ | a]}} when is_list(st) -> {:exit, e, m, f, length(a)}
    :exit, {r, {m, f, [_ | a]}} -> {:exit, r, m, f, length(a)}
  end

  defp result({:ok, p}) do
    try do
      s = GenServer.call(p, :get)
      Process.unlink(p)
      GenServer.stop(p)
      {:ok, s}
    catch :exit, _ -> :gone
    end
  end

  defp result({:error, {e, [{m, f, a, _} | _]}}), do: {:error, e, {m, f, if(is_list(a), do: length(a), else: a)}}
  defp result(other), do: other

  # What came, once every other process waits.
  defp settled do
    busy = for p <- Process.list(), p != self(), {:status, s} <- [Process.info(p, :status)], s in [:runnable, :running], do: p

    if busy == [] do
      taken()
    else
      Process.sleep(1)
      settled()
    end
  end

  defp taken do
    receive do
      {:EXIT, _, {e, st}} when is_list(st) -> [{:EXIT, e} | taken()]
      {:EXIT, _, r} -> [{:EXIT, r} | taken()]
      x -> [x | taken()]
    after
      0 -> []
    end
  end
end
