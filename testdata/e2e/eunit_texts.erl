%% eunit's text report, as the terminal would show it, with the times and places taken out.
-module(eunit_texts).
-export([main/0]).
-include_lib("eunit/include/eunit.hrl").
-include("shared/show.hrl").

main() ->
    timer:sleep(1),
    show([], {"one", fun() -> ok end}),
    show([verbose], [{"a title", fun() -> ok end}, ?_assert(id(true)), ?_assertEqual(id(1), 2)]),
    show([], [?_assertEqual(id(1), 2), ?_assertMatch({ok, _}, id(x)), ?_assertError(badarg, id(1)), ?_assert(id(maybe_so)), fun() -> throw({ball, [1, 2]}) end, fun() -> exit(shutdown) end]),
    show([verbose], {"group", [{"inner", {setup, fun() -> 1 end, fun(_) -> ok end, fun(X) -> [{"t", ?_assertEqual(X, id(1))}] end}}, {"fails in setup", {setup, fun() -> error(oops) end, fun(_) -> ?_assert(true) end}}]}),
    show([verbose], [{"slow", {timeout, 0.01, fun() -> timer:sleep(5000) end}}, {"quick", fun() -> ok end}]),
    show([], [{"says", fun() -> io:format("hello\nworld ~ts", [[1024]]), error(x) end}]),
    show([], [fun() -> erlang:error({deep, lists:duplicate(40, {a, "text"})}) end, fun() -> lists:nth(5, id([1])) end, fun() -> ?assertEqual(lists:seq(1, 50), id([])) end]),
    show([verbose], []), show([], no_such_module_here), show([verbose], {generator, fun() -> exit(gone) end}), show([], [{bad, x}]),
    show([], fun() -> ?assertNot(id(true)) end), show([], {with, 1, [fun(X) -> ?assertEqual(2, X) end]}), show([verbose], {inparallel, [?_assert(id(true)), ?_assert(id(true))]}),
    show([verbose], {foreach, fun() -> s end, [fun(s) -> ?_assert(id(true)) end, fun(s) -> {"named", ?_assertNotEqual(1, id(1))} end]}),
    show([verbose], [{spawn, {"spawned", fun() -> ok end}}, {inorder, [{"o1", fun() -> ok end}, {"o2", fun() -> error(o2) end}]}, {4, fun() -> ok end}, {"with a line", 5, fun() -> ok end}]).

id(X) -> X.

%% The report, as a group leader gets it.
show(Options, Tests) ->
    io:format("---- ~p~n", [Options]),
    Leader = group_leader(),
    Me = self(),
    Catcher = spawn_link(fun() -> catching(Leader, Me) end),
    group_leader(Catcher, self()),
    R = eunit:test(Tests, Options),
    group_leader(Leader, self()),
    Catcher ! {done, Me},
    receive {caught, Text} -> io:put_chars(lists:foldl(fun({From, To}, T) -> re:replace(T, From, To, [global, unicode, {return, binary}]) end, Text,
                                                       [{"\\[[0-9.]+ s\\] ?", ""}, {"<0\\.[0-9.]+>", "PID"}, {"\\([^()]*\\.[eh]rl, line [0-9]+\\)", "(PLACE)"}, {"in [0-9.]+ s", "in N s"}, {"[ \t]+$", ""},
                                                        {"(?m)^ *in call from .*\n", ""}, {"#Fun<[^>]*>", "FUN"}, {"\\{line,[0-9]+\\}", "LINE"}, {"-main/0-fun-[0-9]+-", "a fun"}, {"-main/0-.*?/[0-9]", "a fun"}, {"eunit_texts:[0-9]+:", "eunit_texts:N:"}, {"\\n\\s*", "\n"}]))
    end,
    ?T(R).

catching(Leader, Main) -> catching(Leader, Main, []).
catching(Leader, Main, Acc) ->
    receive
        {io_request, From, As, Request} ->
            {Text, Reply} = request(Request),
            From ! {io_reply, As, Reply},
            catching(Leader, Main, [Acc, Text]);
        {done, Main} -> Main ! {caught, unicode:characters_to_binary(Acc)}
    end.

request({put_chars, _, M, F, A}) -> {apply(M, F, A), ok};
request({put_chars, _, Chars}) -> {Chars, ok};
request({requests, Rs}) -> {[element(1, request(R)) || R <- Rs], ok};
request(_) -> {[], {error, enotsup}}.
