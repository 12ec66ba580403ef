%% Functions called with every combination of some values.
-include("shared/show.hrl").

%% What is told of a function: each outcome, and the arguments (places in Values, from 1) that have it.
sweep(M, F, Arity, Values) ->
    Outcomes = lists:foldl(fun(Args, Seen) ->
                               Outcome = sweep_outcome(M, F, [V || {_, V} <- Args]),
                               Places = lists:join($,, [integer_to_list(N) || {N, _} <- Args]),
                               maps:update_with(Outcome, fun(Others) -> [Places | Others] end, [Places], Seen)
                           end, #{}, combinations(Arity, lists:zip(lists:seq(1, length(Values)), Values))),
    io:format("~w:~w/~w~n", [M, F, Arity]),
    [io:format("  ~ts~n    ~s~n", [Text, lists:join(" ", lists:reverse(Places))])
     || {Text, Places} <- lists:sort([{lists:flatten(io_lib:format("~0tp", [Outcome])), Places} || {Outcome, Places} <- maps:to_list(Outcomes)])].

%% As show_outcome, but not with the values of arguments: those are told by their places.
sweep_outcome(M, F, Args) ->
    try apply(M, F, Args) of
        Result -> show_term(Result)
    catch
        Class:Reason:Stack -> {Class, show_term(Reason), without_values(show_top(Reason, Stack))}
    end.

without_values({{M, F, [_ | _] = Args}, Texts}) -> {{M, F, length(Args)}, Texts};
without_values({M, F, [_ | _] = Args}) -> {M, F, length(Args)};
without_values(Other) -> Other.

combinations(0, _) -> [[]];
combinations(N, Values) -> [[V | Rest] || V <- Values, Rest <- combinations(N - 1, Values)].

%% The functions of a module with an arity, but for some.
functions(M, Arity, Without) ->
    [F || {F, A} <- lists:sort(M:module_info(exports)), A =:= Arity, F =/= module_info, not lists:member(F, Without)].
