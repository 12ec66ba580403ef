%% Compression by LZ77 with a hash of maps, run lengths in bits, move to front, Burrows and Wheeler.
-module(prog_lz).
-export([main/0]).

main() ->
    [show(T) || T <- [<<"abracadabra abracadabra abracadabra">>, <<>>, <<"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">>,
                      << <<(I rem 7 + $a)>> || I <- lists:seq(1, 500) >>, <<"no repeats: xyz">>]].

show(Text) ->
    Z = lz(Text, 0, #{}, <<>>),
    B = rle(Text, <<>>),
    {W, I} = bwt(binary_part(Text, 0, min(60, byte_size(Text)))),
    io:format("~p ~p ~p ~p ~p ~p ~p~n", [byte_size(Text), byte_size(Z), unlz(Z, <<>>) =:= Text, bit_size(B), unrle(B, <<>>) =:= Text,
                                          mtf(W), unbwt(W, I) =:= binary_to_list(binary_part(Text, 0, min(60, byte_size(Text))))]).

lz(Text, At, _, Acc) when At >= byte_size(Text) -> Acc;
lz(Text, At, Seen, Acc) ->
    case Text of
        <<_:At/binary, K:3/binary, _/binary>> ->
            case Seen of
                #{K := From} when At - From < 4096 ->
                    N = match(Text, From, At, 0),
                    lz(Text, At + N, Seen#{K := At}, <<Acc/binary, 1, (At - From):16, N>>);
                _ -> <<C, _/binary>> = K, lz(Text, At + 1, Seen#{K => At}, <<Acc/binary, 0, C>>)
            end;
        <<_:At/binary, C, _/binary>> -> lz(Text, At + 1, Seen, <<Acc/binary, 0, C>>)
    end.

match(_, _, _, 255) -> 255;
match(Text, A, B, N) when B + N < byte_size(Text) ->
    case binary:at(Text, A + N) =:= binary:at(Text, B + N) of true -> match(Text, A, B, N + 1); false -> N end;
match(_, _, _, N) -> N.

unlz(<<>>, Acc) -> Acc;
unlz(<<0, C, R/binary>>, Acc) -> unlz(R, <<Acc/binary, C>>);
unlz(<<1, D:16, N, R/binary>>, Acc) -> unlz(R, copy(Acc, D, N)).

copy(Acc, _, 0) -> Acc;
copy(Acc, D, N) -> copy(<<Acc/binary, (binary:at(Acc, byte_size(Acc) - D))>>, D, N - 1).

rle(<<>>, Acc) -> Acc;
rle(<<C, R/binary>>, Acc) -> {N, Rest} = run(C, R, 1), rle(Rest, <<Acc/bitstring, (N - 1):5, C:8>>).

run(C, <<C, R/binary>>, N) when N < 32 -> run(C, R, N + 1);
run(_, R, N) -> {N, R}.

unrle(<<N:5, C:8, R/bitstring>>, Acc) -> unrle(R, <<Acc/binary, (binary:copy(<<C>>, N + 1))/binary>>);
unrle(<<>>, Acc) -> Acc.

bwt(B) ->
    L = binary_to_list(B), N = length(L),
    Rotations = lists:sort([begin {X, Y} = lists:split(I, L), Y ++ X end || I <- lists:seq(0, N - 1)]),
    {[lists:last(R) || R <- Rotations], index(L, Rotations, 0)}.

index(_, [], _) -> 0;
index(L, [L | _], I) -> I;
index(L, [_ | T], I) -> index(L, T, I + 1).

unbwt([], _) -> [];
unbwt(W, I) ->
    Order = list_to_tuple([P || {_, P} <- lists:sort(lists:zip(W, lists:seq(1, length(W))))]),
    follow(element(I + 1, Order), Order, list_to_tuple(W), length(W)).

follow(_, _, _, 0) -> [];
follow(P, Order, W, N) -> [element(P, W) | follow(element(P, Order), Order, W, N - 1)].

mtf(W) -> {Codes, _} = lists:mapfoldl(fun(C, T) -> N = position(C, T, 0), {N, [C | lists:delete(C, T)]} end, lists:seq(0, 255), W), lists:sum(Codes).
position(C, [C | _], N) -> N;
position(C, [_ | T], N) -> position(C, T, N + 1).
