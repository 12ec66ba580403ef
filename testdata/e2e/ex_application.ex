defmodule ExApplication do
  @moduledoc "Application, System, Config.Reader's merging, Process and Code around the running system: environments, specs, starting, values by name."
  require Shared.Show
  import Shared.Show, only: [t: 1]
  use Application

  def start(type, args) do
    send(:ex_app_main, {:start, type, args})
    case args do
      {:fail, r} -> {:error, r}
      :raise -> raise "in start"
      _ -> (with {:ok, p} <- Supervisor.start_link([{Agent, fn -> args end}], strategy: :one_for_one), do: {:ok, p, {:state, args}})
    end
  end

  def prep_stop(s), do: (send(:ex_app_main, {:prep_stop, s}); s)
  def stop(s), do: send(:ex_app_main, {:stop, s})
  def start_phase(p, t, a), do: (send(:ex_app_main, {:phase, p, t, a}); :ok)
  def config_change(_, _, _), do: :ok

  defp load(name, more), do: :application.load({:application, name, [description: 'd #{name}', vsn: '1.2.3', modules: [ExApplication], registered: [], applications: [:kernel, :stdlib, :elixir]] ++ more})
  defp told, do: (receive do m -> [m | told()] after 0 -> [] end)

  def main do
    Process.register(self(), :ex_app_main)
    :logger.set_primary_config(:level, :none)
    t(load(:ex_one, env: [a: 1, b: [c: 2]], mod: {ExApplication, :args})); t(load(:ex_two, mod: {ExApplication, [2]}, start_phases: [go: :x]) ); t(Application.get_env(:ex_one, :a)); t(Application.get_env(:ex_one, :z, :d)); t(Application.fetch_env(:ex_one, :b)); t(Application.fetch_env(:ex_one, :z)); t(Application.fetch_env!(:ex_one, :a)); t(Application.fetch_env!(:ex_one, :z)); t(Application.fetch_env!(:ex_nope, :z)); t(Application.get_all_env(:ex_one) |> Enum.sort()); t(Application.put_env(:ex_one, :d, 4)); t(Application.put_all_env(ex_one: [e: 5, a: 10], ex_other: [f: 6])); t(Application.get_all_env(:ex_one) |> Enum.sort()); t(Application.delete_env(:ex_one, :d)); t(Application.get_env(:ex_other, :f)); t(Application.put_all_env(ex_one: [a: 1, a: 2])); t(Application.put_all_env([{:ex_one, [a: 1]}, {:ex_one, [a: 2]}]))
    t(Application.spec(:ex_one) |> Keyword.take([:description, :vsn, :modules, :applications, :mod])); t(Application.spec(:ex_one, :vsn)); t(Application.spec(:ex_nope)); t(Application.spec(:ex_nope, :vsn)); t(Application.start(:ex_one)); t(told()); t(Application.start(:ex_one)); t(Application.ensure_started(:ex_one)); t(Application.ensure_all_started(:ex_two)); t(told()); t(Application.started_applications() |> Enum.map(&elem(&1, 0)) |> Enum.filter(&(&1 in [:ex_one, :ex_two]))); t(Application.loaded_applications() |> Enum.count(&(elem(&1, 0) in [:ex_one, :ex_two]))); t(Application.get_application(Enum)); t(Application.stop(:ex_two)); t(told()); t(Application.stop(:ex_two)); t(Application.unload(:ex_two)); t(Application.unload(:ex_nope)); t(Application.stop(:ex_one)); t(told())
    t(load(:ex_bad, mod: {ExApplication, {:fail, :why}})); t(Application.start(:ex_bad)); t(Application.ensure_all_started(:ex_bad)); t(load(:ex_bad2, mod: {ExApplication, :raise})); t(case Application.start(:ex_bad2) do {:error, {{:EXIT, {e, _}}, _}} -> {:exit, e}; {:error, {:bad_return, {mfa, {:EXIT, {e, _}}}}} -> {mfa, e}; o -> o end); t(Application.start(:ex_none)); t(told()); t(Application.format_error({:bad_return, {{A, :start, [:normal, []]}, {:error, :x}}})); t(Application.format_error({:already_started, :x})); t(Application.format_error({:not_started, :x})); t(Application.format_error({:bad_application, :x})); t(Application.format_error(:unknown)); t(Application.app_dir(:ex_nope)); t(Application.app_dir(:elixir) |> is_binary()); t(Application.ensure_loaded(:ex_one)); t(Application.load(:ex_none) |> elem(0))
    t(System.put_env("EX_APP", "v")); t(System.get_env("EX_APP")); t(System.get_env("EX_NONE", "d")); t(System.fetch_env("EX_NONE")); t(System.fetch_env!("EX_NONE")); t(System.put_env(%{"EX_A" => "1", "EX_B" => nil})); t(System.get_env() |> Map.take(["EX_A", "EX_B", "EX_APP"])); t(System.delete_env("EX_APP")); t(System.get_env("EX_APP")); t(System.version()); t(System.build_info() |> Map.keys()); t(System.otp_release()); t(System.schedulers() > 0); t(System.endianness()); t(System.os_time(:second) > 1_000_000); t(System.monotonic_time() <= System.monotonic_time()); t(System.system_time(:millisecond) > 0); t(System.unique_integer([:monotonic]) < System.unique_integer([:monotonic])); t(System.convert_time_unit(1500, :millisecond, :second)); t(System.argv()); t(System.argv(["a"])); t(System.argv()); t(System.tmp_dir() |> is_binary()); t(System.pid() |> is_binary()); t(System.get_env(:not_binary))
    t(Config.Reader.merge([a: [b: 1, c: [d: 2]]], a: [c: [e: 3], b: 4])); File.write!("ex_cfg.exs", "import Config\nconfig :app, :key, [a: 1]\nconfig :app, :key, b: 2\nconfig :app, x: 1, y: [z: 2]\nconfig :app, y: [w: config_env()]\nif config_target() == :host, do: config(:t, t: 1)\n"); t(Config.Reader.read!("ex_cfg.exs", env: :test, target: :host)); t(Config.Reader.read!("ex_cfg.exs", env: :test)); t(Config.Reader.read_imports!("ex_cfg.exs", env: :dev, target: :host) |> elem(0)); File.write!("ex_cfg.exs", "import Config\nconfig :app, 1\n"); t(Config.Reader.read!("ex_cfg.exs")); t(Config.Reader.read!("/ex_none.exs")); File.rm!("ex_cfg.exs")
    t(Process.info(self(), [:registered_name, :trap_exit])); t(Process.flag(:priority, :high)); t(Process.flag(:priority, :normal)); t(Process.alias() |> is_reference()); t(:persistent_term.get(:ex_none, :d)); t(Code.ensure_compiled(Enum)); t(Code.ensure_loaded?(NoSuch.Mod)); t(Code.loaded?(NoSuch.Mod)); t(Code.get_compiler_option(:docs)); t(Code.available_compiler_options() |> Enum.member?(:debug_info)); t(Code.compiler_options(docs: true) |> is_map()); t(Code.put_compiler_option(:nope, 1)); t(Code.can_await_module_compilation?()); t(Code.purge_compiler_modules()); t(Code.fetch_docs(NoSuch.Mod)); t(Code.required_files() |> is_list()); t(Code.require_file("/no_such_file.exs")); t(Code.eval_file("/no_such_file.exs")); File.write!("ex_ev.exs", "x = 1\n[x, 2]"); t(Code.eval_file("ex_ev.exs")); t(Code.require_file("ex_ev.exs")); t(Code.require_file("ex_ev.exs")); t(Code.compile_file("ex_ev.exs")); File.rm!("ex_ev.exs")
  end
end
