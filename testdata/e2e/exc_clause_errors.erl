%% function_clause, case_clause, if_clause, badmatch, try_clause, badrecord, badarity: reason and top of the trace.
-module(exc_clause_errors).
-export([main/0]).
-record(r, {a, b = 2}).

main() ->
    Fs = [fun() -> fc(1, 2) end, fun() -> fc([a, b], {c}) end, fun() -> cc(7) end, fun() -> ic(id(4)) end,
          fun() -> {ok, V} = id({error, 9}), V end, fun() -> [_, _] = id([1]) end, fun() -> 1 = id(2) end, fun() -> <<1>> = id(<<2>>) end,
          fun() -> tc(id(4)) end, fun() -> R = id({s, 1, 2}), R#r.a end, fun() -> R = id(no), R#r{b = 1} end,
          fun() -> (id(fun(X) -> X end))(1, 2) end, fun() -> (id(fun fc/2))(1) end, fun() -> guard(id(3.5)) end,
          fun() -> lambda_clause(id(z)) end, fun() -> lc([1, 2, x]) end, fun() -> bc(<<1, 2>>, no) end, fun() -> rec(id(5)) end,
          fun() -> #{a := 1} = id(#{a => 2}) end, fun() -> [X || X <- id(notalist)] end, fun() -> [X || X <- id([1 | 2])] end,
          fun() -> << <<X>> || <<X>> <= id(nobin) >> end, fun() -> [X || X <- [1, 2], id(X)] end, fun() -> not id(5) end,
          fun() -> id(5) andalso true end, fun() -> id(nil) orelse true end, fun() -> if_false(id(false)) end],
    [io:format("~w~n", [d(F)]) || F <- Fs].

d(F) -> try F() of V -> {value, V} catch C:R:S -> {C, shown(R), top(S)} end.
shown({badarity, {F, A}}) when is_function(F) -> {badarity, A};
shown(R) -> R.
top([{M, F, A, L} | _]) when M =:= ?MODULE -> {F, if is_list(A) -> A; true -> A end, proplists:get_value(line, L)};
top([{M, F, A, _} | _]) -> {M, F, A}.
id(X) -> X.
if_false(X) -> if X -> 1 end.
fc(a, _) -> 1;
fc(_, b) -> 2.
cc(X) -> case X of 1 -> one; Y when Y > 100 -> big end.
ic(X) -> if X > 10 -> big; X < 0 -> neg end.
tc(X) -> try X of 1 -> one; 2 -> two catch _:_ -> wrong end.
guard(X) when is_integer(X) -> i;
guard(X) when is_float(X), X > 4 -> f.
lambda_clause(X) -> F = fun(a) -> 1; (b) -> 2 end, F(X).
lc(L) -> [X + 1 || X <- L].
bc(B, N) -> << <<(X + N)>> || <<X>> <= B >>.
rec(0) -> error({bottom, 0});
rec(N) -> 1 + rec(N - 1).
