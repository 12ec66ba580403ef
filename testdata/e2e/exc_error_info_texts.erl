-module(exc_error_info_texts).
-export([main/0]).

main() ->
    Calls = [{erlang, hd, [a]}, {erlang, element, [0, {}]}, {erlang, binary_to_atom, [<<255>>]}, {lists, keyfind, [a, 0, []]}, {maps, get, [a, #{}]}, {ets, lookup, [no_table, 1]}, {ets, insert, [no_table, {1}]}, {erlang, list_to_integer, ["x"]}, {binary, at, [<<>>, 0]}, {unicode, characters_to_list, [a]}, {erlang, float_to_list, [1.0, [bad]]}, {erlang, '+', [a, 1]}, {erlang, 'div', [1, 0]}, {math, sqrt, [-1]}, {math, log, [a]}, {re, run, ["a", a]}, {erlang, register, [undefined, self_pid]}, {io, format, ["~q"]}, {io, format, ["~w", []]}, {io, put_chars, [[a]]}, {erlang, apply, [m, f, a]}, {erlang, send, [no_name, x]}, {erlang, process_flag, [bad, 1]}, {erlang, system_info, [bad]}, {erlang, make_tuple, [-1, x]}, {erlang, binary_part, [<<1>>, 5, 1]}, {persistent_term, get, [nope]}, {atomics, new, [0, []]}, {erlang, nodes, [bad]}, {erlang, phash2, [a, 0]}, {os, getenv, [a]}, {os, putenv, ["a=b", "c"]}, {erlang, split_binary, [<<>>, 1]}, {maps, from_list, [a]}, {maps, fold, [a, b, c]}, {lists, nth, [0, []]}, {string, length, [a]}, {erlang, error, [own]}, {erlang, error, [own, [1, 2]]}, {erlang, throw, [ball]}, {erlang, exit, [out]}, {no_module, f, [1]}, {lists, no_function, []}, {lists, map, [fun(X) -> X end, [1 | 2]]}, {lists, map, [fun() -> x end, [1]]}, {lists, foldl, [fun(_, _) -> 1 end, 0, a]}, {erlang, binary_to_term, [<<131, 1>>]}, {erlang, monitor, [bad, x]}, {erlang, start_timer, [-1, no_name, x]}, {erlang, convert_time_unit, [1, bad, second]}],
    [io:format("~w:~w/~w~n~ts~n", [M, F, length(A), text(fun() -> {apply(M, F, A)} end)]) || {M, F, A} <- Calls],
    [io:format("~ts~n", [text(F)]) || F <- [fun() -> 1 = id(2) end, fun() -> case id(x) of y -> 1 end end, fun() -> if hd([false]) -> 1 end end, fun() -> (id(#{}))#{a := 1} end, fun() -> (id(x))(1) end, fun() -> (fun(X) -> X end)(1, 2) end, fun() -> <<(id(a)):8>> end, fun() -> <<(id(<<1>>)):2/binary>> end, fun() -> <<(id(1.5))/utf8>> end, fun() -> id(a) + id(b) * 2 end, fun() -> not id(1) end, fun() -> [X || X <- id(a)] end, fun() -> << <<X>> || <<X>> <= id(a) >> end, fun() -> try id(1) of 2 -> 3 catch _:_ -> 4 end end, fun() -> f(id(z)) end, fun() -> id(true) andalso id(b) andalso c end, fun() -> receive after id(-1) -> x end end]].

f(a) -> b.
id(X) -> X.
text(F) ->
    try F() of V -> io_lib:format("~tp", [V])
    catch C:R:S -> Top = hd(S), erl_error:format_exception(C, R, [Top], #{column => 1, stack_trim_fun => fun(_, _, _) -> false end})
    end.
