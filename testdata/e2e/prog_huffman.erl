%% Huffman coding: tree by a priority queue, bit strings both ways, and what random text costs.
-module(prog_huffman).
-export([main/0]).

main() ->
    [round_trip(T) || T <- [<<"abracadabra">>, <<"aaaaaaaa">>, <<"the quick brown fox jumps over the lazy dog">>,
                            << <<(I * I rem 251)>> || I <- lists:seq(1, 2000) >>]].

round_trip(Text) ->
    Counts = lists:foldl(fun(C, M) -> maps:update_with(C, fun(N) -> N + 1 end, 1, M) end, #{}, binary_to_list(Text)),
    Tree = tree(lists:sort([{N, C} || {C, N} <- maps:to_list(Counts)])),
    Codes = maps:from_list(codes(Tree, <<>>)),
    Bits = << <<(maps:get(C, Codes))/bitstring>> || <<C>> <= Text >>,
    Decoded = decode(Bits, Tree, Tree, []),
    io:format("~p bytes, ~p symbols, ~p bits, ~p~n", [byte_size(Text), map_size(Counts), bit_size(Bits), Decoded =:= Text]),
    Short = lists:sublist(lists:sort([{bit_size(B), C, B} || {C, B} <- maps:to_list(Codes)]), 6),
    io:format("~p~n", [[{C, bits(B)} || {_, C, B} <- Short]]).

bits(B) -> [$0 + Bit || <<Bit:1>> <= B].

tree([{_, T}]) -> T;
tree([{N1, A}, {N2, B} | Rest]) -> tree(insert({N1 + N2, {A, B}}, Rest)).

insert(X, [Y | T]) when element(1, Y) < element(1, X) -> [Y | insert(X, T)];
insert(X, L) -> [X | L].

codes({A, B}, Prefix) -> codes(A, <<Prefix/bitstring, 0:1>>) ++ codes(B, <<Prefix/bitstring, 1:1>>);
codes(C, <<>>) -> [{C, <<0:1>>}];
codes(C, Prefix) -> [{C, Prefix}].

decode(<<>>, _, _, Acc) -> list_to_binary(lists:reverse(Acc));
decode(<<0:1, R/bitstring>>, {A, _}, Tree, Acc) -> step(A, R, Tree, Acc);
decode(<<1:1, R/bitstring>>, {_, B}, Tree, Acc) -> step(B, R, Tree, Acc);
decode(<<0:1, R/bitstring>>, C, Tree, Acc) -> decode(R, Tree, Tree, [C | Acc]).

step({_, _} = Node, R, Tree, Acc) -> decode(R, Node, Tree, Acc);
step(C, R, Tree, Acc) -> decode(R, Tree, Tree, [C | Acc]).
