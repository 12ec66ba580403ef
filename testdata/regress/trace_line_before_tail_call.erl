%% OTP's loader drops the line of a tail call that stands behind a move to x0; what follows without a line of its own then
%% has an earlier one.
-module(trace_line_before_tail_call).
-export([main/0, moved/2, in_place/2, local/2, framed/2, bif/2, raising/2, listed/2, behind_call/2, bif_behind_call/2]).

moved(_, X) ->
    (if is_binary(X) -> lists:usort(X); true -> [{15}] + 0 end).
in_place(X, _) ->
    (if is_binary(X) -> lists:usort(X); true -> [{15}] + 0 end).
local(X, Y) ->
    (if is_binary(X) -> in_place(Y, 1); true -> [{15}] + 0 end).
framed(Y, X) ->
    (if is_binary(X) -> _ = put(x, X), lists:usort(Y); true -> [{15}] + 0 end).
bif(_, X) ->
    (if is_binary(X) -> atom_to_list(X); true -> [{15}] + 0 end).
raising(_, X) ->
    (if is_binary(X) -> erlang:error(X); true -> [{15}] + 0 end).
listed(_, X) ->
    (if is_binary(X) -> [lists:usort(X)]; true -> [{15}] + 0 end).

behind_call(Y, X) ->
    V = plain(X),
    (if is_binary(V) -> lists:usort(Y); true -> [{15}] + 0 end).
bif_behind_call(Y, X) ->
    V = plain(X),
    (if is_binary(V) -> atom_to_list(Y); true -> [{15}] + 0 end).
plain(X) ->
    self() ! X,
    receive X -> X end.

main() ->
    [io:format("~p ~p~n", [F, try ?MODULE:F(1, 2) catch _:_:S -> lists:sublist(S, 2) end])
     || F <- [moved, in_place, local, framed, bif, raising, listed, behind_call, bif_behind_call]].
