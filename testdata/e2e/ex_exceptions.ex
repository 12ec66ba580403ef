defmodule ExExceptions do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  defmodule Own do
    defexception [:code, message: "own default"]
  end

  defmodule Built do
    defexception [:x]
    @impl true
    def exception(value), do: %__MODULE__{x: value}
    @impl true
    def message(%{x: x}), do: "built with #{inspect(x)}"
  end

  def clause(1, :a), do: 1
  def guard(x) when is_integer(x) and x > 0, do: x
  defp id(x), do: x

  def main do
    t(raise "text"); t(raise ArgumentError); t(raise ArgumentError, "own text"); t(raise Own); t(raise Own, code: 5); t(raise Own, message: "m"); t(raise Built, {1, 2}); t(raise :erlang_error); t(throw(:ball)); t(exit(:reason)); t(:erlang.error(:plain)); t(:erlang.error({:badmatch, 1})); t(:erlang.error(:badarith)); t(:erlang.error({:badkey, :k})); t(:erlang.error(:system_limit)); t(:erlang.error({:case_clause, 1})); t(:erlang.error(:if_clause)); t(:erlang.error({:try_clause, 1})); t(:erlang.error({:badmap, 1})); t(:erlang.error({:badbool, :and, 1})); t(:erlang.error(:cond_clause)); t(:erlang.error({:bad_cast, 1})); t(:erlang.error({:badarity, {fn -> 1 end, [1]}}) |> is_nil()); t(:erlang.error({:badfun, 1})); t(:erlang.error(:undef)); t(:erlang.error(:function_clause)); t(:erlang.error({:nocatch, 1})); t(:erlang.error(:timeout_value)); t(:erlang.error({:badstruct, A, %{}}))
    t(clause(id(2), :b)); t(guard(id(-1))); t(id(1) + id(:a)); t(id(%{}).field); t(id(nil).field); t(id(:mod_without).fun()); t(String.nothing(1)); t(apply(id(:nomod), :f, [1])); t(id(fn x -> x end).()); t(id(5).(1)); t(case id(3) do 4 -> 1 end); t(cond do id(false) -> 1 end); t({1, 3} = id({1, 2})); t(with {:ok, x} <- id(:no) do x else :yes -> 1 end); t(if id(1) and true, do: 1); t(not id(1)); t(hd(id([]))); t(elem(id({1}), 5)); t(id([1]) ++ id(:a) ++ 1); t(id(%{a: 1}).b); t(%{id(%{}) | a: 1}); t(struct!(Own, bad: 1)); t(struct(Own, bad: 1)); t(List.first(:a)); t(String.to_existing_atom(id("not an atom at all"))); t(Integer.parse(id(:a))); t(:maps.get(:a, %{})); t(binary_part(id("abc"), 2, 5)); t(<<id(:a)::8>>); t(<<id("x")::integer>>); t(for <<x <- id(:a)>>, do: x); t(Enum.to_list(id(1)))
    for {kind, r} <- [error: %RuntimeError{message: "m"}, error: :badarg, error: {:badmatch, [1]}, error: :undef, throw: 1, exit: :normal, exit: {:timeout, {GenServer, :call, [:x, :y, 5]}}, exit: :noproc, exit: {:noproc, {GenServer, :call, [:x, :y, 5]}}, exit: {:nodedown, :n}, exit: :killed, exit: {%RuntimeError{message: "z"}, []}, exit: {{:bad_return_value, 1}, {A, :b, []}}, exit: :shutdown, exit: {:shutdown, 1}, exit: {:EXIT, 1}] do
      IO.puts(Exception.format(kind, r, [])); IO.puts(Exception.format_banner(kind, r)); IO.inspect(Exception.normalize(kind, r, []))
    end
    try do clause(id(3), 4) rescue e -> {blamed, stack} = Exception.blame(:error, e, __STACKTRACE__); IO.puts(Exception.message(blamed)); IO.puts(Exception.format_stacktrace_entry(hd(stack))) end
    try do guard(id(:x)) rescue e -> {blamed, _} = Exception.blame(:error, e, __STACKTRACE__); IO.puts(Exception.format(:error, blamed, [])) end
    for e <- [{A, :f, 1, []}, {A, :f, [1, :x], [file: 'a.ex', line: 3]}, {fn -> 1 end, 0, []} |> put_elem(0, &Enum.map/2), {A, :"-f/1-fun-0-", 1, []}, {:erl, :f, 2, [line: 1]}, {:elixir_compiler, :__FILE__, 1, []}], do: IO.puts(Exception.format_stacktrace_entry(e))
    IO.puts(Exception.format_mfa(A, :"b c", 1)); IO.puts(Exception.format_mfa(:a, :b, [1, "x"])); IO.puts(Exception.format_fa(&id/1, 1) |> String.slice(0, 5)); IO.puts(Exception.format_file_line("f", 1)); IO.puts(Exception.format_file_line("f", nil)); t(Exception.exception?(1)); t(is_exception(%Own{})); t(is_exception(%Own{}, Built))
    t(try do raise Own, code: 1 rescue e in [Built, Own] -> {e.code, e.message} else _ -> 2 after send(self(), :after) end); t(receive do x -> x end); t(try do throw(1) catch x -> {:caught, x} end); t(try do exit(2) catch :exit, x -> {:exit, x} end); t(try do 1 else 1 -> :one end); t(try do 2 else 1 -> :one end); t(try do :erlang.error(:x) rescue e in ErlangError -> e.original end); t(try do raise "a" rescue RuntimeError -> :named end); t(try do raise "a" rescue e -> reraise e, [] end); t(try do raise "in" after raise "after" end)
  end
end
