defmodule ExCollections do
  @moduledoc "List, Tuple, Keyword, Map, MapSet, Range, Access: every function at its edges, against simple models on random data."
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    lists(); keywords(); maps(); sets(); ranges(); access(); random()
  end

  defp lists do
    for l <- [[], [1], [3, 1, 2], [1, [2, [3]]], [{:b, 2}, {:a, 1}, {:b, 3}]] do
      t({l, List.first(l), List.last(l), List.first(l, :d), List.last(l, :d), List.delete(l, 1), List.delete_at(l, -1), List.duplicate(l, 2) |> length(), List.flatten(l), List.insert_at(l, 1, :x), List.insert_at(l, -2, :x), List.replace_at(l, 0, :r), List.replace_at(l, -9, :r), List.update_at(l, 0, &{&1}), List.pop_at(l, 1), List.pop_at(l, -1, :none), List.wrap(l), List.to_tuple(l), List.foldl(l, [], &[&1 | &2]), List.foldr(l, [], &[&1 | &2]), List.improper?(l), List.starts_with?(l, [1]), List.ascii_printable?(l |> Enum.filter(&is_integer/1))})
    end
    k = [{:b, 2, :x}, {:a, 1, :y}, {:b, 3, :z}]
    t(List.keyfind(k, :b, 0)); t(List.keyfind(k, :z, 0, :d)); t(List.keyfind!(k, :z, 0)); t(List.keymember?(k, 3, 1)); t(List.keystore(k, :b, 0, {:new})); t(List.keystore(k, :c, 0, {:c})); t(List.keyreplace(k, :b, 0, {:r})); t(List.keydelete(k, :b, 0)); t(List.keytake(k, 1, 1)); t(List.keytake(k, 9, 1)); t(List.keysort(k, 1)); t(List.keysort(k, 0, :desc)); t(List.keysort(k, 1, &>=/2)); t(List.zip([[1, 2], [3], [4, 5]])); t(List.zip([])); t(List.flatten([1, [[], [2]]], [3])); t(List.flatten(:a)); t(List.delete_at([1], 5)); t(List.myers_difference([1, 2, 3], [1, 3, 4])); t(List.myers_difference(["ab"], ["ac"], &String.myers_difference/2)); t(List.to_string([1, [?a, "é"]])); t(List.to_string([:a])); t(List.to_charlist([0x1F600])); t(List.to_integer('12')); t(List.to_integer('x')); t(List.to_float('1.5')); t(List.to_atom('a b')); t(List.to_existing_atom('no such atom here ex')); t(List.starts_with?([1], 1)); t(List.duplicate(1, -1)); t(List.update_at([1], 3, & &1)); t(List.first([1 | 2])); t(List.last(nil)); t(List.keyfind([{1}], 1, -1)); t(List.ascii_printable?('abc\n', 2)); t(List.improper?([1 | 2]))
    t(Tuple.append({}, 1)); t(Tuple.insert_at({1, 2}, 2, 3)); t(Tuple.insert_at({1}, 5, 3)); t(Tuple.delete_at({1}, 0)); t(Tuple.delete_at({}, 0)); t(Tuple.duplicate(1, 3)); t(Tuple.to_list({1, {2}})); t(Tuple.product({2, 3})); t(Tuple.sum({})); t(Tuple.sum({:a}))
  end

  defp keywords do
    k = [a: 1, b: 2, a: 3]
    t(Keyword.get(k, :a)); t(Keyword.get(k, :z, :d)); t(Keyword.get_values(k, :a)); t(Keyword.fetch(k, :a)); t(Keyword.fetch!(k, :z)); t(Keyword.put(k, :a, 9)); t(Keyword.put_new(k, :a, 9)); t(Keyword.put_new_lazy(k, :c, fn -> 5 end)); t(Keyword.delete(k, :a)); t(Keyword.delete_first(k, :a)); t(Keyword.pop(k, :a)); t(Keyword.pop_first(k, :a)); t(Keyword.pop_values(k, :a)); t(Keyword.pop!(k, :z)); t(Keyword.pop_lazy(k, :z, fn -> :l end)); t(Keyword.update(k, :a, 0, &(&1 + 1))); t(Keyword.update(k, :z, 0, & &1)); t(Keyword.update!(k, :z, & &1)); t(Keyword.merge(k, b: 5, d: 6)); t(Keyword.merge(k, [a: 5], fn _, x, y -> {x, y} end)); t(Keyword.keys(k)); t(Keyword.values(k)); t(Keyword.has_key?(k, :b)); t(Keyword.equal?([a: 1, b: 2], b: 2, a: 1)); t(Keyword.keyword?([{1, 2}])); t(Keyword.keyword?(k)); t(Keyword.take(k, [:a])); t(Keyword.drop(k, [:a])); t(Keyword.split(k, [:a, :z])); t(Keyword.split_with(k, fn {_, v} -> v > 1 end)); t(Keyword.filter(k, fn {n, _} -> n == :a end)); t(Keyword.reject(k, fn {n, _} -> n == :a end)); t(Keyword.map(k, fn {n, v} -> {n, v} end)); t(Keyword.new([{:x, 1}, {:x, 2}])); t(Keyword.new([1, 2], &{:"k#{&1}", &1})); t(Keyword.get_and_update(k, :a, &{&1, 10})); t(Keyword.get_and_update(k, :a, fn _ -> :pop end)); t(Keyword.get_and_update(k, :a, fn _ -> :bad end)); t(Keyword.get_and_update!(k, :z, &{&1, 1})); t(Keyword.replace(k, :a, 0)); t(Keyword.replace!(k, :z, 0)); t(Keyword.replace_lazy(k, :b, &(&1 * 2))); t(Keyword.validate([a: 1], [:a, b: 2])); t(Keyword.validate([c: 1], [:a])); t(Keyword.validate!([c: 1], [:a, :b])); t(Keyword.to_list(k)); t(Keyword.get(%{a: 1}, :a)); t(Keyword.get(k, "a")); t(Keyword.merge(k, [1])); t(Keyword.keys([1])); t(Keyword.from_keys([:a, :b], 0)); t(Keyword.get_lazy(k, :z, fn -> 7 end)); t(k[:b]); t(Keyword.values([:a]))
  end

  defp maps do
    m = %{a: 1, b: 2}
    t(Map.get(m, :z, :d)); t(Map.fetch!(m, :z)); t(Map.put_new(m, :a, 9)); t(Map.put_new_lazy(m, :c, fn -> 3 end)); t(Map.delete(m, :a)); t(Map.pop(m, :a)); t(Map.pop!(m, :z)); t(Map.pop_lazy(m, :z, fn -> 0 end)); t(Map.update(m, :z, 0, & &1)); t(Map.update!(m, :z, & &1)); t(Map.merge(m, %{b: 3, c: 4})); t(Map.merge(m, %{b: 3}, fn k, x, y -> {k, x, y} end)); t(Map.take(m, [:a, :z])); t(Map.drop(m, [:a])); t(Map.split(m, [:a])); t(Map.split_with(m, fn {_, v} -> v > 1 end)); t(Map.new([1, 2], &{&1, -&1})); t(Map.new(a: 1, a: 2)); t(Map.new([1])); t(Map.from_keys([1, 2], :v)); t(Map.from_struct(%RuntimeError{})); t(Map.from_struct(URI) |> map_size()); t(Map.get_and_update(m, :a, &{&1, 5})); t(Map.get_and_update(m, :a, fn _ -> :pop end)); t(Map.get_and_update(m, :a, fn _ -> :x end)); t(Map.replace(m, :z, 1)); t(Map.replace!(m, :z, 1)); t(Map.replace_lazy(m, :a, &(&1 + 1))); t(Map.filter(m, fn {_, v} -> v > 1 end)); t(Map.reject(m, fn {_, v} -> v > 1 end)); t(Map.keys(%{"b" => 1, "a" => 2, 1 => 3})); t(Map.values(m)); t(Map.to_list(m)); t(Map.equal?(m, %{a: 1.0, b: 2})); t(Map.has_key?(m, :a)); t(Map.get([a: 1], :a)); t(Map.put(nil, :a, 1)); t(Map.merge(m, a: 1)); t(Map.fetch(:x, 1)); t(Map.delete([], 1)); t(map_size(Map.new(1..100, &{&1, &1}))); t(Enum.sum(Map.values(Map.new(1..100, &{&1, &1})))); t(Map.take(m, :a)); t(%{m | a: 5}); t(Map.new(%{a: 1}, fn {k, v} -> {v, k} end))
  end

  defp sets do
    s = MapSet.new([3, 1, 2, 3]); u = MapSet.new([2, 3, 4.0])
    t(s); t(MapSet.size(s)); t(MapSet.member?(s, 1.0)); t(MapSet.put(s, 9)); t(MapSet.delete(s, 1)); t(MapSet.union(s, u)); t(MapSet.intersection(s, u)); t(MapSet.difference(s, u)); t(MapSet.symmetric_difference(s, u)); t(MapSet.subset?(MapSet.new([1]), s)); t(MapSet.disjoint?(s, MapSet.new([7]))); t(MapSet.equal?(s, MapSet.new([1, 2, 3]))); t(s == MapSet.new([2, 1, 3])); t(MapSet.to_list(s)); t(MapSet.filter(s, &(&1 > 1))); t(MapSet.reject(s, &(&1 > 1))); t(MapSet.split_with(s, &(&1 > 1))); t(MapSet.new([1, 2], &(&1 * 2))); t(Enum.map(s, & &1)); t(Enum.into([5], s)); t(inspect(MapSet.new(1..60), limit: 5)); t(MapSet.new(:a)); t(MapSet.put([], 1)); t(for x <- s, into: MapSet.new(), do: rem(x, 2)); t(MapSet.size(MapSet.new(1..1000)))
  end

  defp ranges do
    for r <- [1..5, 5..1//-1, 1..10//3, 3..2//1, 0..0, -3..3//2, 10..1//-4], do: t({r, Enum.to_list(r), Range.size(r), Enum.count(r), 4 in r, Enum.at(r, 1), Enum.slice(r, 1..2), Enum.reverse(r), Enum.sum(r), Enum.min(r, fn -> nil end), inspect(r), r.first, r.step, Enum.take(r, -2), Enum.drop(r, 1), Enum.split(r, 1)})
    t(Range.disjoint?(1..5, 3..8)); t(Range.disjoint?(1..9//2, 2..8//2)); t(Range.disjoint?(1..100//6, 3..100//9)); t(Range.new(1, 2, 0)); t(Range.new(1.0, 2)); t(1..2 == 1..2//1); t((fn a..b -> {a, b} end).(1..2)); t((fn a..b//c -> {a, b, c} end).(1..9//4)); t(Enum.slice([1, 2, 3, 4], 1..-1//2)); t(String.slice("hello", 1..3)); t(Enum.random(3..3))
  end

  defp access do
    d = %{l: [%{n: 1, t: {1, [2]}}, %{n: 2, t: {3, [4]}}], k: [x: 1, y: %{z: 2}]}
    t(get_in(d, [:l, Access.all(), :t, Access.elem(1), Access.at(0)])); t(update_in(d, [:l, Access.filter(&(&1.n > 1)), :n], &(&1 * 100)).l); t(put_in(d, [:k, :y, :z], 9).k); t(pop_in(d, [:l, Access.at(0), :n]) |> elem(0)); t(pop_in(d, [:l, Access.all(), :n]) |> elem(1)); t(get_and_update_in(d, [:l, Access.all(), :n], &{&1, &1 + 1}) |> elem(0)); t(get_in(d, [:l, Access.at(7), :n])); t(get_in(d, [Access.key(:none, %{}), :a])); t(get_in(d, [Access.key!(:none)])); t(get_in(d, [:l, Access.at!(9)])); t(update_in(d, [:l, Access.at(-1), :n], fn _ -> :last end).l |> length()); t(get_in(d, [:l, Access.slice(0..0), :n])); t(get_in([], [Access.all()])); t(get_in(%{}, [Access.all()])); t(get_in(d, [:l, Access.elem(0)])); t(get_in({1}, [Access.elem(3)])); t(Access.fetch(%{a: nil}, :a)); t(Access.get([a: 1], :b, :d)); t(Access.fetch!([a: 1], :b)); t(Access.get_and_update(%{a: 1}, :a, fn _ -> :pop end)); t(Access.pop([a: 1, a: 2], :a)); t(get_in(d, [fn :get, data, next -> next.(Map.keys(data)) end])); t(d.k[:y][:z]); t(d[:none][:deeper]); t(1[:a]); t(~D[2020-01-01][:year])
  end

  # Operations on maps, keyword lists and sets against sorted lists of pairs.
  defp random do
    :rand.seed(:exsss, {5, 6, 7})
    {m, l} = Enum.reduce(1..1500, {%{}, []}, fn _, {m, l} ->
      k = Enum.random([:rand.uniform(60), :"k#{:rand.uniform(20)}", "s#{:rand.uniform(20)}", {:rand.uniform(5)}])
      v = :rand.uniform(100)
      {m2, l2} = case :rand.uniform(5) do
        1 -> {Map.put(m, k, v), List.keystore(l, k, 0, {k, v})}
        2 -> {Map.delete(m, k), List.keydelete(l, k, 0)}
        3 -> {Map.update(m, k, v, &(&1 + v)), if(List.keymember?(l, k, 0), do: Enum.map(l, fn {^k, x} -> {k, x + v}; p -> p end), else: [{k, v} | l])}
        4 -> {Map.reject(m, fn {_, x} -> rem(x, 11) == 0 end), Enum.reject(l, fn {_, x} -> rem(x, 11) == 0 end)}
        5 -> {Map.merge(m, %{k => v, :z => 1}), l |> List.keystore(k, 0, {k, v}) |> List.keystore(:z, 0, {:z, 1})}
      end
      true = m2 == Map.new(l2) and Enum.sort(Map.to_list(m2)) == Enum.sort(l2) and MapSet.new(Map.keys(m2)) == MapSet.new(l2, &elem(&1, 0))
      {m2, l2}
    end)
    t({map_size(m), length(l), :erlang.phash2(Enum.sort(l))})
  end
end
