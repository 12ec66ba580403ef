%% erl_error: exceptions as text, for every class and many reasons, with options; what error_info adds; skipped frames, columns, limits.
-module(lib_erl_error_texts).
-export([main/0, clause/2, format_error/2, deep/1, own/1]).
-include("shared/show.hrl").

clause(1, [_ | _]) -> ok.
id(X) -> X.
deep(0) -> error(bottom);
deep(N) -> X = deep(N - 1), {X, N}.
own(X) -> erlang:error(own_reason, [X], [{error_info, #{module => ?MODULE, cause => {why, X}}}]).
format_error(Reason, [{_, _, Args, Info} | _]) -> Cause = maps:get(cause, proplists:get_value(error_info, Info, #{}), none), case Cause of {why, crash} -> error(in_format_error); {why, bad} -> nonsense; {why, general} -> #{general => "in general", reason => io_lib:format("because ~p", [Reason])}; {why, V} -> #{1 => io_lib:format("was ~p of ~p", [V, Args])}; none -> #{} end.

failing() ->
    [fun() -> error(plain) end, fun() -> error({tuple, [1, 2]}) end, fun() -> throw(ball) end, fun() -> exit(gone) end, fun() -> exit({shutdown, x}) end, fun() -> 1 + id(a) end, fun() -> id(1) / id(0) end, fun() -> {a, _} = id(b) end, fun() -> case id(1) of 2 -> x end end, fun() -> X = id(1), if X =:= 2 -> x end end, fun() -> try id(1) of 2 -> x catch throw:_ -> y end end, fun() -> clause(id(2), x) end, fun() -> (id(fun(1) -> x end))(2) end, fun() -> (id(fun() -> x end))(2) end, fun() -> (id(not_a_fun))(2) end, fun() -> no_module_here:f(1) end, fun() -> lists:no_function_here(1, 2) end, fun() -> apply(id(?MODULE), nothing, []) end,
     fun() -> element(id(5), {a}) end, fun() -> list_to_integer(id("x")) end, fun() -> atom_to_list(id(1)) end, fun() -> maps:get(id(k), #{}) end, fun() -> (id(#{a => 1}))#{b := 2} end, fun() -> (id(x))#{b => 2} end, fun() -> maps:update(k, v, id(x)) end, fun() -> ets:lookup(id(no_table), 1) end, fun() -> lists:nth(id(5), [1]) end, fun() -> lists:reverse(id(x)) end, fun() -> binary:part(id(<<1>>), 5, 1) end, fun() -> <<(id(a)):8>> end, fun() -> <<(id(<<1>>))/integer>> end, fun() -> io:format(id("~q"), []) end, fun() -> string:length(id([x])) end, fun() -> not id(1) end, fun() -> id(1) andalso true end, fun() -> hd(id([])) end, fun() -> length(id([1 | 2])) end, fun() -> [X || X <- id(not_a_list)] end, fun() -> << <<X>> || <<X>> <= id(not_bin) >> end, fun() -> spawn(id(1)) end, fun() -> id(self()) ! x, register(id(undefined), self()) end, fun() -> receive after id(x) -> ok end end, fun() -> deep(id(3)) end, fun() -> own(id(5)) end, fun() -> own(id(crash)) end, fun() -> own(id(bad)) end, fun() -> own(id(general)) end, fun() -> error({badmatch, id(lists:seq(1, 60))}) end, fun() -> error(id(lists:duplicate(300, $x))) end, fun() -> error({badrecord, id({r, 1})}) end, fun() -> binary_to_term(id(<<1>>)) end, fun() -> gen_server:call(id(nobody), x) end, fun() -> erlang:raise(error, id(raised), []) end, fun() -> erlang:error(id(with_args), [1, {2}, "three"]) end, fun() -> error({nocatch, x}) end, fun() -> error(noproc) end, fun() -> error(system_limit) end, fun() -> error(timeout_value) end, fun() -> error({badarity, {fun() -> x end, [1]}}) end, fun() -> error({try_clause, 1}) end, fun() -> error({badkey, k}) end, fun() -> error({undef_x, [a]}) end].

main() ->
    [begin
         try F() catch C:R:S ->
             Own = [I || {M, _, _, _} = I <- S, M =/= e2e_oracle, M =/= seabeam_boot, M =/= e2e_batch],
             [?T(text(erl_error:format_exception(C, R, St, O))) || {St, O} <- [{Own, #{}}, {[], #{}}, {Own, #{column => 10, stack_trim_fun => fun(M, _, _) -> M =:= ?MODULE end}},
                                                                               {Own, #{format_fun => fun(T, _) -> io_lib:format("~0p", [T]) end, encoding => latin1}}]]
         end
     end || F <- failing()],
    try deep(20) catch C2:R2:S2 -> [text(erl_error:format_exception(C2, R2, lists:sublist(S2, N))) || N <- [0, 1, 2]] end,
    ?T(erl_error:format_exception(error, x, [], #{column => x})), ?T(erl_error:format_exception(nope, x, [])), ?T(erl_error:format_exception(error, x, not_a_stack)), ?T(erl_error:format_exception(error, x, [], #{bad => 1})), [text(erl_error:format_stacktrace(1, S, fun(_, _, _) -> false end, fun(T, _) -> io_lib:format("~p", [T]) end)) || S <- [[], [{m, f, 1, []}], [{m, f, [a, b], [{file, "x.erl"}, {line, 3}]}, {'M', 'F x', 0, [{line, 0}]}], [{m, '-f/1-fun-0-', 2, []}, {m, '-f/2-lc$^0/1-1-', 1, []}, {erl_eval, do_apply, 6, []}], [{shell, f, [], []}]]], ?T(lists:flatten(erl_error:format_fun(fun lists:map/2))), ?T(lists:flatten(erl_error:format_fun(fun erlang:abs/1, latin1))).

text(T) -> io:format("~ts~n", [re:replace(unicode:characters_to_binary(T), "#Fun<([^>.]*)\\.[^>]*>|<0\\.[0-9.]+>", "#\\1", [global, unicode, {return, binary}])]).
