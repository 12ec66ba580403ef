-module(io_devices).
-export([main/0]).

%% Only standard output is compared; what goes to standard error must not show up in it.
main() ->
    io:format(standard_error, "to stderr~n", []), io:format(standard_io, "to stdout ~p~n", [1]), io:format(user, "to user~n", []), io:put_chars(standard_io, "chars\n"), io:nl(standard_io), io:fwrite(group_leader(), "~s~n", ["leader"]), logger:error("logged ~p", [x]), error_logger:info_msg("info~n"), p(proplists:get_value(encoding, io:getopts())), p(io:columns()), p(is_pid(group_leader())), S = self(),
    G = spawn(fun() -> gl(S, []) end), Old = group_leader(), group_leader(G, self()), io:format("captured ~p~n", [42]), group_leader(Old, self()), G ! stop, p(receive {captured, C} -> C after 500 -> none end), p(catch io:format(no_such_device, "x", [])), p(io:request(standard_io, {put_chars, unicode, "via request\n"})), [spawn(fun() -> S ! {line, I, io:format("~w~n", [par])} end) || I <- [1, 2, 3]], [receive {line, I, R} -> R end || I <- [1, 2, 3]].

gl(S, Acc) ->
    receive
        {io_request, F, R, {put_chars, _, M, Fn, A}} -> F ! {io_reply, R, ok}, gl(S, [unicode:characters_to_list(apply(M, Fn, A)) | Acc]);
        {io_request, F, R, {put_chars, _, C}} -> F ! {io_reply, R, ok}, gl(S, [unicode:characters_to_list(C) | Acc]);
        {io_request, F, R, _} -> F ! {io_reply, R, {error, request}}, gl(S, Acc);
        stop -> S ! {captured, lists:append(lists:reverse(Acc))}
    end.

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
