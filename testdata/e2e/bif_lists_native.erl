-module(bif_lists_native).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    calls(lists, member, [[a, [a, b]], [1, [1.0]], [x, []], [x, [a | x]], [x, a], [a, [b, a | tail]]]),
    calls(lists, reverse, [[[]], [[1, 2]], [a], [[1 | 2]]]),
    calls(lists, reverse, [[[1, 2], [3]], [[], tail], [[1], tail], [[1 | 2], []], [a, []]]),
    [calls(lists, F, [[k, 1, [{k, 1}]], [1, 1, [{1.0, a}]], [k, 2, [{k}, {x, k}]], [k, 1, []], [k, 0, []], [k, 1, [a, {k}]], [k, a, []],
                      [k, 1, a], [k, 1, [{x} | y]], [k, 1 bsl 70, [{k}]], [k, 3, [{k}, x, {1, 2, k}]]])
     || F <- [keyfind, keymember, keysearch]],
    calls(erlang, length, [[[]], [[1, 2]], [a], [[1 | 2]], [<<>>]]),
    [calls(erlang, F, [[[1, 2]], [[1 | 2]], [[]], [a], [{}]]) || F <- [hd, tl]],
    calls(erlang, list_to_tuple, [[[]], [[1, 2, 3]], [a], [[1 | 2]]]),
    calls(erlang, tuple_to_list, [[{}], [{1, {2}}], [[]], [<<>>]]),
    calls(erlang, element, [[1, {a}], [2, {a}], [0, {a}], [-1, {a}], [a, {a}], [1, a], [1 bsl 64, {a}], [1.0, {a}]]),
    calls(erlang, setelement, [[1, {a}, b], [2, {a}, b], [0, {a}, b], [a, {a}, b], [1, [a], b], [1 bsl 64, {a}, b]]),
    calls(erlang, make_tuple, [[0, x], [3, x], [-1, x], [a, x], [1 bsl 30, x]]),
    calls(erlang, make_tuple, [[3, x, [{2, a}, {2, b}]], [3, x, []], [3, x, [{4, a}]], [3, x, [{0, a}]], [3, x, [a]], [3, x, [{1, a} | b]], [3, x, a],
                               [-1, x, []]]),
    calls(erlang, append_element, [[{}, a], [{1}, {2}], [a, a]]),
    calls(erlang, insert_element, [[1, {}, a], [2, {x}, a], [3, {x}, a], [0, {x}, a], [a, {x}, a], [1, [], a]]),
    calls(erlang, delete_element, [[1, {a}], [2, {a, b, c}], [2, {a}], [0, {a}], [a, {a}], [1, a]]),
    [calls(erlang, F, [[{}], [{1, 2}], [#{a => 1}], [[]], [<<1, 2:4>>], [<<>>], [a], [1.0]]) || F <- [tuple_size, size, map_size, byte_size, bit_size]],
    calls(lists, append, [[[[1], [2, 3], []]], [[]], [[a]], [[[1], a]]]),
    calls(lists, subtract, [[[1, 2, 1], [1]], [a, []], [[], a]]),
    calls(lists, nth, [[1, [a]], [2, [a]], [0, [a]], [a, [a]], [1, a]]),
    calls(lists, nthtail, [[0, [a]], [1, [a]], [2, [a]], [-1, [a]]]).
