%% Functions of lists, string and binary against plain definitions of the same, over many generated lists: sorts, splits, merges, folds.
-module(lists_laws).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Ls = [gen(N, S) || N <- [0, 1, 2, 3, 5, 8, 20, 100], S <- [1, 2, 3]],
    Checks = [{sort, fun(L) -> lists:sort(L) =:= insertion(L) end}, {sort_fun, fun(L) -> lists:sort(fun(A, B) -> A =< B end, L) =:= insertion(L) end}, {usort, fun(L) -> lists:usort(L) =:= dedup(insertion(L)) end}, {reverse, fun(L) -> lists:reverse(lists:reverse(L)) =:= L end}, {append, fun(L) -> lists:append([L, L, []]) =:= L ++ L end}, {subtract, fun(L) -> L -- L =:= [] end}, {subtract2, fun(L) -> (L ++ L) -- L =:= minus(L ++ L, L) end},
              {flatten, fun(L) -> lists:flatten([L, [[L]], L]) =:= L ++ L ++ L end}, {partition, fun(L) -> {A, B} = lists:partition(fun is_integer/1, L), A =:= [X || X <- L, is_integer(X)] andalso B =:= [X || X <- L, not is_integer(X)] end}, {splitwith, fun(L) -> {A, B} = lists:splitwith(fun is_integer/1, L), A ++ B =:= L andalso A =:= lists:takewhile(fun is_integer/1, L) andalso B =:= lists:dropwhile(fun is_integer/1, L) end}, {split, fun(L) -> lists:all(fun(N) -> {A, B} = lists:split(N, L), A ++ B =:= L andalso length(A) =:= N andalso A =:= lists:sublist(L, N) andalso B =:= lists:nthtail(N, L) end, lists:seq(0, length(L))) end},
              {fold, fun(L) -> lists:foldl(fun(X, A) -> [X | A] end, [], L) =:= lists:reverse(L) andalso lists:foldr(fun(X, A) -> [X | A] end, [], L) =:= L end}, {mapfold, fun(L) -> {A, N} = lists:mapfoldl(fun(X, I) -> {{I, X}, I + 1} end, 0, L), {B, M} = lists:mapfoldr(fun(X, I) -> {{I, X}, I + 1} end, 0, L), N =:= M andalso [X || {_, X} <- A] =:= L andalso [I || {I, _} <- B] =:= lists:reverse([I || {I, _} <- A]) end}, {zip, fun(L) -> {A, B} = lists:unzip(lists:zip(L, lists:reverse(L))), A =:= L andalso B =:= lists:reverse(L) end}, {zip3, fun(L) -> lists:unzip3(lists:zip3(L, L, L)) =:= {L, L, L} end},
              {keysort, fun(L) -> P = [{X, I} || {I, X} <- lists:enumerate(L)], S = lists:keysort(1, P), [X || {X, _} <- S] =:= lists:sort(L) andalso stable(S) end}, {merge, fun(L) -> S = lists:sort(L), lists:merge(S, S) =:= lists:sort(L ++ L) andalso lists:merge3(S, S, S) =:= lists:sort(L ++ L ++ L) andalso lists:umerge(lists:usort(L), lists:usort(L)) =:= lists:usort(L) end}, {keymerge, fun(L) -> P = lists:keysort(1, [{X, a} || X <- L]), Q = lists:keysort(1, [{X, b} || X <- L]), lists:keymerge(1, P, Q) =:= lists:keysort(1, P ++ Q) end}, {ukeysort, fun(L) -> [X || {X} <- lists:ukeysort(1, [{X} || X <- L])] =:= dedup_eq(lists:sort(L)) end},
              {min_max, fun([]) -> true; (L) -> lists:min(L) == hd(lists:sort(L)) andalso lists:max(L) == lists:last(lists:sort(L)) end}, {delete, fun(L) -> lists:all(fun(X) -> lists:delete(X, L) =:= minus(L, [X]) end, L) end}, {member, fun(L) -> lists:all(fun(X) -> lists:member(X, L) end, L) andalso not lists:member(zzz, L) end}, {keyfind, fun(L) -> P = [{I, X} || {I, X} <- lists:enumerate(L)], lists:all(fun({I, X}) -> lists:keyfind(X, 2, P) =/= false andalso lists:keyfind(I, 1, P) =:= {I, X} end, P) end}, {keyreplace, fun(L) -> P = [{X, 0} || X <- L], length(lists:keystore(zzz, 1, P, {zzz, 1})) =:= length(L) + 1 andalso lists:keydelete(zzz, 1, P) =:= P andalso lists:keyreplace(zzz, 1, P, x) =:= P end},
              {prefix, fun(L) -> lists:prefix(L, L ++ [x]) andalso lists:suffix(L, [x | L]) andalso (L =:= [] orelse not lists:prefix([x | L], L)) end}, {nth, fun(L) -> L =:= [lists:nth(I, L) || I <- lists:seq(1, length(L))] end}, {last, fun([]) -> true; (L) -> lists:last(L) =:= hd(lists:reverse(L)) andalso lists:droplast(L) ++ [lists:last(L)] =:= L end}, {filtermap, fun(L) -> lists:filtermap(fun(X) when is_integer(X) -> {true, -X}; (X) -> is_atom(X) end, L) =:= lists:append([if is_integer(X) -> [-X]; is_atom(X) -> [X]; true -> [] end || X <- L]) end}, {search, fun(L) -> lists:search(fun is_float/1, L) =:= case [X || X <- L, is_float(X)] of [] -> false; [H | _] -> {value, H} end end}, {join, fun(L) -> lists:join(sep, L) =:= case L of [] -> []; _ -> tl(lists:append([[sep, X] || X <- L])) end end}, {uniq, fun(L) -> lists:uniq(L) =:= lists:reverse(lists:foldl(fun(X, A) -> case lists:member(X, A) of true -> A; false -> [X | A] end end, [], L)) end}, {sets, fun(L) -> lists:sort(sets:to_list(sets:from_list(L))) =:= lists:sort(maps:keys(maps:from_keys(L, x))) end}, {length, fun(L) -> length(L) =:= lists:foldl(fun(_, N) -> N + 1 end, 0, L) end}, {sublist, fun(L) -> lists:all(fun(N) -> lists:sublist(L, 2, N) =:= lists:sublist(case L of [] -> []; [_ | T] -> T end, N) end, [0, 1, 5]) end}, {tuple, fun(L) -> tuple_to_list(list_to_tuple(L)) =:= L end}, {external, fun(L) -> binary_to_term(term_to_binary(L)) =:= L end}, {ordsets, fun(L) -> ordsets:union(ordsets:from_list(L), ordsets:from_list(L)) =:= ordsets:from_list(L) andalso ordsets:subtract(ordsets:from_list(L), ordsets:from_list(L)) =:= [] end}],
    [?T({Name, [hash(L) || L <- Ls, not Check(L)]}) || {Name, Check} <- Checks],
    ?T([erlang:phash2(lists:sort(L)) || L <- Ls]), ?T([erlang:phash2(lists:sort(fun(A, B) -> {kind(A), A} >= {kind(B), B} end, L)) || L <- Ls]), ?T(erlang:phash2(lists:sort([I * 7919 rem 10007 || I <- lists:seq(1, 20000)]))), ?T(lists:sort(fun(A, B) -> A rem 3 =< B rem 3 end, lists:seq(1, 20))), ?T(lists:sort(fun(_, _) -> true end, [3, 1, 2])), ?T(lists:sort(fun(_, _) -> false end, [3, 1, 2, 5, 4])), ?T(lists:sort(fun(_, _) -> x end, [3, 1, 2])), ?T(lists:usort(fun(A, B) -> A rem 5 =< B rem 5 end, lists:seq(1, 20))), ?T(lists:merge(fun(A, B) -> A >= B end, [5, 3, 1], [4, 2])), ?T(lists:rkeymerge(1, [{3, a}, {1, a}], [{2, b}])), ?T(lists:rmerge([3, 1], [2])), ?T(lists:rumerge([3, 1], [3, 2])).

gen(N, Seed) -> gen(N, Seed * 7919, []).
gen(0, _, Acc) -> Acc;
gen(N, S, Acc) -> T = (S * 1103515245 + 12345) band 16#7FFFFFFF, V = T bsr 8, X = case V rem 9 of 0 -> float(V rem 7); 1 -> lists:nth(V rem 4 + 1, [a, b, c, d]); 2 -> {V rem 5}; 3 -> [V rem 3]; 4 -> <<(V rem 6)>>; 5 -> -(V rem 10); 6 -> (V rem 3) bsl 62; _ -> V rem 12 end, gen(N - 1, T, [X | Acc]).
kind(X) when is_number(X) -> 0;
kind(X) when is_atom(X) -> 1;
kind(_) -> 2.
hash(L) -> {length(L), erlang:phash2(L)}.
insertion(L) -> lists:foldr(fun insert/2, [], L).
insert(X, []) -> [X];
insert(X, [H | _] = L) when X =< H -> [X | L];
insert(X, [H | T]) -> [H | insert(X, T)].
dedup([X, Y | T]) when X == Y -> dedup([X | T]);
dedup([X | T]) -> [X | dedup(T)];
dedup([]) -> [].
dedup_eq(L) -> dedup(L).
minus(L, []) -> L;
minus(L, [X | T]) -> minus(del(X, L), T).
del(_, []) -> [];
del(X, [X | T]) -> T;
del(X, [H | T]) -> [H | del(X, T)].
stable([{A, I}, {B, J} | T]) -> (A /= B orelse I < J) andalso stable([{B, J} | T]);
stable(_) -> true.
