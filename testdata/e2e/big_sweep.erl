%% Integers of every size against each other, under every operation: laws that must hold, and a hash of all results.
-module(big_sweep).
-export([main/0]).

main() ->
    Ns = numbers(),
    io:format("~w numbers~n", [length(Ns)]),
    [io:format("~w ~w~n", [Op, erlang:phash2([op(Op, A, B) || A <- Ns, B <- Ns])]) || Op <- ['+', '-', '*', 'div', 'rem', 'band', 'bor', 'bxor', '<', '=<', '==', '=:=', '/']],
    [io:format("~w ~w~n", [Op, erlang:phash2([op(Op, A, S) || A <- Ns, S <- [0, 1, 3, 27, 28, 31, 32, 33, 63, 64, 100, -1, -31, -32, -64, -300]])]) || Op <- ['bsl', 'bsr']],
    [io:format("~w ~w~n", [F, erlang:phash2([op1(F, A) || A <- Ns])]) || F <- ['-', 'bnot', abs, float, list, binary, hex, base36, term, size, digits]],
    io:format("~w~n", [lists:usort([law(A, B) || A <- Ns, B <- Ns])]),
    io:format("~w~n", [lists:usort([law1(A) || A <- Ns])]),
    io:format("~w~n", [erlang:phash2(lists:sort(Ns ++ [float(N) || N <- Ns, abs(N) < 1 bsl 1000]))]),
    io:format("~w~n", [[first_wrong(N) || N <- [10, 36, 2]]]).

numbers() ->
    Edges = [1 bsl N + D || N <- [0, 8, 16, 26, 27, 28, 31, 32, 33, 47, 52, 53, 58, 59, 60, 62, 63, 64, 65, 95, 96, 127, 128, 160, 256, 257, 521], D <- [-1, 0, 1]],
    Random = random(40, 12345),
    lists:usort([0] ++ Edges ++ [-E || E <- Edges] ++ Random).

random(0, _) -> [];
random(N, S) -> T = (S * 6364136223846793005 + 1442695040888963407) rem (1 bsl 64), U = (T * T * T * T) bsr (T rem 200), [if T band 1 =:= 0 -> U; true -> -U end | random(N - 1, T)].

op(Op, A, B) -> try erlang:Op(A, B) catch error:R -> R end.
op1(float, A) -> try float(A) catch error:R -> R end;
op1(list, A) -> integer_to_list(A);
op1(binary, A) -> integer_to_binary(A);
op1(hex, A) -> integer_to_binary(A, 16);
op1(base36, A) -> integer_to_list(A, 36);
op1(term, A) -> term_to_binary(A);
op1(size, A) -> erlang:external_size(A);
op1(digits, A) -> [D - $0 || D <- integer_to_list(abs(A))];
op1(F, A) -> erlang:F(A).
law(A, 0) -> A + 0 =:= A andalso A - 0 =:= A andalso A * 0 =:= 0;
law(A, B) ->
    Q = A div B, R = A rem B,
    Q * B + R =:= A andalso abs(R) < abs(B) andalso (R =:= 0 orelse (R < 0) =:= (A < 0)) andalso (A + B) - B =:= A andalso (A * B) div B =:= A andalso (A band B) + (A bor B) =:= A + B andalso
        (A bxor B) bxor B =:= A andalso (A < B) =:= (A - B < 0) andalso bnot (A band B) =:= (bnot A) bor (bnot B).
law1(A) ->
    A =:= list_to_integer(integer_to_list(A)) andalso A =:= binary_to_integer(integer_to_binary(A, 7), 7) andalso A =:= binary_to_term(term_to_binary(A)) andalso A bsl 77 bsr 77 =:= A andalso
        A =:= element(1, string:to_integer(integer_to_list(A))) andalso decode(A) =:= A andalso -(-A) =:= A andalso bnot bnot A =:= A andalso (A bsl 5) =:= A * 32 andalso (A bsr 3) =:= floor_div(A, 8).
floor_div(A, B) -> case A rem B of R when R < 0 -> A div B - 1; _ -> A div B end.
decode(A) -> Bits = 600, <<B:Bits/signed>> = <<A:Bits>>, <<C:Bits/signed-little>> = <<A:Bits/little>>, C = B.
first_wrong(Base) -> case [A || A <- numbers(), list_to_integer(integer_to_list(A, Base), Base) =/= A] of [] -> none; [X | _] -> X end.
