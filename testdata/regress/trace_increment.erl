%% OTP adds a small literal with an instruction whose errors do not name the operator.
-module(trace_increment).
-export([main/0]).
main() ->
  L = [fun(X) -> {X+1} end, fun(X) -> {1+X} end, fun(X) -> {X-1} end, fun(X) -> {1-X} end, fun(X) -> {X + (-1)} end,
   fun(X) -> {X+134217728} end, fun(X) -> {X+576460752303423487} end, fun(X) -> {X+576460752303423488} end, fun(X) -> {X-576460752303423488} end,
   fun(X) -> {X - -576460752303423488} end, fun(X) -> {X+ -576460752303423488} end,  fun(X) -> {X+1.0} end, fun(X) -> {X*1} end, fun(X) -> {X div 1} end, fun(X) -> {X rem 2} end, fun(X) -> {X band 1} end, fun(X) -> {X bsl 1} end, fun(X) -> {-X} end, fun(X) -> {+X} end, fun(X) -> {X+X} end, fun(X) -> {X-X} end,
   fun(X) when is_atom(X); is_integer(X) -> {X+1} end, fun(X) when is_integer(hd(X)) -> {X+1}; (X) -> Y = try X+1 catch throw:_ -> 3 end, Y+2 end,
   fun(X) -> {X+1, X+2} end, fun({X}) -> X + 1; (X) when X > 1.0 -> X + 1 end, fun(X) -> case X of a -> X + 1 end end, fun(X) -> {1/X} end, fun(X) -> {X / 0} end, fun(X) -> [hd([X])+1] end, fun(X) -> element(1,{X+1}) end,
   fun(X) -> {is_integer(X+1)} end, fun(X) -> length([X])+X end, fun(X) -> X + 1 + 2 end, fun(X) -> {X bxor 3} end, fun(X) -> {bnot X} end, fun(X) -> {abs(X)} end],
  [s(I, fun() -> (lists:nth(I, L))(A) end) || I <- lists:seq(1, length(L)), A <- [a, 2.5, [], {a}]], ok.
s(I, F) -> io:format("~p ~w~n", [I, d(F)]).
d(F) -> try F() of V -> {v, V} catch C:R:S -> {C, R, [{M,F1,if is_list(A) -> length(A); true -> A end, proplists:get_value(line,L), proplists:get_value(error_info,L)} || {M,F1,A,L} <- lists:sublist(S, 2)]} end.
