%% An exception in a receive behind a try whose body never returns: the mark of
%% the ended try must not be found again.
-module(catch_mark_in_dead_slot).
-export([main/0]).

main() ->
    show(fun() -> after_exit(x) end),
    show(fun() -> merged(a, 1) end),
    show(fun() -> looped([1, 2, a, 0]) end).

show(F) -> io:format("~p~n", [try F() catch C:R -> {C, R} end]).

after_exit(X) ->
    self() ! {msg, try exit(id(X)) catch _:V -> V end},
    self() ! {other, 1},
    receive {msg, L} -> [lists:sum(L)] after 0 -> none end.

merged(A, B) ->
    case A of
        a -> try exit(id(B)) catch exit:E -> id(E) end;
        _ -> ok
    end,
    1 = id(2).

looped(Xs) ->
    [begin try id(X + 1) catch error:badarith -> id(bad) end, 10 div X end || X <- Xs].

id(X) -> X.
