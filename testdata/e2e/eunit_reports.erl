%% eunit: what it prints, to whom it listens, fixtures of every kind, generators, order, timeouts, failing and cancelled tests.
-module(eunit_reports).
-export([main/0, start/1, init/1, handle_begin/3, handle_end/3, handle_cancel/3, terminate/2]).
-behaviour(eunit_listener).
-include_lib("eunit/include/eunit.hrl").
-include("shared/show.hrl").

%% A listener that tells everything but times.
start(Options) -> eunit_listener:start(?MODULE, Options).
init(_) -> [].
handle_begin(Kind, Data, S) -> say("begin ~p ~p", [Kind, data(Data)]), S.
handle_end(Kind, Data, S) -> say("end ~p ~p", [Kind, data(Data)]), S.
handle_cancel(Kind, Data, S) -> say("cancel ~p ~p", [Kind, data(Data)]), S.
terminate({ok, Data}, _) -> say("done ~p", [lists:sort(Data)]);
terminate(Other, _) -> say("ended ~p", [Other]).
say(F, A) -> io:format(standard_io, "  " ++ F ++ "~n", A).

data(Data) -> [{K, clean(V)} || {K, V} <- Data, lists:member(K, [id, desc, source, status, pass, fail, skip, cancel, reason, output, size])].
clean({error, {C, R, _}}) -> {error, C, reason(R)};
clean({skipped, R}) -> {skipped, clean(R)};
clean({abort, {Kind, {C, R, _}}}) -> {abort, Kind, C, reason(R)};
clean({abort, R}) -> {abort, R};
clean({M, F, A}) when is_atom(M), is_integer(A) -> {M, base(F), A};
clean(X) -> X.
%% Names of funs depend on what was compiled before them.
base(F) -> case atom_to_list(F) of [$- | _] -> a_fun; _ -> F end.
reason({Assertion, Info}) when is_list(Info) -> {Assertion, [{K, V} || {K, V} <- Info, K =/= line, not is_function(V)]};
reason(R) -> R.

run(Title, Tests) -> run(Title, Tests, []).
run(Title, Tests, Options) ->
    io:format("~s~n", [Title]),
    R = eunit:test(Tests, [no_tty, {report, {?MODULE, []}} | Options]),
    ?T(R).

main() ->
    timer:sleep(1),
    run("passing", {"title", fun() -> ok end}),
    run("several", [fun() -> 1 end, {"second", fun() -> 2 end}, [fun() -> 3 end]]),
    run("failing", [fun() -> error(x) end, fun() -> throw(y) end, fun() -> exit(z) end, fun() -> 1 = id(2) end]),
    run("assertions", [?_assert(id(true)), ?_assert(id(false)), ?_assert(id(5)), ?_assertNot(id(true)), ?_assertEqual(1, id(1)), ?_assertEqual(1, id(2)), ?_assertNotEqual(1, id(1)), ?_assertMatch({ok, _}, id({ok, 1})), ?_assertMatch({ok, _}, id(error)), ?_assertNotMatch({ok, _}, id({ok, 1})),
                       ?_assertError(badarith, id(1) / id(0)), ?_assertError(badarg, id(1)), ?_assertError(badarg, exit(id(badarg))), ?_assertThrow(ball, throw(id(ball))), ?_assertThrow(ball, throw(id(other))), ?_assertExit(bye, exit(id(bye))), ?_assertException(error, {badmatch, _}, 1 = id(2)), ?_assertNotException(error, bad, id(1)), ?_assertNotException(error, bad, error(id(bad)))]),
    run("fixtures", [{setup, fun() -> say("setup", []), state end, fun(S) -> say("cleanup ~p", [S]) end, fun(S) -> [?_assertEqual(state, S), ?_assert(id(false))] end},
                     {setup, fun() -> only end, ?_assert(id(true))}, {setup, spawn, fun() -> self() end, fun(P) -> ?_assertEqual(false, P =:= self()) end},
                     {foreach, fun() -> say("each", []), 1 end, fun(_) -> say("after each", []) end, [fun(X) -> ?_assertEqual(1, X) end, fun(X) -> {"twice", ?_assertEqual(2, X * 2)} end]},
                     {foreachx, fun(K) -> say("x ~p", [K]), K * 10 end, fun(K, V) -> say("after x ~p ~p", [K, V]) end, [{1, fun(K, V) -> ?_assertEqual(V, K * 10) end}, {2, fun(_, V) -> ?_assertEqual(99, V) end}]}]),
    run("bad fixtures", [{setup, fun() -> error(in_setup) end, fun(_) -> ok end, fun(_) -> ?_assert(true) end}, {setup, fun() -> s end, fun(_) -> error(in_cleanup) end, fun(_) -> ?_assert(id(true)) end}, {setup, fun() -> s end, fun(_) -> error(in_instantiator) end}]),
    run("generators", [{generator, fun() -> [?_assertEqual(N, id(N)) || N <- [1, 2, 3]] end}, {"titled", {generator, fun() -> ?_assert(id(true)) end}}]),
    run("bad generator", {generator, fun() -> error(no_tests) end}), run("empty", []), run("not a test", nonsense_module_name), run("not a test", 5),
    run("orders", [{inorder, [?_assert(id(true)), {"b", ?_assert(id(true))}]}, {inparallel, [?_assertEqual(N, id(N)) || N <- [1, 2, 3]]}, {inparallel, 1, [?_assert(id(true))]}, {spawn, ?_assert(id(true))}, {with, 5, [fun(X) -> ?assertEqual(5, X) end, fun(X) -> ?assertEqual(6, X) end]}]),
    run("timeouts", [{timeout, 0.01, fun() -> timer:sleep(10000) end}, {timeout, 5, fun() -> ok end}, {"group", {timeout, 0.01, [fun() -> timer:sleep(10000) end, fun() -> ok end]}}, fun() -> ok end]),
    run("output", [{"talks", fun() -> io:format("from a test ~p~n", [1]) end}, {"talks and fails", fun() -> io:format("before failing"), error(now) end}]),
    run("killed", [fun() -> exit(self(), kill), timer:sleep(1000) end, fun() -> ok end]),
    run("bad test", [{"title", 5}, fun(_) -> ok end, {unknown, fun() -> ok end}]),
    run("module", ?MODULE), run("function", {?MODULE, own_test_}),
    run("test", {test, ?MODULE, plain_test}), run("mf", {?MODULE, plain_test}), run("file", {file, "no/such/file"}), run("missing", {module, no_such_module_here}),
    ?assertEqual(ok, eunit:test(fun() -> ok end, [no_tty])), run("lines", [{1, fun() -> ok end}, {"t", 2, fun() -> ok end}]).

id(X) -> X.

plain_test() -> ok.
failing_test() -> ?assertEqual(1, id(2)).
own_test_() -> [{"from a generator", ?_assert(id(true))}, ?_assertEqual(a, id(b))].
