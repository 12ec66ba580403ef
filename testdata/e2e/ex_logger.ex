defmodule ExLogger do
  @moduledoc "Logger: levels, metadata, the console backend's formats, backends of one's own, translation of reports, compile-time parts."
  require Logger
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Backend do
    @behaviour :gen_event
    def init({__MODULE__, name}), do: {:ok, %{name: name, level: nil}}
    def handle_call({:configure, opts}, s), do: {:ok, :configured, Map.merge(s, Map.new(opts))}
    def handle_event({level, _gl, {Logger, msg, _ts, md}}, s) do
      if s.level == nil or Logger.compare_levels(level, s.level) != :lt do
        IO.puts("#{s.name} #{level} #{clean(msg)} #{inspect(md |> Keyword.take([:own, :request, :crash_reason, :error_code, :mfa, :application, :domain]) |> Enum.sort()) |> clean()}")
      end
      {:ok, s}
    end
    def handle_event(:flush, s), do: {:ok, s}
    def handle_info(_, s), do: {:ok, s}
    def code_change(_, s, _), do: {:ok, s}
    def terminate(_, _), do: :ok
    defp clean(x), do: x |> IO.chardata_to_string() |> String.replace(~r/#PID<[0-9.]+>/, "PID") |> String.replace(~r/#Reference<[0-9.]+>/, "REF") |> String.replace(~r/\n +\((elixir|stdlib|ex_logger)?[^\n]*/, "") |> String.replace(~r/\n +[^\n\[]*(e2e_oracle|seabeam_boot|e2e_batch)[^\n\[]*/, "") |> String.replace(~r/\n +[^\s]*\.ex:\d+: /, "\n  PLACE ") |> String.replace(~r/, \[\{.*/s, ", TRACE")
  end

  defmodule Server do
    use GenServer
    def init(x), do: {:ok, x}
    def handle_call(:raise, _, _), do: raise("in call")
    def handle_call(:exit, _, s), do: {:stop, :bad, s}
    def handle_cast(:throw, _), do: throw(:ball)
    def handle_info(:badmatch, s), do: (1 = s; {:noreply, s})
  end

  # Behind everything that was logged before.
  defmacrop shown(call), do: (quote do Logger.flush(); t(unquote(call)) end)

  def main do
    {:ok, _} = Application.ensure_all_started(:logger)
    Logger.remove_backend(:console)
    Logger.configure(level: :debug)
    {:ok, _} = Logger.add_backend({Backend, :one})
    for l <- [:debug, :info, :notice, :warning, :error, :critical, :alert, :emergency], do: Logger.log(l, "level #{l}")
    Logger.debug("d"); Logger.info("i", own: 1); Logger.warn("w"); Logger.error(["io", ?d, "ata é"]); Logger.info(fn -> "lazy" end); Logger.info(fn -> {"lazy with", [own: :lazy]} end); Logger.error([report: 1, with: "keys"]); Logger.error(%{map: "report"}); Logger.bare_log(:info, "bare"); Logger.bare_log(:info, fn -> "bare fn" end, own: 2)
    Logger.metadata(request: 5); Logger.info("with metadata"); Logger.metadata(request: nil, own: 3); Logger.info("changed"); shown(Logger.metadata()); shown(Logger.reset_metadata(own: 4)); shown(Logger.metadata()); Logger.reset_metadata()
    shown(Logger.level()); shown(Logger.configure(level: :error)); Logger.info("not seen"); Logger.error("seen"); shown(Logger.level()); Logger.configure(level: :debug); shown(Logger.compare_levels(:error, :info)); shown(Logger.enabled?(self())); shown(Logger.disable(self())); Logger.error("disabled"); shown(Logger.enabled?(self())); shown(Logger.enable(self())); shown(Logger.put_module_level(__MODULE__, :error)); Logger.info("by module: no"); Logger.error("by module: yes"); shown(Logger.get_module_level(__MODULE__)); shown(Logger.delete_module_level(__MODULE__))
    shown(Logger.configure_backend({Backend, :one}, level: :error)); Logger.info("below the backend's"); Logger.error("at the backend's"); shown(Logger.configure_backend({Backend, :one}, level: nil)); {:ok, _} = Logger.add_backend({Backend, :two}); Logger.info("to both"); shown(Logger.add_backend({Backend, :two}) |> elem(0)); shown(Logger.remove_backend({Backend, :two})); shown(Logger.remove_backend({Backend, :three}))
    Logger.configure(truncate: 10); Logger.info("0123456789abc"); Logger.configure(truncate: 8096); Logger.configure(utc_log: true); :logger.error("from erlang ~p", [:x]); :logger.info(%{erl: :report}); :logger.warning([{:k, 1}]); :logger.error(%{label: {:own, :label}, report: [a: 1]}, %{own: 9}); :error_logger.error_msg('old ~p~n', [1]); :error_logger.info_report([{:a, 1}]); Logger.flush()
    crashes()
    formats()
  end

  defp crashes do
    Process.flag(:trap_exit, true)
    for f <- [fn p -> GenServer.call(p, :raise) end, fn p -> GenServer.call(p, :exit) end, fn p -> GenServer.cast(p, :throw) end, fn p -> send(p, :badmatch) end, fn p -> GenServer.call(p, :no_clause) end] do
      {:ok, p} = GenServer.start(Server, :state)
      r = Process.monitor(p)
      try do f.(p) catch :exit, _ -> :ok end
      receive do {:DOWN, ^r, _, _, _} -> :ok end
      Logger.flush()
    end
    for f <- [fn -> raise "task" end, fn -> exit(:task_exit) end, fn -> throw(:task_ball) end] do
      {:ok, p} = Task.start(f)
      r = Process.monitor(p)
      receive do {:DOWN, ^r, _, _, _} -> :ok end
      Logger.flush()
    end
    {_, r} = spawn_monitor(fn -> raise ArgumentError, "plain" end)
    receive do {:DOWN, ^r, _, _, _} -> :ok end
    Process.sleep(20)
    Logger.flush()
  end

  defp formats do
    f = fn pattern, md -> Logger.Formatter.format(Logger.Formatter.compile(pattern), :info, "the message", {{2020, 1, 2}, {3, 4, 5, 6}}, md) |> IO.chardata_to_string() end
    shown(f.(nil, [])); shown(f.("$date $time [$level] $levelpad$metadata$message\n", a: 1, b: "x", c: [1], d: list_to_pid())); shown(f.("$node $message", [])); shown(f.("no pattern", [])); shown(f.("$nope", [])); shown(f.({__MODULE__, :own_format}, x: 1)); shown(f.({__MODULE__, :bad_format}, x: 1)); shown(f.("$metadata", file: 'x.ex', mfa: {A, :b, 1}, pid: list_to_pid(), atom: :a, float: 1.5, domain: [:a, :b], ref: nil)); shown(Logger.Formatter.compile("$time|$message")); shown(Logger.Formatter.prune(["a", 255, [<<200>>, "é" | <<255>>]])); shown(Logger.Formatter.format_date({2020, 1, 2}) |> IO.chardata_to_string()); shown(Logger.Formatter.format_time({1, 2, 3, 4}) |> IO.chardata_to_string()); shown(Logger.Translator.translate(:debug, :error, :format, {'~p', [1]})); shown(Logger.Translator.translate(:debug, :info, :report, {:progress, [supervisor: {:local, :s}, started: [id: :x, mfargs: {A, :b, []}, pid: list_to_pid()]]})); shown(Logger.add_translator({__MODULE__, :own_translate})); :logger.error("translate me", []); Logger.flush(); shown(Logger.remove_translator({__MODULE__, :own_translate}))
  end

  def own_format(level, msg, _ts, md), do: [inspect({level, msg, md})]
  def bad_format(_, _, _, _), do: raise("in format")
  def own_translate(_min, _level, :format, {'translate me', _}), do: {:ok, "translated"}
  def own_translate(_, _, _, _), do: :none
  defp list_to_pid, do: :erlang.list_to_pid('<0.1.0>')
end
