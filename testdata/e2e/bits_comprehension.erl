-module(bits_comprehension).
-export([main/0]).

main() ->
    p(<< <<(X + 1)>> || <<X>> <= <<1, 2, 3>> >>), p(<< <<X:1>> || X <- [1, 0, 1, 1, 0, 0, 1, 0, 1] >>),
    p([X || <<X:16/little>> <= <<1, 0, 2, 0, 3>>]), p([{A, B} || <<A:2, B:6>> <= <<16#C1, 16#82, 16#43>>, B rem 2 =:= 1]),
    p(<< <<B/binary, B/binary>> || B <- [<<"a">>, <<"bc">>] >>), p(<< <<X:8, Y:8>> || X <- [1, 2], <<Y>> <= <<10, 20>> >>),
    p(hex(<<"Hello">>)), p(unhex("48656C6C6F")), p([X || <<1, X>> <= <<1, 10, 2, 20, 1, 30>>]),
    p(<< <<X>> || <<X>> <= <<"filter out vowels">>, not lists:member(X, "aeiou") >>),
    p([X || <<X:3>> <= <<1, 2, 3, 4>>]), p(<< <<X:3>> || <<X:4>> <= <<16#1234:16>> >>),
    p(<< <<(if X > $a -> X - 32; true -> X end)>> || <<X>> <= <<"abc xyz">> >>),
    p([B || <<L, B:L/binary>> <= <<1, "a", 2, "bc", 0, 3, "def", 9>>]), p([C || <<C/utf8>> <= <<"aé€"/utf8>>]),
    p(byte_size(<< <<X:32>> || X <- lists:seq(1, 5000) >>)), p(erlang:phash2(<< <<(X * X):24>> || X <- lists:seq(1, 5000) >>)),
    p([X || <<X/float>> <= <<1.5/float, 2.5/float>>]), p(<< <<>> || _ <- [1, 2] >>), p(<< <<(id(X))/bits>> || X <- [<<1:1>>, <<2:2>>, <<3:3>>] >>),
    p(try << <<X>> || <<X>> <= id(not_binary) >> catch C:R -> {C, R} end), p(try << <<X>> || X <- [1, a] >> catch C2:R2 -> {C2, R2} end).

hex(B) -> << <<(d(N))>> || <<N:4>> <= B >>.
d(N) when N < 10 -> $0 + N;
d(N) -> $A + N - 10.
unhex(S) -> << <<(list_to_integer([H, L], 16))>> || {H, L} <- pairs(S) >>.
pairs([A, B | T]) -> [{A, B} | pairs(T)];
pairs([]) -> [].

p(X) -> io:format("~w~n", [X]).
id(X) -> X.
