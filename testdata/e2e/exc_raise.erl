-module(exc_raise).
-export([main/0]).

main() ->
    Stk = [{m, f, 2, [{file, "m.erl"}, {line, 7}]}, {m, g, [a], []}],
    [io:format("~p~n", [try erlang:raise(C, r, Stk) catch C1:R:S -> {C1, R, S} end]) || C <- [error, exit, throw]],
    io:format("~p~n", [try erlang:raise(error, r, []) catch _:_:S2 -> S2 end]),
    io:format("~p~n", [(catch erlang:raise(bad_class, r, []))]),
    io:format("~p~n", [try error(reason, none) catch error:R3 -> R3 end]),
    io:format("~p~n", [try error(reason, [1, 2], []) catch error:R4:S4 -> {M, F, A, _} = hd(S4), {R4, M, F, A} end]),
    io:format("~p~n", [try erlang:error(a, [x], [{error_info, #{cause => c}}]) catch error:a:S5 -> proplists:get_value(error_info, element(4, hd(S5))) end]),
    io:format("~p~n", [collect(5)]),
    io:format("~p~n", [[kind(V) || V <- [1, {'EXIT', x}, catch_me]]]),
    io:format("~p~n", [catch throw({'EXIT', fake})]),
    io:format("~p~n", [catch exit(plain)]),
    io:format("~p~n", [element(1, catch error(e))]),
    io:format("~p~n", [nested_after([])]).

collect(0) -> [];
collect(N) ->
    try throw(N)
    catch throw:N -> [N | collect(N - 1)]
    end.

kind(V) -> case catch throw(V) of {'EXIT', R} -> {e, R}; O -> O end.

nested_after(Acc) ->
    try
        try
            try error(x) after put(a, 1) end
        after
            put(b, 2)
        end
    catch error:x -> [get(a), get(b) | Acc]
    after
        erase(a), erase(b)
    end.
