defmodule ExMap do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    m = %{a: 1, b: 2}
    t(Map.delete(m, :a)); t(Map.drop(m, [:a, :z])); t(Map.equal?(m, %{b: 2, a: 1})); t(Map.fetch(m, :a)); t(Map.fetch(m, :z)); t(Map.fetch!(m, :z)); t(Map.filter(m, fn {_, v} -> v > 1 end)); t(Map.from_keys([:x, :y], 0)); t(Map.from_struct(%{__struct__: X, a: 1})); t(Map.get(m, :z, :d)); t(Map.get_and_update(m, :a, &{&1, &1 + 1})); t(Map.get_and_update(m, :a, fn _ -> :pop end)); t(Map.get_and_update!(m, :z, &{&1, 1})); t(Map.get_lazy(m, :z, fn -> :lazy end)); t(Map.has_key?(m, :a)); t(Map.keys(m)); t(Map.merge(m, %{b: 3, c: 4})); t(Map.merge(m, %{b: 3}, fn _, x, y -> x + y end)); t(Map.new([{:k, :v}])); t(Map.new(1..3, &{&1, &1 * &1})); t(Map.pop(m, :a)); t(Map.pop(m, :z, 9)); t(Map.pop!(m, :z)); t(Map.pop_lazy(m, :z, fn -> 3 end)); t(Map.put(m, :c, 3)); t(Map.put_new(m, :a, 3)); t(Map.put_new_lazy(m, :c, fn -> 7 end)); t(Map.reject(m, fn {k, _} -> k == :a end)); t(Map.replace(m, :z, 1)); t(Map.replace!(m, :z, 1)); t(Map.replace_lazy(m, :a, &(&1 * 10))); t(Map.split(m, [:a])); t(Map.take(m, [:a, :q])); t(Map.to_list(m)); t(Map.update(m, :a, 0, &(&1 + 1))); t(Map.update(m, :z, 0, &(&1 + 1))); t(Map.update!(m, :z, & &1)); t(Map.values(m)); t(%{m | a: 9}); t(%{m | z: 9}); t(m.a); t(m.z); t(m[:z]); t(Map.get(1, :a)); t(Map.put([], :a, 1)); t(%{1 => :int, 1.0 => :float})
  end
end
