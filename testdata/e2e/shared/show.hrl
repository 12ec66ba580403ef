%% Printing results and errors, for programs that try many calls.
-compile([nowarn_unused_function]).

%% One call a line: what it says in the source, and its result or its error.
-define(T(Call), show_call(??Call, fun() -> Call end)).

show_call(Text, F) -> io:format("~ts~n  ~tp~n", [Text, show_outcome(F)]).

%% M:F with each list of arguments in turn.
calls(M, F, ArgLists) ->
    lists:foreach(fun(Args) ->
                      io:format("~w:~w(~ts)~n  ~tp~n",
                                [M, F, lists:join(", ", [io_lib:format("~tw", [show_term(A)]) || A <- Args]),
                                 show_outcome(fun() -> apply(M, F, Args) end)])
                  end, ArgLists).

%% A result; or class, reason and where it was raised, with what error_info tells of the arguments.
show_outcome(F) ->
    try F() of
        Result -> show_term(Result)
    catch
        Class:Reason:Stack -> {Class, show_term(Reason), show_top(Reason, Stack)}
    end.

show_top(Reason, [{M, F, ArityOrArgs, Info} = Top | Rest]) ->
    Where = {M, F, case ArityOrArgs of
                       [_ | _] -> [show_term(A) || A <- ArityOrArgs];
                       _ -> ArityOrArgs
                   end},
    case lists:keyfind(error_info, 1, Info) of
        {_, ErrorInfo} ->
            {Where, show_texts(maps:get(module, ErrorInfo, M), Reason, [Top | Rest])};
        false -> Where
    end;
show_top(_, Stack) -> Stack.

%% The formatters of OTP fail for some errors themselves.
show_texts(Formatter, Reason, Stack) ->
    try maps:map(fun(_, Text) -> unicode:characters_to_list(Text) end, show_format(Formatter, Reason, Stack))
    catch Class:Why -> {Class, show_term(Why)}
    end.

%% By name, so that a bundle has them.
show_format(erl_erts_errors, Reason, Stack) -> erl_erts_errors:format_error(Reason, Stack);
show_format(erl_stdlib_errors, Reason, Stack) -> erl_stdlib_errors:format_error(Reason, Stack);
show_format(erl_kernel_errors, Reason, Stack) -> erl_kernel_errors:format_error(Reason, Stack);
show_format(Formatter, Reason, Stack) -> Formatter:format_error(Reason, Stack).

%% Waits until every other process waits for something, so that what they were to send is here.
show_settle() -> show_settle(2).

show_settle(0) -> ok;
show_settle(N) ->
    case [P || P <- processes(), P =/= self(), {status, S} <- [process_info(P, status)], S =:= runnable orelse S =:= running] of
        [] -> erlang:yield(), show_settle(N - 1);
        _ -> receive after 1 -> show_settle(2) end
    end.

%% Terms that are not the same in every run, by their kind.
show_term(T) when is_pid(T) -> 'a pid';
show_term(T) when is_reference(T) -> 'a reference';
show_term(T) when is_port(T) -> 'a port';
show_term(T) when is_function(T) -> 'a fun';
show_term([H | T]) -> [show_term(H) | show_term(T)];
show_term(T) when is_tuple(T) -> list_to_tuple(show_term(tuple_to_list(T)));
show_term(T) when is_map(T) -> maps:map(fun(_, V) -> show_term(V) end, T);
show_term(T) -> T.
