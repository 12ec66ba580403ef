-module(atom_basic).
-export([main/0]).

main() ->
    As = [a, 'B', 'hello world', '', 'it\'s', '\n', 'åäö', '日本', true, 'true ', undefined, '_x', x@y, 'Ω'],
    [io:format("~w ~p ~tp ~ts~n", [A, A, A, A]) || A <- As],
    io:format("~w~n", [lists:sort([b, a, c, ab, aa, 'A', 'Z', ''])]),
    [io:format("~w ~w ~w~n", [length(atom_to_list(A)), byte_size(atom_to_binary(A)), is_atom(A)]) || A <- As],
    [A = list_to_atom(atom_to_list(A)) || A <- As],
    [A = binary_to_atom(atom_to_binary(A, utf8), utf8) || A <- As],
    io:format("~w~n", [[classify(A) || A <- As]]),
    io:format("~w ~w~n", [not id(true), not id(false)]),
    io:format("~w~n", [[{A and B, A or B, A xor B} || A <- [true, false], B <- [true, false]]]),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> not id(1) end, fun() -> id(a) and true end, fun() -> list_to_existing_atom("no_such_atom_anywhere_" ++ id("x")) end,
              fun() -> atom_to_list(id(1)) end, fun() -> list_to_atom(lists:duplicate(256, $a)) end, fun() -> id(a) andalso true end]],
    io:format("~w~n", [list_to_existing_atom("hello world")]),
    io:format("~w~n", [length(atom_to_list(list_to_atom(lists:duplicate(255, $a))))]).

classify(true) -> bool;
classify(false) -> bool;
classify(undefined) -> undef;
classify('') -> empty;
classify(_) -> other.

id(X) -> X.
