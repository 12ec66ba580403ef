# A suite of tests with ExUnit: over 300 assertions, and a few that fail, for the report.
ExUnit.start(autorun: false, seed: 0, colors: [enabled: false], timeout: 60_000)

defmodule Suite.Counter do
  use GenServer
  def start_link(n), do: GenServer.start_link(__MODULE__, n)
  def init(n), do: {:ok, n}
  def handle_call(:get, _from, n), do: {:reply, n, n}
  def handle_call({:add, k}, _from, n), do: {:reply, :ok, n + k}
  def handle_cast(:reset, _n), do: {:noreply, 0}
  def handle_info({:set, n}, _), do: {:noreply, n}
end

defprotocol Suite.Size do
  @doc "How large it is"
  def size(value)
end

defimpl Suite.Size, for: BitString do
  def size(binary), do: byte_size(binary)
end

defimpl Suite.Size, for: [Map, MapSet] do
  def size(map), do: Enum.count(map)
end

defmodule Suite.Shape do
  defstruct kind: :circle, side: 1
end

defmodule Suite.NumbersTest do
  use ExUnit.Case, async: true

  for n <- 1..60 do
    test "sum of the first #{n}" do
      assert Enum.sum(1..unquote(n)) == div(unquote(n) * (unquote(n) + 1), 2)
      assert Enum.count(1..unquote(n)) == unquote(n)
    end
  end

  for {text, value} <- [{"0", 0}, {"-17", -17}, {"123456789012345678901", 123_456_789_012_345_678_901}] do
    test "integer #{text}" do
      assert String.to_integer(unquote(text)) == unquote(value)
      assert Integer.to_string(unquote(value)) == unquote(text)
      assert Integer.parse(unquote(text) <> "rest") == {unquote(value), "rest"}
    end
  end

  test "division" do
    for a <- -7..7, b <- [-3, -2, 2, 3] do
      assert div(a, b) * b + rem(a, b) == a
      assert Integer.floor_div(a, b) * b + Integer.mod(a, b) == a
    end

    assert_raise ArithmeticError, fn -> div(1, Process.get(:none, 0)) end
  end

  test "floats" do
    assert_in_delta 0.1 + 0.2, 0.3, 1.0e-9
    assert Float.round(2.5) == 3.0
    assert Float.floor(-1.5) == -2.0
    assert Float.ceil(1.2) == 2.0
    assert Float.parse("1.5e3x") == {1500.0, "x"}
    assert Float.ratio(0.75) == {3, 4}
    refute 1 === 1.0
  end
end

defmodule Suite.CollectionsTest do
  use ExUnit.Case, async: true

  setup do
    {:ok, list: [3, 1, 2], map: %{a: 1, b: 2}}
  end

  test "lists", %{list: list} do
    assert Enum.sort(list) == [1, 2, 3]
    assert Enum.sort(list, :desc) == [3, 2, 1]
    assert Enum.min_max(list) == {1, 3}
    assert List.first(list) == 3
    assert List.last(list) == 2
    assert 2 in list
    refute 5 in list
    assert Enum.chunk_every(list, 2) == [[3, 1], [2]]
    assert Enum.split_with(list, &(&1 > 1)) == {[3, 2], [1]}
    assert Enum.reduce_while(list, 0, fn x, sum -> if sum > 3, do: {:halt, sum}, else: {:cont, sum + x} end) == 4
    assert Enum.scan(list, &+/2) == [3, 4, 6]
    assert Enum.dedup([1, 1, 2, 1]) == [1, 2, 1]
    assert Enum.zip_with([[1, 2], [3, 4]], &Enum.sum/1) == [4, 6]
    assert List.flatten([1, [2, [3]]]) == [1, 2, 3]
    assert List.keyfind([a: 1], :a, 0) == {:a, 1}
  end

  test "maps", %{map: map} do
    assert %{a: 1} = map
    assert Map.get(map, :c, 0) == 0
    assert Map.update!(map, :a, &(&1 + 1)).a == 2
    assert Map.keys(map) == [:a, :b]
    assert Map.pop(map, :a) == {1, %{b: 2}}
    assert Map.new(map, fn {k, v} -> {v, k} end) == %{1 => :a, 2 => :b}
    assert_raise KeyError, fn -> Map.fetch!(map, :c) end
    assert Map.split(map, [:a]) == {%{a: 1}, %{b: 2}}
    assert Enum.into(map, []) == [a: 1, b: 2]
  end

  test "keywords" do
    keywords = [a: 1, b: 2, a: 3]
    assert Keyword.get_values(keywords, :a) == [1, 3]
    assert Keyword.delete(keywords, :a) == [b: 2]
    assert Keyword.merge([a: 0], b: 1) == [a: 0, b: 1]
    assert Keyword.validate([a: 1], [:a, b: 5]) == {:ok, [b: 5, a: 1]}
  end

  test "streams" do
    assert 1..10 |> Stream.map(&(&1 * 2)) |> Stream.filter(&(rem(&1, 3) == 0)) |> Enum.to_list() == [6, 12, 18]
    assert Stream.cycle([1, 2]) |> Enum.take(5) == [1, 2, 1, 2, 1]
    assert Stream.resource(fn -> 3 end, fn 0 -> {:halt, 0}; n -> {[n], n - 1} end, fn _ -> :ok end) |> Enum.to_list() == [3, 2, 1]
    assert Stream.chunk_by([1, 1, 2], & &1) |> Enum.to_list() == [[1, 1], [2]]
  end

  describe "sets and ranges" do
    test "sets" do
      set = MapSet.new([1, 2, 3])
      assert MapSet.member?(set, 2)
      assert MapSet.subset?(MapSet.new([1]), set)
      assert MapSet.difference(set, MapSet.new([1])) == MapSet.new([2, 3])
      assert inspect(set) == "MapSet.new([1, 2, 3])"
    end

    test "ranges" do
      assert Enum.to_list(5..1//-2) == [5, 3, 1]
      assert Range.disjoint?(1..3, 5..7)
      assert 3 in 1..5//2
      refute 2 in 1..5//2
    end
  end
end

defmodule Suite.StringsTest do
  use ExUnit.Case, async: true
  import ExUnit.CaptureIO

  for {input, up, down, length} <- [{"abc", "ABC", "abc", 3}, {"Straße", "STRASSE", "straße", 6}, {"ÀÉ", "ÀÉ", "àé", 2}, {"", "", "", 0}, {"日本", "日本", "日本", 2}] do
    test "case and length of #{inspect(input)}" do
      assert String.upcase(unquote(input)) == unquote(up)
      assert String.downcase(unquote(input)) == unquote(down)
      assert String.length(unquote(input)) == unquote(length)
      assert String.reverse(String.reverse(unquote(input))) == unquote(input)
      assert String.valid?(unquote(input))
    end
  end

  test "parts" do
    assert String.split("a b  c") == ["a", "b", "c"]
    assert String.slice("hello", 1..3) == "ell"
    assert String.at("hello", -1) == "o"
    assert String.trim("  x ") == "x"
    assert String.starts_with?("hello", ["x", "he"])
    assert String.jaro_distance("martha", "marhta") |> Float.round(3) == 0.944
    assert "abc" |> String.to_charlist() == 'abc'
    assert String.replace("a-b-c", ~r/-(.)/, "_\\1") == "a_b_c"
    assert String.capitalize("élan") == "Élan"
    assert String.normalize("é", :nfd) |> String.length() == 1
  end

  test "regular expressions" do
    assert Regex.run(~r/(\d+)-(\d+)/, "10-20") == ["10-20", "10", "20"]
    assert Regex.replace(~r/o/, "foo", "0") == "f00"
    assert Regex.split(~r/[,;]/, "a,b;c") == ["a", "b", "c"]
    assert "foo" =~ "o"
    refute Regex.match?(~r/^x/i, "foo")
  end

  test "binaries" do
    assert <<1, 2::16>> == <<1, 0, 2>>
    assert <<x::binary-size(2), _::binary>> = "hello"
    assert x == "he"
    assert for(<<b <- "ab">>, do: b) == [97, 98]
    assert Base.encode16("xyz") == "78797A"
    assert Base.url_decode64!("_-8=") == <<255, 239>>
  end

  test "output" do
    assert capture_io(fn -> IO.puts("captured") end) == "captured\n"
    assert capture_io("line\n", fn -> IO.write(IO.gets("? ")) end) == "? line\n"
    assert capture_io(:stderr, fn -> IO.puts(:stderr, "err") end) == "err\n"
  end

  test "inspection" do
    for {value, text} <- [{1, "1"}, {:a, ":a"}, {"s", "\"s\""}, {[1], "[1]"}, {%{a: 1}, "%{a: 1}"}, {{1, 2}, "{1, 2}"},
                          {~D[2024-01-02], "~D[2024-01-02]"}, {1..2, "1..2"}, {nil, "nil"}, {[a: 1], "[a: 1]"}, {1.5, "1.5"}] do
      assert inspect(value) == text
    end
  end
end

defmodule Suite.ProcessesTest do
  use ExUnit.Case

  setup context do
    if context[:counter], do: {:ok, counter: start_supervised!({Suite.Counter, context.counter})}, else: :ok
  end

  @tag counter: 5
  test "a server", %{counter: counter} do
    assert GenServer.call(counter, :get) == 5
    assert GenServer.call(counter, {:add, 3}) == :ok
    assert GenServer.call(counter, :get) == 8
    GenServer.cast(counter, :reset)
    assert GenServer.call(counter, :get) == 0
    send(counter, {:set, 9})
    assert :sys.get_state(counter) == 9
  end

  test "messages" do
    send(self(), {:hello, 1})
    assert_receive {:hello, n}
    assert n == 1
    refute_receive {:hello, _}, 10
    send(self(), :other)
    assert_received :other
  end

  test "tasks" do
    assert Task.await(Task.async(fn -> 1 + 1 end)) == 2
    assert Task.async_stream(1..4, &(&1 * &1)) |> Enum.map(fn {:ok, v} -> v end) == [1, 4, 9, 16]
    assert Task.yield(Task.async(fn -> :ok end), 1000) == {:ok, :ok}
  end

  test "agents" do
    {:ok, agent} = Agent.start_link(fn -> %{} end)
    Agent.update(agent, &Map.put(&1, :k, :v))
    assert Agent.get(agent, & &1) == %{k: :v}
    assert Agent.get_and_update(agent, &{map_size(&1), %{}}) == 1
    assert Agent.stop(agent) == :ok
  end

  test "exits" do
    Process.flag(:trap_exit, true)
    pid = spawn_link(fn -> exit(:bye) end)
    assert_receive {:EXIT, ^pid, :bye}
    ref = Process.monitor(pid)
    assert_receive {:DOWN, ^ref, :process, ^pid, :noproc}
    assert catch_exit(exit(:x)) == :x
    assert catch_throw(throw(:y)) == :y
    assert catch_error(raise "z") == %RuntimeError{message: "z"}
  end

  test "registry and supervisors" do
    start_supervised!({Registry, keys: :unique, name: Suite.Registry})
    {:ok, _} = Registry.register(Suite.Registry, "me", 1)
    assert Registry.lookup(Suite.Registry, "me") == [{self(), 1}]
    supervisor = start_supervised!({DynamicSupervisor, strategy: :one_for_one})
    assert {:ok, pid} = DynamicSupervisor.start_child(supervisor, {Suite.Counter, 1})
    assert DynamicSupervisor.count_children(supervisor).active == 1
    assert Process.alive?(pid)
  end
end

defmodule Suite.LanguageTest do
  use ExUnit.Case, async: true
  alias Suite.{Shape, Size}

  test "structs" do
    assert %Shape{}.kind == :circle
    assert %Shape{side: 2} == %{%Shape{} | side: 2}
    assert_raise KeyError, fn -> struct!(Shape, nope: 1) end
  end

  test "protocols" do
    assert Size.size("four") == 4
    assert Size.size(%{a: 1}) == 1
    assert Size.size(MapSet.new([1, 2])) == 2
    assert_raise Protocol.UndefinedError, fn -> Size.size(1) end
    assert Size.impl_for([]) == nil
  end

  test "comprehensions" do
    assert for(x <- 1..3, y <- [:a], do: {x, y}) == [{1, :a}, {2, :a}, {3, :a}]
    assert for(x <- [1, 2, 1], uniq: true, do: x) == [1, 2]
    assert for(x <- 1..4, reduce: 0, do: (sum -> sum + x)) == 10
  end

  test "control" do
    assert with({:ok, a} <- {:ok, 1}, do: a) == 1
    assert with({:ok, a} <- :error, do: a, else: (:error -> 0)) == 0
    assert (try do raise "x" rescue e in RuntimeError -> e.message after :ok end) == "x"
    assert (case 5 do x when x in 1..3 -> :low; _ -> :high end) == :high
  end

  test "calendar" do
    assert Date.diff(~D[2024-03-01], ~D[2024-02-01]) == 29
    assert Date.day_of_week(~D[2024-02-29]) == 4
    assert Time.add(~T[23:59:59], 2) == ~T[00:00:01]
    assert DateTime.to_iso8601(~U[2024-01-01 00:00:00Z]) == "2024-01-01T00:00:00Z"
    assert NaiveDateTime.compare(~N[2024-01-01 00:00:00], ~N[2024-01-02 00:00:00]) == :lt
    assert Date.range(~D[2024-01-30], ~D[2024-02-02]) |> Enum.count() == 4
    assert Date.from_iso8601("2024-13-01") == {:error, :invalid_date}
  end

  test "evaluation" do
    assert Code.eval_string("a + 1", a: 1) == {2, [a: 1]}
    assert Macro.to_string(quote(do: a + b)) == "a + b"
    assert Code.string_to_quoted("1 +") |> elem(0) == :error
    assert_raise SyntaxError, fn -> Code.eval_string("1 + )") end
  end

  @tag :skip
  test "is skipped" do
    assert false
  end
end

defmodule Suite.FailuresTest do
  use ExUnit.Case

  test "an equation" do
    assert Enum.map([1, 2, 3], &(&1 * 2)) == [2, 4, 7]
  end

  test "a match" do
    assert {:ok, value} = {:error, "reason"}
    assert value
  end

  test "an exception" do
    raise ArgumentError, "raised in a test"
  end

  test "a message that does not come" do
    assert_receive :never, 10
  end

  test "a refutation" do
    refute String.contains?("hello", "ell")
  end

  test "strings" do
    assert "hello brave world" == "hello new world"
  end
end

IO.inspect(ExUnit.run())
