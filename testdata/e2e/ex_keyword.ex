defmodule ExKeyword do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    t(Keyword.delete([a: 1, b: 2, a: 3], :a)); t(Keyword.delete_first([a: 1, a: 3], :a)); t(Keyword.get([a: 1], :b, 5)); t(Keyword.get_values([a: 1, a: 2], :a)); t(Keyword.fetch!([], :a)); t(Keyword.merge([a: 1, b: 2], a: 3)); t(Keyword.merge([a: 1], [a: 2], fn _, x, y -> x + y end)); t(Keyword.pop([a: 1, a: 2], :a)); t(Keyword.pop_values([a: 1, a: 2], :a)); t(Keyword.pop_first([a: 1, a: 2], :a)); t(Keyword.put([a: 1, a: 2], :a, 3)); t(Keyword.put_new([a: 1], :b, 2)); t(Keyword.update([a: 1], :a, 0, &(&1 + 1))); t(Keyword.update!([], :a, & &1)); t(Keyword.validate([a: 1], [:a, b: 2])); t(Keyword.validate([c: 1], [:a])); t(Keyword.validate!([c: 1], [:a])); t(Keyword.keyword?([{:a, 1}, 2])); t(Keyword.keys([:bad])); t(Keyword.replace([a: 1, a: 2], :a, 5)); t(Keyword.split([a: 1, b: 2, c: 3], [:a, :c])); t(Keyword.take([a: 1, b: 2], [:b])); t(Keyword.new([{:a, 1}, {:a, 2}])); t(Keyword.get_and_update([a: 1], :a, &{&1, 2})); t(Keyword.filter([a: 1, b: 2], fn {_, v} -> v == 2 end)); t([a: 1, b: 2][:b])
  end
end
