%% A tail that is kept while the match goes on: newer compilers write both into one instruction.
-module(match_tail_and_context).
-export([main/0]).

main() ->
    io:format("~p~n", [keep(<<"abc">>, [])]),
    io:format("~p~n", [bits(<<1:4, 2:4, 5:3>>, [])]),
    io:format("~p~n", [[words(B, []) || B <- [<<1:16, 2:16>>, <<1:16, 2:8>>, <<>>]]]).

keep(<<C, R/binary>>, Acc) -> keep(R, [{C, R} | Acc]);
keep(<<>>, Acc) -> Acc.

bits(<<N:4, R/bits>>, Acc) -> bits(R, [{N, R} | Acc]);
bits(R, Acc) -> {R, Acc}.

words(<<N:16, R/binary-unit:16>>, Acc) -> words(R, [{N, byte_size(R)} | Acc]);
words(R, Acc) -> {byte_size(R), Acc}.
