-module(record_basic).
-export([main/0]).

-record(person, {name, age = 0 :: integer(), tags = []}).
-record(empty, {}).
-record(outer, {inner = #person{name = "default"}, n}).

main() ->
    P = #person{name = "Ann", age = 30},
    p(P), p(P#person.name), p(#person{}), p(#empty{}), p(#outer{}),
    p(P#person{age = 31, tags = [x]}),
    p((#outer{inner = P})#outer.inner#person.age),
    O = #outer{}, p(O#outer{inner = (O#outer.inner)#person{age = 5}}),
    p(#person.age), p(record_info(size, person)), p(record_info(fields, person)),
    p(is_record(P, person)), p(is_record(P, outer)), p(is_record(id({person, 1}), person)),
    p([adult(X) || X <- [P, P#person{age = 3}, #empty{}, {person}, nil]]),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> (id(P))#empty{} end, fun() -> (id({person, 1}))#person.name end, fun() -> (id(x))#person{age = 1} end,
              fun() -> #person{age = A} = id(#outer{}), A end]],
    p(lists:keysort(#person.age, [P#person{age = 9}, P#person{age = 2}])),
    p([N || #person{name = N} <- [P, #empty{}, #person{name = bob}]]),
    p(#person{_ = '_', name = '$1'}).

adult(#person{age = A}) when A >= 18 -> true;
adult(#person{}) -> false;
adult(R) when is_record(R, empty) -> empty;
adult(R) when element(1, R) =:= person -> broken;
adult(_) -> not_a_person.

p(X) -> io:format("~p~n", [X]).
id(X) -> X.
