%% Atoms as keys of small maps are in the order of their numbers: the emulator's own first, then the program's as its modules bring them.
-module(map_atom_order).
-export([main/0]).

main() ->
    show(#{zulu => 1, alpha => 2, name => 3, id => 4}),
    show(#{zulu => zulu(), alpha => 2, name => 3, id => 4}),
    show(maps:from_list([{K, K} || K <- [mike, kilo, zulu, {alpha, 1}, <<"x">>, 3, 2.0, error, badarg, [], "s"]])),
    M = #{zulu => 1, yankee => 2, xray => 3},
    show(M#{whiskey => 4, alpha => 0}),
    show(maps:remove(yankee, M#{alpha => 0})),
    show(maps:put(list_to_atom("made_" ++ "now"), 1, M)),
    show(maps:put(list_to_atom("a_made_" ++ "now"), 2, maps:put(list_to_atom("made_" ++ "now"), 1, M))),
    show(maps:merge(#{xray => 1, name => 2}, #{alpha => 3, zulu => 4})),
    show(maps:filtermap(fun(_, V) -> V > 1 andalso {true, V * 2} end, M#{alpha => 5})),
    show(maps:to_list(M)),
    show(maps:keys(M)),
    show(maps:values(M)),
    show(maps:fold(fun(K, V, A) -> [{K, V} | A] end, [], M)),
    show(maps:to_list(maps:iterator(M, ordered))),
    show(maps:to_list(maps:iterator(M, reversed))),
    show([K || K := _ <- M]),
    show(binary_to_term(term_to_binary(M))),
    show(term_to_binary(#{name => 1, id => 2, alpha => 3}) =:= term_to_binary(#{id => 2, alpha => 3, name => 1})),
    show(erlang:phash2(M)),
    io:format("~w ~kp~n", [M, M]),
    %% Comparing does not go by it: keys in the order of terms, then their values.
    show(lists:sort([#{zulu => 1, alpha => 2}, #{zulu => 2, alpha => 1}, #{name => 9, zulu => 0}, #{id => 1, mike => 3}, #{}])),
    show({#{zulu => 1, alpha => 2} < #{zulu => 2, alpha => 1}, #{zulu => 1, alpha => 2} == #{alpha => 2.0, zulu => 1.0},
          #{zulu => 1, alpha => 2} =:= #{alpha => 2, zulu => 1}}),
    show(maps:get(alpha, #{zulu => 1, alpha => 2, name => 3})),
    #{name := N, zulu := Z} = #{zulu => 1, alpha => 2, name => 3},
    show({N, Z}),
    T = ets:new(t, [ordered_set]),
    ets:insert(T, [{#{zulu => 1, alpha => 2}, a}, {#{name => 1, alpha => 2}, b}, {#{alpha => 2, zulu => 1}, c}]),
    show(ets:tab2list(T)),
    show(maps:groups_from_list(fun(X) -> X rem 3 =:= 0 andalso three end, lists:seq(1, 7))).

zulu() -> 26.

show(Term) -> io:format("~p~n", [Term]).
