-module(big_numbers_large).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    A = pow(7, 20000), B = pow(3, 30001) + 1, C = fact(2000),
    H = fun(X) -> erlang:phash2(X) end,
    ?T(H(A)), ?T(H(B)), ?T(H(C)), ?T(H(A * B)), ?T(H(A * A)), ?T(A * B div B =:= A), ?T((A * B + 17) rem A), ?T(H(A div B)), ?T(H(A rem B)), ?T(H(B rem A)), ?T(H((A * B) div (A + B))), ?T(H(-A div B)), ?T(H(-A rem B)), ?T(H(A - B)), ?T(H(A bxor B)), ?T(H(A band -B)), ?T(H(-A bor B)), ?T(H(bnot A)), ?T(H(A bsl 12345)), ?T(H(A bsr 12345)), ?T(H(-A bsr 12345)),
    ?T(length(integer_to_list(A))), ?T(H(integer_to_list(A))), ?T(H(integer_to_list(C, 16))), ?T(H(integer_to_binary(B, 36))), ?T(list_to_integer(integer_to_list(A)) =:= A), ?T(binary_to_integer(integer_to_binary(C, 7), 7) =:= C), ?T(H(integer_to_list(-B))), ?T(A < B), ?T(A == A + 0), ?T(A =:= B), ?T(lists:sort([A, -A, B, C, 0, 1.0e300])  =:= [-A, 0, 1.0e300, C, B, A]), ?T(lists:nth(1, lists:sort([A, -B]))  =:= -B),
    ?T(float(A)), ?T(A + 1.0), ?T(A > 1.0e308), ?T(float(1 bsl 1023)), ?T(float((1 bsl 1024) - 1)), ?T(trunc(1.0e300) rem 1000007), ?T(round(1.7976931348623157e308) =:= (1 bsl 1024) - (1 bsl 971)), ?T(pow(2, 64) - 1 =:= 16#FFFFFFFFFFFFFFFF), ?T(gcd(A * C, B * C) rem C), ?T(isqrt(pow(10, 400)) =:= pow(10, 200)), ?T(H(isqrt(A))), ?T(binary:decode_unsigned(binary:encode_unsigned(A)) =:= A), ?T(H(term_to_binary(A))), ?T(<<(-A):64>>), ?T(<<A:128/little>>), ?T(H(<<A:60000>>)), ?T(begin <<X:60000>> = <<B:60000>>, X =:= B end), ?T(begin <<X:60000/signed-little>> = <<(-B):60000/little>>, X =:= -B end),
    ?T(H(lists:foldl(fun(I, Acc) -> Acc * I + (I bsl (I rem 200)) end, 1, lists:seq(1, 1500)))), ?T(H(lists:foldl(fun(I, Acc) -> (Acc * 31 + I) rem A end, B, lists:seq(1, 50)))), ?T(1 bsl 100000000000), ?T(crypto_free_modpow(3, A, 1000000007)).

pow(_, 0) -> 1;
pow(B, N) when N rem 2 =:= 0 -> H = pow(B, N div 2), H * H;
pow(B, N) -> B * pow(B, N - 1).
fact(0) -> 1;
fact(N) -> N * fact(N - 1).
gcd(A, 0) -> A;
gcd(A, B) -> gcd(B, A rem B).
isqrt(N) -> isqrt(N, 1 bsl (length(integer_to_list(N, 2)) div 2 + 1)).
isqrt(N, X) -> case (X + N div X) div 2 of Y when Y >= X -> X; Y -> isqrt(N, Y) end.
crypto_free_modpow(_, 0, _) -> 1;
crypto_free_modpow(B, E, M) when E band 1 =:= 1 -> B * crypto_free_modpow(B, E - 1, M) rem M;
crypto_free_modpow(B, E, M) -> H = crypto_free_modpow(B, E bsr 1, M), H * H rem M.
