%% Priority queues and sets of our own: leftist and pairing heaps, a red-black tree, union-find, a trie, against OTP's.
-module(prog_heaps).
-export([main/0]).

main() ->
    Numbers = numbers(500, 12345),
    Sorted = lists:sort(Numbers),
    io:format("~p~n", [[drain_leftist(lists:foldl(fun(N, H) -> leftist(H, {1, N, nil, nil}) end, nil, Numbers)) =:= Sorted,
                        drain_pairing(lists:foldl(fun(N, H) -> pairing(H, {N, []}) end, nil, Numbers)) =:= Sorted]]),
    Tree = lists:foldl(fun insert/2, leaf, Numbers),
    io:format("~p ~p ~p~n", [to_list(Tree) =:= lists:usort(Numbers), black_height(Tree), depth(Tree) =< 20]),
    Pairs = pairs(numbers(200, 99)),
    Classes = lists:foldl(fun({A, B}, U) -> union(A rem 100, B rem 100, U) end, maps:from_list([{I, {I, 0}} || I <- lists:seq(0, 99)]), Pairs),
    {Roots, _} = lists:mapfoldl(fun(I, U) -> find(I, U) end, Classes, lists:seq(0, 99)),
    io:format("~p~n", [lists:sort([length([R || R <- Roots, R =:= X]) || X <- lists:usort(Roots)])]),
    Trie = lists:foldl(fun(W, T) -> add(W, T) end, #{}, ["tea", "ten", "to", "in", "inn", "i", "a", "team"]),
    io:format("~p ~p~n", [words(Trie, ""), [prefix(P, Trie) || P <- ["te", "in", "x", ""]]]),
    Keys = lists:usort(Numbers),
    Gb = gb_trees:balance(lists:foldl(fun(K, T) -> gb_trees:enter(K, -K, T) end, gb_trees:empty(), Numbers)),
    io:format("~p~n", [[gb_trees:keys(Gb) =:= Keys, gb_trees:smallest(Gb) =:= {hd(Keys), -hd(Keys)}, gb_trees:size(Gb)]]).

numbers(0, _) -> [];
numbers(N, S) -> X = (S * 1103515245 + 12345) band 16#7FFFFFFF, [X rem 1000 | numbers(N - 1, X)].

pairs([A, B | T]) -> [{A, B} | pairs(T)];
pairs([]) -> [].

leftist(nil, H) -> H;
leftist(H, nil) -> H;
leftist({_, A, L, R}, {_, B, _, _} = H) when A =< B -> balance(A, L, leftist(R, H));
leftist(H, {_, B, L, R}) -> balance(B, L, leftist(H, R)).

balance(V, L, R) -> case rank(L) >= rank(R) of true -> {rank(R) + 1, V, L, R}; false -> {rank(L) + 1, V, R, L} end.
rank(nil) -> 0;
rank({N, _, _, _}) -> N.

drain_leftist(nil) -> [];
drain_leftist({_, V, L, R}) -> [V | drain_leftist(leftist(L, R))].

pairing(nil, H) -> H;
pairing(H, nil) -> H;
pairing({A, As}, {B, _} = H) when A =< B -> {A, [H | As]};
pairing(H, {B, Bs}) -> {B, [H | Bs]}.

drain_pairing(nil) -> [];
drain_pairing({V, Hs}) -> [V | drain_pairing(merge(Hs))].
merge([]) -> nil;
merge([H]) -> H;
merge([A, B | T]) -> pairing(pairing(A, B), merge(T)).

insert(X, T) -> {_, L, V, R} = ins(X, T), {b, L, V, R}.
ins(X, leaf) -> {r, leaf, X, leaf};
ins(X, {C, L, V, R}) when X < V -> fix({C, ins(X, L), V, R});
ins(X, {C, L, V, R}) when X > V -> fix({C, L, V, ins(X, R)});
ins(_, T) -> T.

fix({b, {r, {r, A, X, B}, Y, C}, Z, D}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
fix({b, {r, A, X, {r, B, Y, C}}, Z, D}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
fix({b, A, X, {r, {r, B, Y, C}, Z, D}}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
fix({b, A, X, {r, B, Y, {r, C, Z, D}}}) -> {r, {b, A, X, B}, Y, {b, C, Z, D}};
fix(T) -> T.

to_list(leaf) -> [];
to_list({_, L, V, R}) -> to_list(L) ++ [V | to_list(R)].
depth(leaf) -> 0;
depth({_, L, _, R}) -> 1 + max(depth(L), depth(R)).
black_height(leaf) -> 1;
black_height({C, L, _, R}) -> H = black_height(L), H = black_height(R), case C of b -> H + 1; r -> H end.

find(I, U) ->
    case U of
        #{I := {I, _}} -> {I, U};
        #{I := {P, _}} -> {R, U2} = find(P, U), {R, U2#{I := {R, 0}}}
    end.

union(A, B, U) ->
    {RA, U1} = find(A, U), {RB, U2} = find(B, U1),
    #{RA := {_, NA}, RB := {_, NB}} = U2,
    if RA =:= RB -> U2;
       NA < NB -> U2#{RA := {RB, NA}};
       NA > NB -> U2#{RB := {RA, NB}};
       true -> U2#{RB := {RA, NB}, RA := {RA, NA + 1}}
    end.

add([], T) -> T#{'end' => true};
add([C | W], T) -> T#{C => add(W, maps:get(C, T, #{}))}.

words(T, P) -> [lists:reverse(P) || is_map_key('end', T)] ++ lists:append([words(maps:get(C, T), [C | P]) || C <- lists:sort(maps:keys(T)), is_integer(C)]).

prefix([], T) -> length(words(T, ""));
prefix([C | W], T) -> case T of #{C := S} -> prefix(W, S); _ -> 0 end.
