%% Traces of what fails in a tail call of apply/2,3, of natives that look at frames, of divisions.
-module(exc_apply_traces).
-compile([no_ssa_opt_float]).
-export([main/0]).

main() ->
    [show(F) || F <- applied() ++ raised() ++ natives() ++ divisions()],
    [io:format("~p: ~p~n", [Type, updates(Type)]) || Type <- [set, ordered_set]].

applied() ->
    [fun() -> fun_and_list(x, [1]) end, fun() -> fun_and_list(fun() -> a end, [1]) end,
     fun() -> fun_and_list(fun() -> a end, x) end, fun() -> fun_and_list(fun lists:nosuch/1, [x]) end,
     fun() -> fun_and_list({a, b}, [1]) end, fun() -> fun_and_list(fun erlang:hd/1, [[]]) end,
     fun() -> fun_and_list(fun erlang:error/1, [z]) end, fun() -> fun_and_list(fun erlang:max/2, [1, 2]) end,
     fun() -> mfa(a, b, c) end, fun() -> mfa(1, b, []) end, fun() -> mfa(lists, nosuch, []) end,
     fun() -> mfa(erlang, hd, [[]]) end, fun() -> mfa(lists, keyfind, [a, 0, []]) end,
     fun() -> mfa(erlang, raise, [error, b, []]) end, fun() -> mfa(erlang, max, [1, 2]) end].

raised() ->
    [fun() -> mfa(erlang, error, [x]) end, fun() -> mfa(erlang, exit, [x]) end, fun() -> mfa(erlang, throw, [x]) end,
     fun() -> mfa(erlang, error, [x, [y]]) end, fun() -> mfa(erlang, error, [x, none, [{error_info, #{}}]]) end,
     fun() -> mfa(erlang, exit, [x, y]) end, fun() -> mfa(erlang, error, []) end,
     fun() -> by_apply(error, [x]) end, fun() -> by_apply(exit, [x]) end, fun() -> by_apply(throw, [x]) end,
     fun() -> by_name(erlang, error, x) end, fun() -> by_name(erlang, exit, x) end, fun() -> by_name(erlang, throw, x) end,
     fun() -> by_name(erlang, hd, x) end, fun() -> by_name(erlang, abs, -1) end].

natives() ->
    [fun() -> process_info(self(), current_function) end, fun() -> process_info(self(), current_stacktrace) =:= [] end,
     fun() -> process_info(nobody) end, fun() -> process_info(nobody, nosuch) end, fun() -> re:run("a", "(") end, fun() -> re:run(a, "b") end,
     fun() -> re:run("a", "a", [nosuch]) end, fun() -> re:compile(a) end, fun() -> re:compile("a", [nosuch]) end,
     fun() -> erlang:decode_packet(nosuch, <<>>, []) end].

divisions() ->
    [fun() -> divide(1, 0) end, fun() -> divide(a, 1) end, fun() -> divide(1.0, 0.0) end, fun() -> {divide(1, 0)} end].

fun_and_list(F, List) -> apply(F, List).
mfa(M, F, A) -> apply(M, F, A).
by_apply(F, A) -> apply(erlang, F, A).
by_name(M, F, X) -> M:F(X).
divide(A, B) -> A / B.

show(F) ->
    Result =
        try F() of
            Value -> {value, Value}
        catch
            Class:Reason:Stack ->
                {Class, Reason, [{M, N, A, Where} || {M, N, A, Where} <- Stack, M =/= ?MODULE orelse N =/= main, M =/= e2e_oracle,
                                                     M =/= seabeam_boot]}
        end,
    io:format("~p~n", [Result]).

%% Which positions have a cause.
updates(Type) ->
    T = ets:new(t, [Type]),
    ets:insert(T, {k, 1, 2}),
    [{Op, try ets:update_element(T, k, Op) catch error:E:Stack -> {E, element(4, hd(Stack))} end}
     || Op <- [{9, y}, [{2, x}, {9, y}], {1, x}, [{2, a}, {1, x}], {0, x}, {a, b}, [{1, x}, {9, y}], []]].
