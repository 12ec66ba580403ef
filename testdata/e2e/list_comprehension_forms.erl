%% Comprehensions of every form: lists from binaries and back, patterns that filter, sizes from generators, guards that fail, funs that
%% capture, order, nested ones, and what a wrong generator raises.
-module(list_comprehension_forms).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    L = [1, 2, 3, 4], M = [{a, 1}, {b, 2}, {a, 3}, c, {d}], B = <<1, 2, 3, 4>>,
    ?T([X || X <- L]), ?T([{X, Y} || X <- L, Y <- L, X < Y]), ?T([V || {a, V} <- M]), ?T([K || {K, _} <- M, K =/= a]), ?T([T || {_} = T <- M]), ?T([X || <<X>> <= B]), ?T([X || <<X:4>> <= B]), ?T([{X, Y} || <<X:3, Y:5>> <= B]), ?T([X || <<X:16>> <= <<1, 2, 3>>]), ?T([X || <<1, X>> <= <<1, 2, 1, 3, 2, 4, 1, 5>>]), ?T([S || <<N, S:N/binary>> <= <<1, "a", 2, "bc", 0, 3, "def">>]), ?T([S || <<N, S:N/binary>> <= <<1, "a", 5, "bc">>]), ?T([C || <<C/utf8>> <= <<"aé€"/utf8>>]), ?T([C || <<C/utf8>> <= <<"a", 255, "b">>]), ?T([F || <<F/float>> <= <<1.5/float, 2.5/float>>]), ?T([X || <<X:2/signed>> <= <<2#11011000>>]),
    ?T(<< <<X>> || X <- L >>), ?T(<< <<X:4>> || X <- L >>), ?T(<< <<X:3>> || X <- L >>), ?T(<< <<X/float>> || X <- L, X > 3 >>), ?T(<< <<X/utf8>> || X <- "aé€" >>), ?T(<< <<(byte_size(S)), S/binary>> || S <- [<<"a">>, <<"bc">>, <<>>] >>), ?T(<< <<X, Y>> || <<X>> <= B, <<Y>> <= B, X + Y =:= 5 >>), ?T(<< <<X:1>> || <<X:1>> <= B, X =:= 1 >>), ?T(<< <<(X bxor 255)>> || <<X>> <= B >>), ?T(<< X || X <- [<<1>>, <<2:3>>, <<>>] >>), ?T(<< <<Y/bits>> || <<_, Y:4/bits, _:4>> <= <<B/binary, 5>> >>), ?T(<< <<X:N>> || {X, N} <- [{1, 1}, {5, 7}, {1000, 12}] >>),
    ?T([[Y || Y <- lists:seq(1, X)] || X <- L]), ?T([Y || X <- [[1, 2], [], [3]], Y <- X]), ?T([X || X <- L, begin Z = X * 2, Z > 4 end]), ?T([{X, X2} || X <- L, X2 <- [X * X], X2 > 3]), ?T([X || X <- L, X rem 2 =:= 0, X > 2]), ?T([F(10) || F <- [fun(Y) -> X + Y end || X <- L]]), ?T([X || {X, X} <- [{1, 1}, {1, 2}, {a, a}, {1, 1.0}]]), ?T([{X, Y} || X <- L, {X, Y} <- [{1, one}, {3, three}]]), ?T([H || [H | _] <- [[1, 2], [], "ab", x]]), ?T([V || #{k := V} <- [#{k => 1}, #{}, #{k => 2, j => 3}, x]]), ?T([Y || <<Y:8, _/binary>> <- [<<1, 2>>, <<>>, <<3>>, x]]), ?T([X || X <- L, hd(X)]), ?T([X || X <- [true, false, 1], X]), ?T([X || X <- [1, a, 3], X + 1 > 2]), ?T([X || X <- [[1], a, [2, 3]], length(X) > 1]), ?T([X || X <- L, X > 1 orelse X < 0, not (X =:= 3)]), ?T([X || X <- L, false]), ?T([X || X <- L, true]), ?T([x || _ <- L]), ?T([x || true]), ?T([x || false]), ?T([L || [] <- [[], [1], []]]), ?T([ok || 3 <- [1, 3, 3.0, 3]]),
    ?T([X || X <- id(a)]), ?T([X || X <- id([1, 2 | c])]), ?T([X || X <- id([1, 2 | <<>>])]), ?T([X || <<X>> <= id([1])]), ?T([X || <<X>> <= id(a)]), ?T([X || X <- L, id(X)]), ?T([X || X <- L, id(X) > 2, id(not_bool)]), ?T([hd(X) || X <- [[1], []]]), ?T(<< <<X>> || X <- id([1, a]) >>), ?T(<< <<X>> || X <- id(x) >>), ?T(<< <<X/binary>> || X <- id([<<1>>, 2]) >>), ?T(<< <<X:N>> || {X, N} <- id([{1, -1}]) >>), ?T(<< X || X <- id([<<1>>, 2]) >>), ?T([X || {X, _} <- id(#{a => 1})]), ?T([Y || X <- id([[1], b]), Y <- X]), ?T([throw(X) || X <- L]), ?T([X || X <- L, throw({filter, X})]), ?T(catch_in([1, a, 2, b])),
    ?T(lists:sum([X * Y || X <- lists:seq(1, 300), Y <- lists:seq(1, 30), (X + Y) rem 7 =:= 0])), ?T(byte_size(<< <<X:16>> || X <- lists:seq(1, 5000) >>)), ?T(erlang:phash2([X || <<X:13>> <= << <<Y:32>> || Y <- lists:seq(1, 500) >>])), ?T(length([X || X <- lists:seq(1, 50000), X band 3 =:= 1])), ?T(erlang:crc32(<< <<(X * X):24>> || X <- lists:seq(1, 3000), X rem 3 > 0 >>)), ?T(primes(60)), ?T(perms([1, 2, 3])), ?T(queens(5)), ?T(pythag(30)), ?T(matrix([[1, 2], [3, 4]], [[0, 1], [1, 0]])), ?T([begin self() ! X, receive Y -> Y * 2 end end || X <- L]), ?T([case X of 1 -> one; _ when X > 3 -> big; _ -> [Y || Y <- L, Y < X] end || X <- L]), ?T([try 10 div X catch error:badarith -> inf end || X <- [2, 0, 5]]), ?T([[{X, Y, Z} || Z <- [X, Y], Z =/= 2] || X <- [1, 2], Y <- [2, 3]]), ?T(shadow(5)), ?T([{I, C} || {I, C} <- lists:zip(lists:seq(1, 3), "abc")]), ?T([X || X <- "mississippi", not lists:member(X, "sm")]), ?T(quick([3, 1, 4, 1, 5, 9, 2.5, a, "x", 3.0])).

id(X) -> X.
catch_in(L) -> [(catch 10 div X) =:= 5 orelse is_tuple(catch 10 div X) || X <- L].
primes(N) -> sieve(lists:seq(2, N)).
sieve([]) -> [];
sieve([P | T]) -> [P | sieve([X || X <- T, X rem P =/= 0])].
perms([]) -> [[]];
perms(L) -> [[H | T] || H <- L, T <- perms(L -- [H])].
queens(N) -> length(queens(N, N)).
queens(0, _) -> [[]];
queens(K, N) -> [[Q | Qs] || Qs <- queens(K - 1, N), Q <- lists:seq(1, N), safe(Q, Qs, 1)].
safe(_, [], _) -> true;
safe(Q, [R | T], D) -> Q =/= R andalso abs(Q - R) =/= D andalso safe(Q, T, D + 1).
pythag(N) -> [{A, B, C} || A <- lists:seq(1, N), B <- lists:seq(A, N), C <- lists:seq(B, N), A * A + B * B =:= C * C].
matrix(A, B) -> [[lists:sum([X * lists:nth(J, lists:nth(K, B)) || {K, X} <- lists:zip([1, 2], Row)]) || J <- [1, 2]] || Row <- A].
shadow(X) -> {[X || X <- [1, 2]], X, (fun(X) -> [X || _ <- [1, 2]] end)(7), << <<X>> || <<X>> <= <<8, 9>> >>, X}.
quick([]) -> [];
quick([P | T]) -> quick([X || X <- T, X < P]) ++ [P] ++ quick([X || X <- T, not (X < P)]).
