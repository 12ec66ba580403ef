%% Counters, atomics and compiled match specifications live as long as somebody refers to them, and no longer.
-module(shared_lifetime).
-export([main/0]).

main() ->
    C = counters:new(3, []),
    counters:add(C, 2, 7),
    %% Through messages, tables, persistent terms, external terms.
    Self = self(),
    spawn(fun() -> counters:add(C, 2, 1), Self ! {done, C} end),
    receive {done, Same} -> io:format("~w ~w ~w~n", [Same =:= C, Same == C, counters:get(Same, 2)]) end,
    T = ets:new(t, []),
    ets:insert(T, {c, C}),
    persistent_term:put(shared, C),
    erlang:garbage_collect(),
    [{c, D}] = ets:lookup(T, c),
    counters:add(D, 2, 10),
    counters:add(persistent_term:get(shared), 2, 100),
    E = binary_to_term(term_to_binary(C)),
    counters:add(E, 2, 1000),
    io:format("~w~n", [{counters:get(C, 2), E =:= C, D =:= C, #{C => 1} =:= #{E => 1}, erlang:phash2(C) =:= erlang:phash2(E), lists:usort([C, D, E]) =:= [C]}]),
    io:format("~w~n", [{is_reference(C), C =:= element(2, {x, C}), maps:get(D, #{C => found})}]),
    %% A lone external term does not keep them.
    {Pid, Ref} = spawn_monitor(fun() -> exit(lost()) end),
    Lost = receive {'DOWN', Ref, process, Pid, Bytes} -> Bytes end,
    io:format("~w~n", [try atomics:get(binary_to_term(Lost), 1) catch error:Reason -> Reason end]),
    %% Memory comes back.
    churn(1000),
    Before = memory(),
    churn(20000),
    io:format("~w~n", [memory() - Before < 1000000]),
    Spec = ets:match_spec_compile([{{'$1', <<"some bytes">>}, [], ['$1']}]),
    erlang:garbage_collect(),
    io:format("~w~n", [ets:match_spec_run([{1, <<"some bytes">>}, {2, b}], Spec)]),
    [begin garbage(N), erlang:garbage_collect(self(), [{type, minor}]) end || N <- lists:seq(1, 20)],
    io:format("~w ~w~n", [counters:get(C, 2), counters:info(C)]).

lost() ->
    A = atomics:new(1, []),
    atomics:put(A, 1, 5),
    Bytes = term_to_binary(A),
    5 = atomics:get(binary_to_term(Bytes), 1),
    Bytes.

churn(N) -> [begin A = atomics:new(100, []), atomics:add(A, 1, I), ets:match_spec_compile([{{'$1', I}, [], ['$1']}]), A end || I <- lists:seq(1, N)], ok.

garbage(N) -> [counters:new(N, []) || _ <- lists:seq(1, 100)].

memory() ->
    erlang:garbage_collect(),
    erlang:memory(total).
