%% Calls in tail position of every kind, a hundred thousand deep each: the stack does not grow, values arrive.
-module(control_tail_calls).
-export([main/0, ext/2, via_apply/3, swap9/10, pong/3]).

-define(N, 100000).

main() ->
    Limit = #{size => 150000, kill => true, error_logger => false},
    {_, Ref} = spawn_opt(fun calls/0, [monitor, {max_heap_size, Limit}]),
    receive {'DOWN', Ref, _, _, Reason} -> io:format("~w~n", [Reason]) end.

calls() ->
    Print = fun(Name, Value) -> io:format("~s ~0tp~n", [Name, Value]) end,
    Print("local", local(?N, 0)),
    Print("external", ?MODULE:ext(?N, 0)),
    Print("variable module", (id(?MODULE)):ext(?N, 0)),
    Print("apply/3", via_apply(?N, ?MODULE, via_apply)),
    Print("apply/2", via_fun(?N, fun via_fun/2)),
    Print("closure", closure(?N, 0)),
    Print("named fun", (fun Loop(0, A) -> A; Loop(N, A) -> Loop(N - 1, A + N) end)(?N, 0)),
    Print("mutual", ping(?N, a, b)),
    Print("nine arguments", swap9(?N, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
    Print("out of a case", in_case(?N, [])),
    Print("out of a receive", in_receive(?N)),
    Print("behind a try", behind_try(?N, 0)),
    Print("after a catch", behind_catch(?N, 0)),
    Print("state machine", machine(idle, ?N, {0, 0, 0})),
    Print("float", float_loop(?N, 0.0)),
    Print("binary", binary_loop(binary:copy(<<1, 2, 3>>, ?N div 3), 0)),
    Print("orelse", all_below(lists:seq(1, 1000), 1001)),
    Print("andalso", any_below(lists:seq(1000, 1, -1), 2)),
    Print("of a try", of_try(?N)),
    Print("comprehension", lists:sum([local(10, X) || X <- lists:seq(1, 100)])).

id(X) -> X.
local(0, A) -> A;
local(N, A) when N rem 2 =:= 0 -> local(N - 1, A + 1);
local(N, A) -> local(N - 1, A - 1).
ext(0, A) -> A;
ext(N, A) -> ?MODULE:ext(N - 1, A + 1).
via_apply(0, M, F) -> {M, F};
via_apply(N, M, F) -> apply(M, F, [N - 1, M, F]).
via_fun(0, F) -> is_function(F, 2);
via_fun(N, F) -> apply(F, [N - 1, F]).
closure(0, A) -> A;
closure(N, A) -> F = fun(B) -> closure(N - 1, A + B) end, F(N rem 3).
ping(0, A, B) -> {ping, A, B};
ping(N, A, B) -> pong(B, N - 1, A).
pong(A, 0, B) -> {pong, A, B};
pong(A, N, B) -> ping(N - 1, A, B).
swap9(0, A, B, C, D, E, F, G, H, I) -> {A, B, C, D, E, F, G, H, I};
swap9(N, A, B, C, D, E, F, G, H, I) when N rem 3 =:= 0 -> swap9(N - 1, B, C, A, E, F, D, H, I, G);
swap9(N, A, B, C, D, E, F, G, H, I) when N rem 3 =:= 1 -> swap9(N - 1, I, H, G, F, E, D, C, B, A);
swap9(N, A, B, C, D, E, F, G, H, I) -> swap9(N - 1, B, A, D, C, F, E, H, G, I).
in_case(N, Acc) ->
    case {N rem 3, Acc} of
        {_, [_, _, _, _ | T]} -> in_case(N, T);
        {0, _} when N > 0 -> in_case(N - 1, [N | Acc]);
        {1, _} -> case N of 1 -> [one | Acc]; _ -> in_case(N - 1, Acc) end;
        {2, _} -> in_case(N - 1, Acc)
    end.
in_receive(0) -> receive last -> wrong after 0 -> done end;
in_receive(N) -> self() ! N, receive N -> in_receive(N - 1); other -> wrong end.
behind_try(0, A) -> A;
behind_try(N, A) ->
    B = try risky(N) catch throw:X -> X; error:_ -> 0 end,
    behind_try(N - 1, A + B).
risky(N) when N rem 100 =:= 0 -> throw(7);
risky(N) when N rem 101 =:= 0 -> error(bad);
risky(_) -> 1.
behind_catch(0, A) -> A;
behind_catch(N, A) ->
    case catch risky(N) of
        {'EXIT', _} -> behind_catch(N - 1, A);
        V -> behind_catch(N - 1, A + V)
    end.
machine(idle, 0, S) -> S;
machine(idle, N, {A, B, C}) -> machine(if N rem 5 =:= 0 -> slow; true -> fast end, N, {A + 1, B, C});
machine(fast, N, {A, B, C}) -> machine(idle, N - 1, {A, B + 1, C});
machine(slow, N, {A, B, C}) -> machine(fast, N, {A, B, C + 1}).
float_loop(0, F) -> F;
float_loop(N, F) when F > 1000.0 -> float_loop(N - 1, F / 3);
float_loop(N, F) -> float_loop(N - 1, F + N * 0.5).
binary_loop(<<>>, A) -> A;
binary_loop(<<X, R/binary>>, A) -> binary_loop(R, (A * 31 + X) band 16#FFFFFF).
all_below([], _) -> true;
all_below([H | T], N) -> H < N andalso all_below(T, N).
any_below([], _) -> false;
any_below([H | T], N) -> H < N orelse any_below(T, N).
of_try(0) -> done;
of_try(N) -> try id(N) of M -> of_try(M - 1) catch _:_ -> wrong end.
