%% Where an exception comes from, after everything that splits a function: calls of every kind, receive, try, catch.
%% Every function that raises has a frame.
-module(life_traces).
-export([main/0, step/1]).

main() ->
    [show(F) || F <- [after_local, after_external, after_fun, after_apply, after_receive, after_timeout, after_try,
                      after_catch, in_fun, in_comprehension, after_two]],
    ok.

show(F) ->
    try run(F) of
        V -> erlang:display({F, V})
    catch
        C:R:S -> erlang:display({F, C, R, [{M, N, A, proplists_line(L)} || {M, N, A, L} <- S, M =:= life_traces]})
    end.

proplists_line([{line, L} | _]) -> L;
proplists_line([_ | T]) -> proplists_line(T);
proplists_line([]) -> none.

run(F) -> V = raise(F), step(V), V.

raise(after_local) ->
    X = step(1),
    step(2),
    fail(X);
raise(after_external) ->
    X = lists:reverse([a]),
    X2 = fail(X),
    [X2];
raise(after_fun) ->
    F = fun(X) -> step(X) end,
    Y = F(1),
    Z = F(Y),
    [fail(Z)];
raise(after_apply) ->
    X = apply(?MODULE, step, [1]),
    [fail(X)];
raise(after_receive) ->
    self() ! hello,
    receive
        hello -> [fail(got)]
    end;
raise(after_timeout) ->
    receive
        never -> ok
    after 1 -> [fail(timeout)]
    end;
raise(after_try) ->
    X = try step(1) catch _:_ -> 0 end,
    [fail(X)];
raise(after_catch) ->
    X = (catch fail(first)),
    step(X),
    [fail(second)];
raise(in_fun) ->
    [step((fun(X) -> [fail(X)] end)(1))];
raise(in_comprehension) ->
    [[fail(X)] || X <- [1, 2]];
raise(after_two) ->
    step(step(1)),
    X = step(2),
    [step(X), fail(X)].

step(X) -> X.

fail(X) ->
    step(X),
    error({failed, shape(X)}).

shape(X) when is_integer(X) -> X;
shape(X) when is_atom(X) -> X;
shape(_) -> term.
