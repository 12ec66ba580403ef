-module(std_lists_errors).
-export([main/0]).

main() ->
    Fs = [fun() -> lists:nth(id(0), [1]) end, fun() -> lists:nth(5, id([1])) end, fun() -> lists:max(id([])) end,
          fun() -> lists:map(fun(X) -> X + 1 end, id([1, a])) end, fun() -> lists:zip([1], id([1, 2])) end,
          fun() -> lists:foldl(id(not_a_fun), 0, [1]) end, fun() -> lists:reverse(id(a)) end, fun() -> lists:last(id([])) end,
          fun() -> lists:seq(5, id(1)) end, fun() -> lists:sum(id([a, b])) end, fun() -> lists:split(5, id([1])) end,
          fun() -> lists:keyfind(a, id(0), []) end, fun() -> lists:member(a, id([b | c])) end, fun() -> lists:sort(id(x)) end,
          fun() -> lists:append(id([[1 | 2], [3]])) end, fun() -> lists:flatten(id(a)) end, fun() -> lists:nthtail(3, id([1])) end,
          fun() -> lists:duplicate(id(-1), a) end, fun() -> lists:filter(fun(_) -> maybe_not end, id([1])) end,
          fun() -> lists:sublist([1], id(0), 1) end, fun() -> lists:droplast(id([])) end],
    lists:foreach(fun(F) ->
        try F() of V -> io:format("value ~p~n", [V])
        catch C:R:Stk -> io:format("~p ~p~n  ~p~n", [C, R, [{M, N, arity(A)} || {M, N, A, _} <- first_lists(Stk)]])
        end end, Fs).

%% Frames of lists only, without argument values.
first_lists(Stk) -> lists:sublist([S || {lists, _, _, _} = S <- Stk], 2).

arity(A) when is_list(A) -> length(A);
arity(A) -> A.

id(X) -> X.
