-module(exc_classes).
-export([main/0]).

%% Every exception that the language itself raises, with the frames of this module: function, arity, line.
main() ->
    Cases = [{badmatch, fun badmatch/1}, {case_clause, fun case_clause/1}, {if_clause, fun if_clause/1},
             {function_clause, fun function_clause/1}, {try_clause, fun try_clause/1}, {badarith, fun badarith/1},
             {badarg, fun badarg/1}, {badfun, fun badfun/1}, {badarity, fun badarity/1}, {undef, fun undef/1},
             {badmap, fun badmap/1}, {badkey, fun badkey/1}, {badrecord, fun badrecord/1}, {thrown, fun thrown/1},
             {exited, fun exited/1}, {errored, fun errored/1}, {errored_args, fun errored_args/1}, {system_limit, fun system_limit/1},
             {bad_generator, fun bad_generator/1}, {bad_filter, fun bad_filter/1}, {nested, fun nested/1}],
    lists:foreach(fun({Name, F}) -> show(Name, F, {v, 1}) end, Cases),
    lists:foreach(fun({Name, F}) -> caught(Name, F, {v, 1}) end, Cases).

show(Name, F, Arg) ->
    try F(Arg) of
        V -> io:format("~p: value ~p~n", [Name, V])
    catch
        C:R:Stk -> io:format("~p: ~p ~p~n  ~p~n", [Name, C, clean(R), own(Stk)])
    end.

caught(Name, F, Arg) ->
    case catch F(Arg) of
        {'EXIT', {R, Stk}} when is_list(Stk) -> io:format("~p: EXIT ~p ~p~n", [Name, clean(R), own(Stk)]);
        Other -> io:format("~p: ~p~n", [Name, Other])
    end.

own(Stk) -> [{F, arity(A), proplists:get_value(line, L)} || {?MODULE, F, A, L} <- Stk, F =/= main, F =/= show, F =/= caught].

arity(A) when is_list(A) -> {args, A};
arity(A) -> A.

clean({badarity, {F, A}}) when is_function(F) -> {badarity, A};
clean(R) -> R.

badmatch(X) -> {ok, Y} = X, Y.
case_clause(X) -> case X of {a, _} -> 1; [] -> 2 end.
if_clause(X) -> if X =:= a -> 1; X =:= b -> 2 end.
function_clause(X) -> only_ints(X, 2).
only_ints(X, Y) when is_integer(X) -> X + Y.
try_clause(X) -> try id(X) of a -> 1 catch _:_ -> never end.
badarith({v, N}) -> 1 + N * id(a).
badarg(X) -> atom_to_list(id(X)).
badfun(X) -> X(1).
badarity(_) -> (fun(A, B) -> {A, B} end)(1).
undef(_) -> exc_no_such_module:f(1, 2).
badmap(X) -> X#{a => 1}.
badkey(_) -> maps:get(k, id(#{})).
-record(r, {a}).
badrecord(X) -> X#r.a.
thrown(X) -> throw({thrown, X}).
exited(X) -> exit({exited, X}).
errored(X) -> error({errored, X}).
errored_args(X) -> error(with_args, [X, more]).
system_limit(_) -> list_to_atom(lists:duplicate(300, $x)).
bad_generator(X) -> [Y || Y <- X].
bad_filter(X) -> [Y || Y <- [1], id(X)].
nested(X) ->
    Z = id(1),
    Z + deeper(X).

deeper(X) ->
    Z = id(2),
    [Z | deepest(X)].

deepest(X) ->
    true = id(X),
    ok.

id(X) -> X.
