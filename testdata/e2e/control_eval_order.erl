%% Order of evaluation: what each part of an expression does is seen by those behind it, and an error stops what would come later.
-module(control_eval_order).
-export([main/0]).

-record(r, {a = 1, b = 2, c = 3}).

main() ->
    show("call", fun() -> list(t(1), t(2), t(3)) end),
    show("nested call", fun() -> list(list(t(1), t(2), t(3)), t(4), list(t(5), t(6), t(7))) end),
    show("tuple", fun() -> {t(1), {t(2), t(3)}, [t(4)]} end),
    show("list", fun() -> [t(1), t(2) | t(3)] end),
    show("map", fun() -> #{t(b) => t(1), t(a) => t(2), t(b) => t(3)} end),
    show("map update", fun() -> (t(#{a => 0}))#{t(a) := t(1), t(c) => t(2)} end),
    show("map update fails", fun() -> (t(#{a => 0}))#{t(b) := t(1), t(c) => t(2)} end),
    show("map update of a non-map", fun() -> (t(none))#{t(a) := t(1)} end),
    show("binary", fun() -> <<(t(1)):(t(8)), (t(<<2>>))/binary, (t(3.0)):(t(32))/float>> end),
    show("binary fails", fun() -> <<(t(a)):(t(8)), (t(2))>> end),
    show("binary size fails", fun() -> <<(t(1)):(t(-8)), (t(2))>> end),
    show("record", fun() -> #r{c = t(1), a = t(2)} end),
    show("record update", fun() -> (t(#r{}))#r{b = t(1), a = t(2)} end),
    show("record update fails", fun() -> (t(x))#r{b = t(1), a = t(2)} end),
    show("record field", fun() -> (t(#r{b = t(9)}))#r.b end),
    show("operators", fun() -> t(1) + t(2) * t(3) - t(4) end),
    show("operator fails", fun() -> t(a) + t(2) * t(b) end),
    show("comparison", fun() -> {t(1) < t(2), t(2) =:= t(1)} end),
    show("append", fun() -> t([1]) ++ t([2]) ++ t([3]) end),
    show("subtract", fun() -> t([1, 2, 3]) -- t([2]) -- t([3]) end),
    show("strict and", fun() -> t(false) and t(true) end),
    show("andalso", fun() -> t(false) andalso t(true) end),
    show("orelse", fun() -> t(true) orelse t(false) end),
    show("orelse, not boolean", fun() -> t(1) orelse t(false) end),
    show("andalso, last", fun() -> t(true) andalso t(not_boolean) end),
    show("xor", fun() -> t(true) xor t(x) end),
    show("fun", fun() -> (t(fun(A, B) -> {A, B} end))(t(1), t(2)) end),
    show("fun is none", fun() -> (t(not_fun))(t(1), t(2)) end),
    show("fun of other arity", fun() -> (t(fun(A) -> A end))(t(1), t(2)) end),
    show("remote", fun() -> (t(lists)):(t(reverse))(t([1, 2])) end),
    show("remote, no module", fun() -> (t(no_such)):(t(f))(t(1)) end),
    show("remote, bad module", fun() -> (t(1)):(t(f))(t(1)) end),
    show("apply", fun() -> apply(t(lists), t(append), [t([1]), t([2])]) end),
    show("match", fun() -> {A, B} = {t(1), t(2)}, [A, B, t(3)] end),
    show("match fails", fun() -> {x, _} = {t(1), t(2)}, t(3) end),
    show("case", fun() -> case t(2) of 1 -> t(a); X when X > 1 -> t(b) end end),
    show("if", fun() -> X = t(5), if X < 3 -> t(a); true -> t(b) end end),
    show("comprehension", fun() -> [t({X, Y}) || X <- t([1, 2]), t(X > 0), Y <- t([p, q])] end),
    show("binary comprehension", fun() -> << <<(t(X)), (t(Y))>> || <<X>> <= t(<<1, 2>>), Y <- t([7]), t(X < 2) >> end),
    show("send", fun() -> t(self()) ! t(m), receive M -> t(M) end end),
    show("send to nobody", fun() -> t(nobody_here) ! t(m) end),
    show("try", fun() -> try t(1), t(2) of X -> t({x, X}) catch _:_ -> t(caught) after t(after_) end end),
    show("try raising", fun() -> try t(1), throw(t(2)) catch throw:X -> t({x, X}) after t(after_) end end),
    show("after raising", fun() -> try t(1), throw(t(2)) after throw(t(3)) end end),
    show("of raising", fun() -> try t(1) of X -> throw(t({of_, X})) catch _:_ -> t(never) after t(after_) end end),
    show("catch", fun() -> [t(1), catch throw(t(2)), catch error(t(3)) =:= t(never), t(4)] end),
    show("throw in arguments", fun() -> list(t(1), throw(t(2)), t(3)) end),
    show("error in a tuple", fun() -> {t(1), hd(t([])), t(3)} end),
    show("error in a map", fun() -> #{t(1) => error(t(2)), t(3) => t(4)} end),
    show("block", fun() -> begin t(1), t(2) end + begin t(3), t(4) end end).

t(X) -> put(trace, [X | get(trace)]), X.
list(A, B, C) -> [A, B, C].

show(Name, F) ->
    put(trace, []),
    Result = try F() catch C:R -> {C, R} end,
    Shown = fun S(X) when is_function(X) -> 'fun'; S(X) when is_pid(X) -> pid; S({'EXIT', {R, _}}) -> {exit, R}; S([H | T]) -> [S(H) | S(T)]; S({X, Y}) -> {S(X), S(Y)}; S(X) -> X end,
    io:format("~s: ~0tp~n  ~0tp~n", [Name, [Shown(X) || X <- lists:reverse(erase(trace))], Shown(Result)]).
