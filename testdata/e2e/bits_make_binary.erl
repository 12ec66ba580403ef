-module(bits_make_binary).
-export([main/0]).

main() ->
    B = <<"hello">>, S = <<5:3>>, L = list_to_binary(lists:seq(0, 99)),
    p(<<B/binary, " world">>), p(<<B:3/binary>>), p(<<B:(id(2))/binary, B/binary>>), p(<<S/bitstring, B/binary>>),
    p(<<B/binary, S/bitstring>>), p(<<S/bits, S/bits, S/bits>>), p(<<S:2/bitstring, 1:6>>), p(<<0:4, L/binary, 15:4>>),
    p(<<B:16/bits>>), p(<<B:2/binary-unit:8, S/binary-unit:1>>), p(<<B:2/binary-unit:4>>),
    p(byte_size(<<L/binary, L/binary, L/binary>>)), p(binary:part(<<L/binary, B/binary>>, 98, 5)),
    p(append(1000, <<>>) =:= list_to_binary(lists:duplicate(1000, <<"ab">>))),
    p(erlang:phash2(interleave(lists:seq(1, 300), <<>>))),
    Acc = <<"start">>, A1 = <<Acc/binary, 1>>, A2 = <<Acc/binary, 2>>, A3 = <<A1/binary, 3>>, p([Acc, A1, A2, A3]),
    p(bitloop(20, <<>>)),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> <<(id(a))/binary>> end, fun() -> <<(id(<<1>>)):5/binary>> end, fun() -> <<(id(<<1:3>>))/binary>> end,
              fun() -> <<1:(id(-1))>> end, fun() -> <<(id(x))>> end, fun() -> <<(id(<<1>>)):(id(-1))/binary>> end, fun() -> <<(id("str"))/bits>> end,
              fun() -> <<1:(id(a))>> end, fun() -> <<0:(id(1 bsl 65))>> end]].

append(0, B) -> B;
append(N, B) -> append(N - 1, <<B/binary, "ab">>).

interleave([], B) -> B;
interleave([H | T], B) -> interleave(T, <<H:16, B/binary, (H * 2):24/little>>).

bitloop(0, B) -> B;
bitloop(N, B) -> bitloop(N - 1, <<B/bits, (N rem 2):1, N:3>>).

p(X) -> io:format("~p~n", [X]).
id(X) -> X.
