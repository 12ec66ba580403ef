-module(bits_match_float).
-export([main/0]).

main() ->
    Fs = [0.0, 1.0, -2.5, 0.1, 1.0e100, -1.0e-100],
    p([begin <<X/float>> = <<F/float>>, X end || F <- Fs]),
    p([begin <<X/float-little>> = <<F/float-little>>, X end || F <- Fs]),
    p([begin <<X:32/float>> = <<F:32/float>>, X end || F <- Fs, abs(F) < 1.0e38]),
    p([begin <<X:16/float>> = <<F:16/float>>, X end || F <- [0.0, 1.0, -2.5, 0.1, 6.0e-8, 65504.0]]),
    p([begin <<_:3, X:64/float, _:5>> = <<1:3, F/float, 2:5>>, X end || F <- Fs]),
    p([f(B) || B <- [<<1.0/float>>, <<1.5:32/float>>, <<16#7FF0000000000000:64>>, <<16#7FF8000000000000:64>>, <<16#7F800000:32>>, <<16#FF800001:32>>, <<16#7C00:16>>, <<1, 2, 3>>, <<>>]]),
    p([X || <<X:32/float>> <= <<1.0:32/float, 2.0:32/float, 0.5:32/float>>]),
    p(dyn(<<3.5:64/float>>, 64)), p(dyn(<<3.5:32/float>>, 32)), p(dyn(<<3.5:32/float>>, 31)), p(dyn(<<3.5:16/float>>, 16)),
    p(lit(<<1.0/float>>)), p(lit(<<2.0/float>>)),
    p(sum(<< <<X/float>> || X <- [1, 2, 3.5] >>, 0)).

f(<<X/float>>) -> {double, X};
f(<<X:32/float>>) -> {single, X};
f(<<X:16/float>>) -> {half, X};
f(<<X:64>>) -> {not_a_double, X};
f(<<X:32>>) -> {not_a_single, X};
f(B) -> {size, bit_size(B)}.

dyn(B, N) -> case B of <<X:N/float, R/bits>> -> {X, R}; _ -> no end.
lit(<<1.0/float>>) -> one; lit(_) -> other.

sum(<<X/float, R/binary>>, A) -> sum(R, A + X);
sum(<<>>, A) -> A.

p(X) -> io:format("~w~n", [X]).
