%% Building binaries: packets with a header, an accumulator that grows by a byte or a number, a comprehension.
-module(bin_build).
-include("bench.hrl").
run() -> {erlang:phash2(packets(1, 20000, [])), bytes(200000, <<>>), words(50000, <<>>), doubled(binary:copy(<<7>>, 50000))}.

packets(N, Last, Acc) when N > Last -> Acc;
packets(N, Last, Acc) -> packets(N + 1, Last, [<<1, N:16, (N * 3):32/little, 0:5, 5:3, "end">> | Acc]).

bytes(0, Acc) -> erlang:phash2(Acc);
bytes(N, Acc) -> bytes(N - 1, <<Acc/binary, N>>).

words(0, Acc) -> erlang:phash2(Acc);
words(N, Acc) -> words(N - 1, <<Acc/binary, N:32, (N * 7):16/little>>).

doubled(B) -> erlang:phash2(<< <<X, (X + 1)>> || <<X>> <= B >>).
