%% Matching over one megabyte of binary.
-module(bin_match).
-include("bench.hrl").
run() -> sum(binary(<<1, 2, 3, 4, 5, 6, 7, 8>>, 17), 0).
binary(B, 0) -> B;
binary(B, N) -> binary(<<B/binary, B/binary>>, N - 1).
sum(<<A:8, B:16, C:8, Rest/binary>>, S) -> sum(Rest, (S + A + B + C) band 16#ffffff);
sum(<<>>, S) -> S.
