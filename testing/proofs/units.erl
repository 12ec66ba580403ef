%% Modules of tests for eunit: what passes, fails, is skipped, and how eunit says so.
-module(units).
-export([main/0]).
-include_lib("eunit/include/eunit.hrl").

main() ->
    io:format("~p~n", [eunit:test(?MODULE, [])]),
    io:format("~p~n", [eunit:test(?MODULE, [verbose])]),
    io:format("~p~n", [eunit:test({generator, fun passing/0}, [verbose])]),
    io:format("~p~n", [eunit:test([])]),
    io:format("~p~n", [eunit:test(no_such_module)]),
    io:format("~p~n", [eunit:test(fun() -> ?assert(true) end)]).

%% ---- Simple tests ----

addition_test() -> ?assertEqual(4, 2 + 2).
match_test() -> ?assertMatch({ok, _}, {ok, 1}).
exception_test() -> ?assertException(error, badarith, 1 / zero()).
error_test() -> ?assertError(badarg, atom_to_list(list_to_integer("1"))).
throw_test() -> ?assertThrow(ball, throw(ball)).
exit_test() -> ?assertExit(normal, exit(normal)).
not_test() -> ?assertNot(1 =:= 2).
not_equal_test() -> ?assertNotEqual(1, 1.0).
output_test() -> io:format("shown only when the test fails~n").
receive_test() ->
    self() ! hello,
    receive Message -> ?assertEqual(hello, Message) end.

%% ---- Failures ----

wrong_value_test() -> ?assertEqual([1, 2, 3], lists:reverse([1, 2, 3])).
no_match_test() -> ?assertMatch({ok, _}, {error, enoent}).
false_test() -> ?assert(1 > 2).
no_exception_test() -> ?assertError(badarg, ok).
other_exception_test() -> ?assertError(badarg, throw(other)).
crash_test() -> deep(3).
output_of_failure_test() ->
    io:format("before the failure~n"),
    exit(given_up).

deep(0) -> lists:nth(5, [a]);
deep(N) -> [deep(N - 1)].

zero() -> 0.

%% ---- Generators and fixtures ----

generated_test_() -> [?_assertEqual(N * N, square(N)) || N <- lists:seq(1, 5)].

named_test_() ->
    [{"first", ?_assert(true)}, {"second", ?_assertEqual(1, 2)}, {"group", [?_test(ok), {"inner", ?_test(ok)}]}].

fixture_test_() ->
    {setup, fun() -> ets:new(fixture, [public]) end, fun ets:delete/1,
     fun(Table) -> [?_assert(ets:insert(Table, {a, 1})), ?_assertEqual([{a, 1}], ets:lookup(Table, a))] end}.

foreach_test_() ->
    {foreach, fun() -> [] end, fun(_) -> ok end,
     [fun(State) -> ?_assertEqual([], State) end, fun(State) -> ?_assertEqual([x], [x | State]) end]}.

failing_setup_test_() -> {setup, fun() -> error(no_setup) end, fun(_) -> ok end, [?_assert(true)]}.
failing_cleanup_test_() -> {setup, fun() -> ok end, fun(_) -> error(no_cleanup) end, [?_assert(true)]}.

spawned_test_() -> {spawn, [?_assertEqual(spawned, spawned), ?_assert(is_pid(self()))]}.
parallel_test_() -> {inparallel, [?_assert(true) || _ <- lists:seq(1, 4)]}.
ordered_test_() -> {inorder, [?_assert(true), ?_assert(true)]}.
timeout_test_() -> {timeout, 0.05, ?_test(timer:sleep(5000))}.
bad_generator_test_() -> not_a_test.

passing() -> [{"one", fun() -> ok end}, {"two", fun() -> ok end}].

square(N) -> N * N.
