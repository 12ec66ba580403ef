defmodule ExMapSet do
  require Shared.Show
  import Shared.Show, only: [t: 1]

  def main do
    t(MapSet.new([3, 1, 2, 1]) |> Enum.sort()); t(MapSet.new([1, 2]) |> MapSet.put(3)); t(MapSet.difference(MapSet.new([1, 2]), MapSet.new([2]))); t(MapSet.intersection(MapSet.new([1, 2]), MapSet.new([2, 3]))); t(MapSet.union(MapSet.new([1]), MapSet.new([2]))); t(MapSet.subset?(MapSet.new([1]), MapSet.new([1, 2]))); t(MapSet.disjoint?(MapSet.new([1]), MapSet.new([2]))); t(MapSet.member?(MapSet.new([1]), 1.0)); t(MapSet.symmetric_difference(MapSet.new([1, 2]), MapSet.new([2, 3]))); t(MapSet.size(MapSet.new(1..50))); t(MapSet.delete(MapSet.new([1]), 1)); t(MapSet.equal?(MapSet.new([1]), MapSet.new([1]))); t(MapSet.filter(MapSet.new(1..4), &(&1 > 2))); t(MapSet.split_with(MapSet.new(1..4), &(&1 > 2))); t(inspect(MapSet.new())); t(MapSet.new(1))
  end
end
