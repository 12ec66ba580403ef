%% The order of terms: every pair of many, all comparisons, sorts of each kind, and keys of ordered sets and maps.
-module(term_order_sweep).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Terms = terms(),
    Indexed = lists:zip(lists:seq(1, length(Terms)), Terms),
    [io:format("~0tp ~s~n", [show_term(A), [sign(A, B) || B <- Terms]]) || A <- Terms],
    ?T([{I, J} || {I, A} <- Indexed, {J, B} <- Indexed, not consistent(A, B)]), ?T([{A, B, C} || {A, X} <- Indexed, {B, Y} <- Indexed, X =< Y, {C, Z} <- Indexed, C rem 5 =:= 0, Y =< Z, X > Z]),
    ?T([I || {_, I} <- lists:keysort(1, [{T, I} || {I, T} <- Indexed])]), ?T([I || {_, I} <- lists:sort([{T, I} || {I, T} <- lists:reverse(Indexed)])]), ?T(length(lists:usort(Terms ++ Terms))), ?T([I || {I, T} <- Indexed, T =:= lists:max(Terms)]), ?T([I || {I, T} <- Indexed, T =:= lists:min(Terms)]),
    ?T(begin E = ets:new(t, [ordered_set]), [ets:insert(E, {T, I}) || {I, T} <- Indexed], [I || {_, I} <- ets:tab2list(E)] end), ?T(maps:size(maps:from_list([{T, I} || {I, T} <- Indexed]))), ?T([I || {_, I} <- gb_trees:to_list(lists:foldl(fun({I, T}, G) -> gb_trees:enter(T, I, G) end, gb_trees:empty(), Indexed))]), ?T([I || {_, I} <- orddict:to_list(lists:foldl(fun({I, T}, G) -> orddict:store(T, I, G) end, orddict:new(), Indexed))]),
    ?T([{min(A, B), max(A, B)} || {A, B} <- [{1, 1.0}, {1.0, 1}, {a, b}, {[], a}, {0.0, -0.0}, {-0.0, 0.0}, {{1}, {1.0}}]]), ?T(lists:sort([1.0, 1, 2, 2.0, 1, 1.0])), ?T(lists:usort([1.0, 1, 2, 2.0, 1, 1.0])), ?T(lists:sort(fun(A, B) -> A >= B end, [1.0, 1, 2, 2.0])), ?T(lists:merge([1, 2.0], [1.0, 2])), ?T(lists:umerge([1, 2.0], [1.0, 2])), ?T(lists:keysort(1, [{1.0, a}, {1, b}, {0, c}])), ?T(lists:ukeysort(1, [{1.0, a}, {1, b}, {0, c}])), ?T([1, 2, 3] -- [2.0]), ?T(lists:member(1.0, [1])), ?T(lists:delete(1.0, [1, 1.0])), ?T(lists:keyfind(1.0, 1, [{1, a}])), ?T(lists:keymember(1, 1, [{1.0, a}])), ?T(proplists:get_value(1, [{1.0, a}])), ?T(ordsets:from_list([1, 1.0, 2])), ?T(sets:size(sets:from_list([1, 1.0]))), ?T(gb_sets:to_list(gb_sets:from_list([1, 1.0]))),
    ?T([A < B || {A, B} <- [{9007199254740993, 9007199254740992.0}, {9007199254740992, 9007199254740993.0}, {1 bsl 1023, 1.0e308}, {-(1 bsl 1024), -1.7976931348623157e308}, {(1 bsl 53) + 1, float(1 bsl 53)}, {36028797018963969, 36028797018963968.0}, {1 bsl 64, 18446744073709551616.0}]]), ?T([A == B || {A, B} <- [{9007199254740993, 9007199254740992.0}, {1 bsl 64, 18446744073709551616.0}, {(1 bsl 64) + 1, 18446744073709551616.0}, {1 bsl 1000, float(1 bsl 1000)}, {(1 bsl 1000) + 1, float(1 bsl 1000)}, {0, -0.0}, {#{a => 1}, #{a => 1.0}}, {#{1 => a}, #{1.0 => a}}, {[1 | 2.0], [1.0 | 2]}]]).

terms() ->
    [0, 1, -1, 1.0, -0.0, 0.5, 1 bsl 27, 1 bsl 59, 1 bsl 60, 1 bsl 64, float(1 bsl 64), -(1 bsl 64), 1.0e300, 1 bsl 1000, a, aa, b, '', 'A', 'é', true, make_ref(), fun lists:map/2, fun lists:map/1, fun maps:map/2, self(), {}, {1}, {1.0}, {a, b}, {1, 2, 3}, {b}, #{}, #{a => 1}, #{a => 2}, #{b => 1}, #{a => 1, b => 2}, #{1 => a}, #{1.0 => a}, #{1 => a, 1.0 => b}, [], [1], [1.0], [1, 2], [1 | 2], [2], [[]], [a | b], "abc", <<>>, <<1>>, <<1, 2>>, <<2>>, <<1:1>>, <<1:7>>, <<128>>, <<1, 1:1>>, [{}], {[]}, [#{}], #{[] => {}}].
sign(A, B) when A =:= B -> "=";
sign(A, B) when A == B -> "~~";
sign(A, B) when A < B -> "<";
sign(A, B) when A > B -> ">".
consistent(A, B) -> (A < B) =:= (B > A) andalso (A =< B) =:= (B >= A) andalso (A == B) =:= not (A /= B) andalso (A =:= B) =:= not (A =/= B) andalso (A < B) =:= not (A >= B) andalso ((A == B) =:= (A =< B andalso A >= B)) andalso (not (A =:= B) orelse A == B) andalso ({A, x} < {B, x}) =:= (A < B) andalso ([A] < [B]) =:= (A < B) andalso ({A} == {B}) =:= (A == B).
