-module(atom_dynamic).
-export([main/0, handler_7/0]).

main() ->
    Atoms = [list_to_atom("dynamic_" ++ integer_to_list(N)) || N <- lists:seq(1, 2000)],
    io:format("~w ~w~n", [length(lists:usort(Atoms)), lists:nth(77, Atoms)]),
    true = [list_to_existing_atom("dynamic_" ++ integer_to_list(N)) || N <- lists:seq(1, 2000)] =:= Atoms,
    io:format("~w~n", [lists:foldl(fun(A, Sum) -> Sum + length(atom_to_list(A)) end, 0, Atoms)]),
    F = list_to_atom("handler_" ++ integer_to_list(7)),
    io:format("~p~n", [?MODULE:F()]),
    io:format("~p~n", [apply(list_to_atom("lists"), list_to_atom("reverse"), [[1, 2, 3]])]),
    io:format("~p~n", [binary_to_existing_atom(<<"handler_7">>)]),
    io:format("~p ~p~n", [a < b, list_to_atom("zz") > list_to_atom("za")]).

handler_7() -> seven.
