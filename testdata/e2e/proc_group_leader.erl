%% Group leaders of one's own: the io protocol as io's functions speak it, answers that are errors, leaders that end, inheritance.
-module(proc_group_leader).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Old = group_leader(),
    L = spawn(fun() -> leader([], [<<"line one\n">>, <<"42 foo. ">>, <<"{a, [b]}.\n">>, <<"rest">>]) end),
    ?T(captured(L, fun() -> io:format("~w ~s~n", [a, "b"]) end)), ?T(captured(L, fun() -> io:put_chars("text") end)), ?T(captured(L, fun() -> io:put_chars(<<"bin">>) end)), ?T(captured(L, fun() -> io:nl() end)), ?T(captured(L, fun() -> io:write({x, "y"}) end)), ?T(captured(L, fun() -> io:fwrite("~p", ["ab"]) end)), ?T(captured(L, fun() -> io:put_chars([8364]) end)), ?T(captured(L, fun() -> io:put_chars([a]) end)), ?T(captured(L, fun() -> io:format("~w") end)), ?T(captured(L, fun() -> io:format("~s", [[8364]]) end)), ?T(captured(L, fun() -> io:format(L, "to ~w", [pid]) end)), ?T(captured(L, fun() -> io:requests([{put_chars, unicode, "a"}, {put_chars, unicode, "b"}, nl]) end)),
    ?T(captured(L, fun() -> io:get_line("prompt> ") end)), ?T(captured(L, fun() -> io:fread("p2> ", "~d ~a.") end)), ?T(captured(L, fun() -> io:read('p3> ') end)), ?T(captured(L, fun() -> io:get_chars("", 2) end)), ?T(captured(L, fun() -> io:get_line('') end)), ?T(captured(L, fun() -> io:get_line('') end)), ?T(captured(L, fun() -> io:getopts() end)), ?T(captured(L, fun() -> io:setopts([{encoding, latin1}]) end)), ?T(captured(L, fun() -> io:setopts([bad]) end)), ?T(captured(L, fun() -> io:columns() end)), ?T(captured(L, fun() -> io:rows() end)), ?T(captured(L, fun() -> io:printable_range() end)),
    ?T(captured(L, fun() -> S = self(), spawn(fun() -> io:format("child"), S ! {done, group_leader() =:= L} end), receive {done, X} -> X end end)), ?T(captured(L, fun() -> S = self(), P = spawn(fun() -> receive go -> S ! {gl, group_leader() =:= Old} end end), group_leader(Old, P), P ! go, receive {gl, X} -> X end end)), ?T(captured(L, fun() -> {group_leader() =:= L, process_info(self(), group_leader) =:= {group_leader, L}} end)), ?T(group_leader() =:= Old),
    Dead = spawn(fun() -> ok end), wait(Dead), ?T(captured(Dead, fun() -> io:format("nobody") end)), ?T(captured(Dead, fun() -> io:get_line("") end)), Bad = spawn(fun() -> bad_leader() end), ?T(captured(Bad, fun() -> io:format("x") end)), ?T(captured(Bad, fun() -> io:put_chars("x") end)), ?T(captured(Bad, fun() -> io:get_line("x") end)), ?T(captured(Bad, fun() -> io:getopts() end)), Ends = spawn(fun() -> receive {io_request, _, _, _} -> exit(broken) end end), ?T(captured(Ends, fun() -> io:format("x") end)), ?T(io:format(zz_no_device, "x", [])), ?T(io:put_chars(zz_no_device, "x")), ?T(begin register(zz_device, L), R = io:format(zz_device, "named", []), unregister(zz_device), {R, taken(L)} end), ?T(io:format(self_is_wrong, "~w", [])), ?T(group_leader(a, self())), ?T(group_leader(self(), a)), ?T(begin R3 = group_leader(Dead, self()), group_leader(Old, self()), R3 end), ?T(begin group_leader(Old, self()), group_leader() =:= Old end),
    ?T(begin L ! {io_request, self(), ref1, {put_chars, unicode, "raw"}}, receive {io_reply, ref1, X} -> {X, taken(L)} end end), ?T(begin L ! {io_request, self(), ref2, nonsense}, receive {io_reply, ref2, X} -> X end end), ?T(begin L ! {io_request, self(), {any, "term"}, {put_chars, latin1, io_lib, format, ["~w", [1]]}}, receive {io_reply, {any, "term"}, X} -> {X, taken(L)} end end), ?T(fun_output(L)).

captured(L, F) ->
    Old = group_leader(), group_leader(L, self()),
    R = try show_outcome(F) after group_leader(Old, self()) end,
    {R, case is_process_alive(L) of true -> taken(L); false -> dead end}.
taken(L) -> L ! {take, self()}, receive {taken, T} -> T after 200 -> none end.
wait(P) -> case is_process_alive(P) of true -> erlang:yield(), wait(P); false -> ok end.
fun_output(L) -> Old = group_leader(), {_, M} = spawn_monitor(fun() -> group_leader(L, self()), [io:format("~w,", [N]) || N <- lists:seq(1, 20)], exit(group_leader() =/= Old) end), receive {'DOWN', M, _, _, R} -> {R, taken(L)} end.
bad_leader() -> receive {io_request, From, As, {get_line, _, _}} -> From ! {io_reply, As, {error, some_reason}}; {io_request, From, As, getopts} -> From ! {io_reply, As, {error, enotsup}}; {io_request, From, As, _} -> From ! {io_reply, As, {error, terminated}}; {take, From} -> From ! {taken, bad} end, bad_leader().
leader(Out, In) ->
    receive
        {take, From} -> From ! {taken, lists:flatten(lists:reverse(Out))}, leader([], In);
        {io_request, From, As, {put_chars, E, Chars}} ->
            try unicode:characters_to_list(Chars) of
                L -> From ! {io_reply, As, ok}, leader([{E, L} | Out], In)
            catch error:badarg -> From ! {io_reply, As, {error, put_chars}}, leader([{E, Chars} | Out], In)
            end;
        {io_request, From, As, {put_chars, E, M, F, A}} ->
            try unicode:characters_to_list(apply(M, F, A)) of
                L -> From ! {io_reply, As, ok}, leader([{E, M, F, L} | Out], In)
            catch error:badarg -> From ! {io_reply, As, {error, F}}, leader([{E, M, F, A} | Out], In)
            end;
        {io_request, From, As, {requests, Rs}} -> From ! {io_reply, As, ok}, leader([{requests, Rs} | Out], In);
        {io_request, From, As, {get_line, E, P}} -> line(From, As, [{get_line, E, P} | Out], In);
        {io_request, From, As, {get_chars, E, P, N}} -> line(From, As, [{get_chars, E, P, N} | Out], In);
        {io_request, From, As, {get_until, E, P, M, F, A}} -> {R, Rest} = until(M, F, A, In, []), From ! {io_reply, As, R}, leader([{get_until, E, P, M, F} | Out], Rest);
        {io_request, From, As, getopts} -> From ! {io_reply, As, [{binary, false}, {encoding, unicode}]}, leader(Out, In);
        {io_request, From, As, {setopts, [{encoding, _}]}} -> From ! {io_reply, As, ok}, leader(Out, In);
        {io_request, From, As, {get_geometry, columns}} -> From ! {io_reply, As, 132}, leader(Out, In);
        {io_request, From, As, Other} -> From ! {io_reply, As, {error, request}}, leader([{other, Other} | Out], In)
    end.
line(From, As, Out, []) -> From ! {io_reply, As, eof}, leader(Out, []);
line(From, As, Out, [L | In]) -> From ! {io_reply, As, L}, leader(Out, In).
until(M, F, A, In, C) ->
    {D, Rest} = case In of [] -> {eof, []}; [X | T] -> {unicode:characters_to_list(X), T} end,
    case apply(M, F, [C, D | A]) of {done, R, Left} -> {R, if Left =:= eof; Left =:= [] -> Rest; true -> [unicode:characters_to_binary(Left) | Rest] end}; {more, C2} -> until(M, F, A, Rest, C2) end.
