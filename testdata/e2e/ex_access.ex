defmodule ExAccess do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    data = %{users: [%{name: "x", age: 1}, %{name: "y", age: 2}], o: %{p: %{q: 1}}}
    t(get_in(data, [:users, Access.all(), :age])); t(get_in(data, [:o, :p, :q])); t(get_in(data, [:nope, :p])); t(put_in(data.o.p.q, 5).o); t(update_in(data, [:users, Access.at(1), :age], &(&1 * 10)).users); t(pop_in(data, [:o, :p, :q])); t(get_and_update_in(data, [:o, :p, :q], &{&1, &1 + 1}) |> elem(0)); t(get_in(data, [:users, Access.filter(&(&1.age > 1)), :name])); t(update_in([1, 2, 3], [Access.at(-1)], &(&1 * 2))); t(get_in({1, 2}, [Access.elem(1)])); t(get_in(%{a: nil}, [:a, Access.key(:b, 3)])); t(put_in(%{}, [Access.key(:a, %{}), :b], 1)); t(get_in([a: 1], [Access.key!(:a)])); t(get_in(%{}, [Access.key!(:a)])); t(Access.fetch([a: 1], :a)); t(Access.get(nil, :a)); t(Access.pop(%{a: 1}, :a)); t([1, 2][0]); t({1}[:a]); t(get_in([1, 2, 3, 4], [Access.slice(1..2)])); t(put_in([], [:a, :b], 1))
  end
end
