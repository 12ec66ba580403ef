defmodule ExTask do
  @moduledoc "Task: awaiting, yielding, shutting down, failing tasks, ownership, streams of tasks, supervised tasks."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def double(x), do: x * 2

  defmodule Job do
    use Task, restart: :temporary
    def start_link(arg), do: Task.start_link(__MODULE__, :run, [arg])
    def run({to, x}), do: send(to, {:job, x})
  end

  def main do
    Process.flag(:trap_exit, true)
    :logger.set_primary_config(:level, :none)
    awaiting()
    flush()
    yielding()
    flush()
    streams()
    flush()
    supervised()
  end

  defp awaiting do
    t(Task.async(__MODULE__, :double, [21]) |> Task.await())
    t(Task.async(fn -> self() == hd(Process.get(:"$callers") || [nil]) end) |> Task.await())
    t(Task.async(fn -> length(Process.get(:"$callers")) end) |> Task.await())
    t(Task.async(fn -> {m, f, a} = Process.get(:"$initial_call"); {m, is_atom(f), a} end) |> Task.await())
    t(1..5 |> Enum.map(&Task.async(fn -> &1 * &1 end)) |> Enum.map(&Task.await/1))
    t(Task.await_many(for(i <- 1..4, do: Task.async(fn -> Process.sleep(5 - i); i end))))
    t(Task.await_many([]))
    t(reason(fn -> Task.await(Task.async(fn -> Process.sleep(100) end), 1) end))
    t(reason(fn -> Task.await_many([Task.async(fn -> 1 end), Task.async(fn -> Process.sleep(100) end)], 5) end))
    t(reason(fn -> Task.await(Task.async(fn -> raise "failed" end)) end))
    t(reason(fn -> Task.await(Task.async(fn -> throw(:ball) end)) end))
    t(reason(fn -> Task.await(Task.async(fn -> exit(:quit) end)) end))
    t(reason(fn -> Task.await(Task.async(fn -> exit(:normal) end)) end))
    t(reason(fn -> Task.await(Task.async(fn -> :erlang.error({:own, 1}) end)) end))
    t(reason(fn -> Task.await(Task.async(NoModule, :f, [])) end))
    me = self()
    spawn(fn -> send(me, {:task, Task.async(fn -> 1 end)}) end)
    t(receive do {:task, task} -> try do Task.await(task) rescue e -> e.__struct__ end end)
    t(receive do {:task, task} -> Exception.message(ArgumentError.exception("#{task}")) after 0 -> :none end)
    t(Task.await(Task.completed({:ok, 1})))
    t(Task.await(:not_a_task))
    t(Task.async(:not_a_fun))
    t(inspect(Task.completed(1)) |> String.replace(~r/#\w+<[^>]*>/, "X"))
  end

  defp yielding do
    task = Task.async(fn -> receive do :go -> :went end end)
    t(Task.yield(task, 0))
    send(task.pid, :go)
    t(Task.yield(task, 1000))
    t(Task.yield(task, 0))
    t(case Task.yield(Task.async(fn -> raise "x" end), 1000) do {:exit, {e, st}} when is_list(st) -> {:exit, e} end)
    t(Task.shutdown(Task.async(fn -> Process.sleep(:infinity) end)))
    done = Task.async(fn -> :done end)
    wait_down(done.pid)
    t(Task.shutdown(done))
    stubborn = Task.async(fn -> Process.flag(:trap_exit, true); Process.sleep(:infinity) end)
    t(Task.shutdown(stubborn, 5))
    t(Task.shutdown(Task.async(fn -> Process.sleep(:infinity) end), :brutal_kill))
    failed = Task.async(fn -> exit(:bad) end)
    wait_down(failed.pid)
    t(Task.shutdown(failed))
    tasks = [Task.async(fn -> 1 end), Task.async(fn -> Process.sleep(:infinity) end), Task.async(fn -> exit(:x) end)]
    t(Task.yield_many(tasks, 50) |> Enum.map(fn {task, r} -> r || Task.shutdown(task, :brutal_kill) end))
    t(Task.yield_many([Task.async(fn -> Process.sleep(:infinity) end)], timeout: 1) |> Enum.map(&elem(&1, 1)))
    t(Task.ignore(Task.async(fn -> :ignored end)))
    ref = Task.async(fn -> :by_message end).ref
    t(receive do {^ref, r} -> Process.demonitor(ref, [:flush]); r end)
    {:ok, pid} = Task.start(fn -> exit(:unlinked) end)
    wait_down(pid)
    {:ok, pid} = Task.start_link(fn -> exit(:linked) end)
    t(receive do {:EXIT, ^pid, r} -> r end)
    t(Task.child_spec(fn -> 1 end) |> Map.drop([:start]))
    t(Job.child_spec(:x))
  end

  defp streams do
    t(Task.async_stream(1..5, &double/1) |> Enum.to_list())
    t(Task.async_stream([3, 1, 2], __MODULE__, :double, []) |> Enum.map(&elem(&1, 1)))
    t(Task.async_stream(1..6, fn x -> Process.sleep(rem(x, 2)); x end, ordered: false) |> Enum.map(&elem(&1, 1)) |> Enum.sort())
    t(Task.async_stream(1..4, & &1, max_concurrency: 1) |> Enum.map(&elem(&1, 1)) |> Enum.sum())
    t(Task.async_stream(1..4, & &1, max_concurrency: 2) |> Stream.map(fn {:ok, x} -> x + 1 end) |> Enum.take(2))
    t(reason(fn -> Task.async_stream([1, 2], fn 2 -> Process.sleep(:infinity); x -> x end, timeout: 10) |> Enum.to_list() end))
    t(Task.async_stream([1, 2, 3], fn 2 -> Process.sleep(:infinity); x -> x end, timeout: 20, on_timeout: :kill_task) |> Enum.to_list())
    t(Task.async_stream([1, 2, 3], fn 2 -> Process.sleep(:infinity); x -> x end, timeout: 20, on_timeout: :kill_task, zip_input_on_exit: true) |> Enum.to_list())
    t(Task.async_stream([1, 2], fn 2 -> exit(:two); x -> x end) |> Enum.to_list())
    t(Task.async_stream([1, 2], fn 2 -> exit(:two); x -> x end, zip_input_on_exit: true) |> Enum.to_list())
    t(Task.async_stream([], & &1) |> Enum.to_list())
    t(Task.async_stream(Stream.map(1..3, &(&1 + 1)), &double/1) |> Enum.to_list())
    t(Task.async_stream(Stream.iterate(1, &(&1 + 1)), &double/1, max_concurrency: 3) |> Enum.take(4))
    t(Task.async_stream(1..3, &double/1, max_concurrency: 0) |> Enum.to_list())
    t(Task.async_stream(1..3, &double/1, on_timeout: :nonsense, timeout: 1000) |> Enum.to_list())
    t(Enum.zip(Task.async_stream(1..3, & &1), [:a, :b, :c]))
  end

  defp supervised do
    {:ok, sup} = Task.Supervisor.start_link(max_children: 3)
    t(Task.Supervisor.async(sup, fn -> 5 end) |> Task.await())
    t(Task.Supervisor.async(sup, __MODULE__, :double, [5]) |> Task.await())
    t(case Task.Supervisor.async_nolink(sup, fn -> raise "nolink" end) |> Task.yield(1000) do {:exit, {e, _}} -> e end)
    waiting = for _ <- 1..3, do: Task.Supervisor.async_nolink(sup, fn -> receive do :stop -> :stopped end end)
    t(length(Task.Supervisor.children(sup)))
    t(Task.Supervisor.start_child(sup, fn -> 1 end))
    t(Task.Supervisor.async_nolink(sup, fn -> 1 end))
    t(Task.Supervisor.terminate_child(sup, hd(waiting).pid))
    t(Task.yield(hd(waiting), 1000))
    for w <- tl(waiting), do: send(w.pid, :stop)
    t(Task.await_many(tl(waiting)))
    t(Task.Supervisor.terminate_child(sup, self()))
    t(Task.Supervisor.async_stream(sup, 1..4, &double/1) |> Enum.to_list())
    t(Task.Supervisor.async_stream_nolink(sup, [1, 2], fn 2 -> exit(:two); x -> x end) |> Enum.to_list())
    t(Task.Supervisor.async_stream_nolink(sup, [1, 2], __MODULE__, :double, [], timeout: 100) |> Enum.to_list())
    me = self()
    {:ok, retried} = Task.Supervisor.start_link()
    {:ok, _} = Task.Supervisor.start_child(retried, fn -> send(me, :attempt); exit(:again) end, restart: :transient)
    t(for(_ <- 1..3, do: (receive do :attempt -> :attempt after 1000 -> :none end)))
    {:ok, s} = Supervisor.start_link([{Task, fn -> send(me, :task_ran) end}, {Job, {me, :ran}}], strategy: :one_for_one)
    t(receive do :task_ran -> :ok after 1000 -> :none end)
    t(receive do {:job, x} -> x after 1000 -> :none end)
    t(Supervisor.stop(s))
    t(Task.Supervisor.child_spec(name: X))
    t(Supervisor.stop(sup))
  end

  defp wait_down(pid) do
    ref = Process.monitor(pid)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end

  defp reason(f) do
    f.()
  catch
    :exit, {{%{__exception__: true} = e, _}, {m, fun, args}} -> {:exit, e, m, fun, length(args)}
    :exit, {{e, st}, {m, fun, args}} when is_list(st) -> {:exit, e, m, fun, length(args)}
    :exit, {r, {m, fun, args}} -> {:exit, r, m, fun, length(args)}
  end

  defp flush do
    receive do _ -> flush() after 0 -> :ok end
  end
end
