# What a REPL does: expressions one after the other, each with the variables of those before it.
defmodule Expressions do
  def main do
    {_, count} =
      expressions()
      |> String.split("\n", trim: true)
      |> Enum.reduce({[], 0}, fn source, {binding, count} ->
        IO.puts(["> ", source])
        {evaluate(source, binding), count + 1}
      end)

    IO.puts("#{count} expressions")
  end

  defp evaluate(source, binding) do
    {value, binding} = Code.eval_string(source, binding, file: "repl")
    IO.puts(inspect(value, pretty: true, limit: 60))
    binding
  rescue
    error ->
      IO.puts(Exception.format_banner(:error, error))
      binding
  catch
    kind, reason ->
      IO.puts(Exception.format_banner(kind, reason))
      binding
  end

  defp expressions do
    ~S'''
    1 + 2
    x = 40
    x + 2
    {a, [b | c]} = {1, [2, 3, 4]}
    {a, b, c}
    "hello " <> "world"
    "x is #{x}, twice #{x * 2}"
    [1, 2, 3] ++ [4]
    [1, 2, 3, 2] -- [2]
    Enum.map(1..5, fn i -> i * i end)
    Enum.map(1..5, &(&1 + x))
    Enum.reduce([1, 2, 3], 0, &+/2)
    1..10 |> Enum.filter(&(rem(&1, 2) == 0)) |> Enum.sum()
    for i <- 1..3, j <- 1..3, i < j, do: {i, j}
    for <<c <- "abc">>, into: "", do: <<c + 1>>
    for {k, v} <- %{a: 1, b: 2}, into: %{}, do: {v, k}
    %{name: "Ada", born: 1815}
    m = %{a: 1, b: %{c: 2}}
    put_in(m.b.c, 3)
    get_in(m, [:b, :c])
    update_in(m, [:b, :c], &(&1 * 10))
    Map.merge(m, %{d: 4})
    %{m | a: 100}
    %{m | z: 100}
    m.missing
    Map.fetch!(m, :q)
    if x > 10, do: :large, else: :small
    unless x > 10, do: :small, else: :large
    case {1, 2} do {1, y} when y > 1 -> y; _ -> :none end
    cond do x < 0 -> :negative; x == 0 -> :zero; true -> :positive end
    with {:ok, v} <- Map.fetch(m, :a), w = v + 1, do: {v, w}
    with {:ok, v} <- Map.fetch(m, :q), do: v
    try do raise "oops" rescue e in RuntimeError -> e.message end
    try do throw(:ball) catch t -> {:caught, t} end
    try do 1 after IO.puts("after") end
    raise ArgumentError, "bad thing"
    throw :unhandled
    exit :normal
    1 / 0
    :erlang.element(5, {1})
    String.to_integer("12x")
    hd([])
    f = fn 0 -> :zero; n when n > 0 -> :positive; _ -> :negative end
    {f.(0), f.(5), f.(-5)}
    add = &Kernel.+/2
    add.(1, 2)
    f.(1, 2)
    Enum.each(1..3, &IO.puts/1)
    String.upcase("straße")
    String.reverse("noël")
    String.graphemes("añ👨‍👩‍👧z")
    String.split("a,b,,c", ",", trim: true)
    String.pad_leading("7", 3, "0")
    String.replace("banana", "an", "AN")
    Regex.scan(~r/(\w)(\d)/, "a1 b2 c3")
    Regex.named_captures(~r/(?<y>\d+)-(?<m>\d+)/, "2024-05")
    "foo" =~ ~r/^f/
    ~w(a b c)a
    ~c"charlist"
    'charlist'
    ?a
    <<1, 2, 3>>
    <<1::4, 2::4, "x"::binary, 3.5::float>>
    <<h::8, rest::binary>> = "abc"
    {h, rest}
    :atom
    :"atom with spaces"
    nil
    [nil, true, false]
    [a: 1, b: 2]
    [{:a, 1}, {"b", 2}]
    Keyword.get([a: 1], :b, :default)
    1.0e10
    0.1 + 0.2
    1_000_000
    0xFF
    123456789012345678901234567890 * 987654321
    div(17, 5)
    rem(-17, 5)
    Integer.pow(2, 100)
    Float.round(3.14159, 2)
    Integer.digits(1234)
    Enum.chunk_every(1..7, 3)
    Enum.zip([1, 2, 3], [:a, :b, :c])
    Enum.group_by(["a", "bb", "cc", "d"], &String.length/1)
    Enum.sort_by([{1, :b}, {0, :a}], &elem(&1, 0))
    Enum.frequencies("mississippi" |> String.graphemes())
    Enum.with_index([:a, :b])
    Stream.iterate(1, &(&1 * 2)) |> Stream.map(&(&1 + 1)) |> Enum.take(5)
    Stream.unfold({0, 1}, fn {p, q} -> {p, {q, p + q}} end) |> Enum.take(10)
    MapSet.new([3, 1, 2, 3])
    MapSet.union(MapSet.new([1]), MapSet.new([2]))
    1..10//3
    Range.size(1..10)
    Date.new!(2024, 2, 29) |> Date.add(366)
    ~D[2024-01-31] |> Date.day_of_week()
    Date.diff(~D[2024-03-01], ~D[2024-02-01])
    ~T[23:00:07.001]
    NaiveDateTime.add(~N[2024-12-31 23:59:59], 2)
    DateTime.from_unix!(0)
    Calendar.strftime(~D[2024-07-04], "%a %d %b %Y")
    defmodule Point do defstruct x: 0, y: 0; def new(x, y), do: %__MODULE__{x: x, y: y}; end
    Point.new(1, 2)
    %Point{x: 5}
    p = struct(Point, y: 9)
    p.y
    %Point{nope: 1}
    defprotocol Area do def area(shape) end
    defimpl Area, for: Point do def area(p), do: p.x * p.y end
    Area.area(Point.new(3, 4))
    Area.area(:square)
    defmodule Rec do def fact(0), do: 1; def fact(n) when n > 0, do: n * fact(n - 1); end
    Rec.fact(25)
    Rec.fact(-1)
    Rec.unknown()
    quote do: 1 + x
    Macro.to_string(quote do: if(a, do: b, else: c))
    Code.string_to_quoted("a + b * c")
    defmodule M do defmacro twice(e), do: quote(do: unquote(e) * 2); end
    require M; M.twice(21)
    spawn(fn -> :ok end) |> is_pid()
    pid = self(); send(pid, {:msg, 1}); receive do {:msg, n} -> n after 100 -> :timeout end
    {:ok, agent} = Agent.start_link(fn -> 0 end); Agent.update(agent, &(&1 + 5)); Agent.get(agent, & &1)
    Task.async(fn -> 6 * 7 end) |> Task.await()
    Process.put(:key, 1); Process.get(:key)
    inspect(%{list: [1, 2], tuple: {:a, "b"}, nested: %{deep: 'chars'}})
    inspect("quote \" and \n newline")
    inspect(fn -> 1 end) =~ "#Function<"
    to_string([72, "el", ["lo"]])
    undefined_variable
    undefined_function(1)
    1 +
    foo(]
    "unterminated
    @attribute
    Bitwise.bxor(12, 10)
    import Bitwise; (1 <<< 10) ||| 1
    Base.encode64("Elixir") |> Base.decode64!()
    URI.parse("https://user@example.org:8080/path?q=1#frag")
    Version.match?("1.14.0", "~> 1.13")
    Enum.random([7])
    System.version() |> is_binary()
    binding() |> Keyword.keys() |> Enum.sort()
    '''
  end
end
