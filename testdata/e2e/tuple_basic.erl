-module(tuple_basic).
-export([main/0]).

main() ->
    T = {a, 1, "s", {nested, [x]}, 2.5},
    p(T), p(tuple_size(T)), p(element(2, T)), p(setelement(3, T, new)), p(T),
    p(tuple_to_list(T)), p(list_to_tuple([1, 2, 3])), p({}), p(list_to_tuple([])),
    p(erlang:append_element({1, 2}, 3)), p(erlang:insert_element(1, {b, c}, a)), p(erlang:delete_element(2, {a, b, c})),
    p(erlang:make_tuple(3, x)), p(erlang:make_tuple(5, d, [{2, two}, {4, four}])),
    p([size(X) || X <- [{}, {1}, {1, 2}]]),
    p([arity(X) || X <- [{}, {1}, {1, 2}, {a, b, c}, {ok, 1}, {error, r}, x]]),
    Big = list_to_tuple(lists:seq(1, 300)),
    p({tuple_size(Big), element(300, Big), element(150, setelement(150, Big, mid))}),
    p(lists:sum(tuple_to_list(Big))),
    p([{1, 2} < {1, 3}, {1, 2} < {0, 0, 0}, {a, b} =:= {a, b}, {1} == {1.0}, {1} =:= {1.0}]),
    {A, {B, [C | _]}} = {1, {2, [3, 4]}},
    p([A, B, C]),
    [io:format("~p~n", [try F() catch Cl:R -> {Cl, R} end])
     || F <- [fun() -> element(0, id({a})) end, fun() -> element(2, id({a})) end, fun() -> element(1, id([])) end,
              fun() -> setelement(4, id({1, 2, 3}), x) end, fun() -> tuple_size(id(x)) end, fun() -> list_to_tuple(id([1 | 2])) end,
              fun() -> erlang:make_tuple(id(-1), x) end, fun() -> element(id(1.0), {a}) end]],
    p(swap({1, 2})), p([sel(X) || X <- [{point, 1, 2}, {circle, 5}, {circle, 1, 2}, {}, nil]]).

arity({}) -> none;
arity({ok, _}) -> ok;
arity({error, _}) -> error;
arity({_}) -> one;
arity({_, _}) -> two;
arity(T) when tuple_size(T) > 2 -> many;
arity(_) -> no_tuple.

sel({point, X, Y}) -> X + Y;
sel({circle, R}) -> R;
sel(T) when is_tuple(T), tuple_size(T) =:= 0 -> empty;
sel(T) when element(1, T) =:= circle -> odd_circle;
sel(_) -> other.

swap({A, B}) -> {B, A}.

p(X) -> io:format("~p~n", [X]).
id(X) -> X.
