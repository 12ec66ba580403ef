%% The order of objects in tables that many processes write to (each OTP table has 64 locks, and goes through what one of them guards),
%% as they grow, shrink and are fixed; the end of a table is no key to go on from.
-module(ets_concurrency).
-export([main/0]).
main() ->
  orders(),
  ends().

orders() ->
  [begin
     T = ets:new(t, O),
     Steps = [1, 50, 200, 255, 256, 257, 300, 1000, 3000, 7000],
     lists:foldl(fun(To, From) ->
        [ets:insert(T, {K, I}) || I <- lists:seq(From, To), K <- [I, {I}, integer_to_binary(I), [I | I]]],
        say(T), To + 1 end, 1, Steps),
     lists:foldl(fun(To, From) ->
        [ets:delete(T, K) || I <- lists:seq(From, To), K <- [I, {I}, integer_to_binary(I), [I | I]]],
        say(T), To + 1 end, 1, [100, 500, 3000, 5000, 6000, 6900]),
     ets:safe_fixtable(T, true),
     [ets:insert(T, {K, fixed}) || K <- lists:seq(1, 400)],
     [ets:delete(T, K) || K <- lists:seq(6950, 7000)],
     say(T),
     ets:safe_fixtable(T, false),
     say(T),
     ets:insert(T, [{K, list} || K <- [true, false, error, ok, undefined, exit, throw, normal, all, badarg]]),
     say(T),
     ets:delete_all_objects(T), say(T),
     ets:insert(T, [{K, list} || K <- lists:seq(1, 700)]), say(T),
     ets:match_delete(T, {'$1', '_'}), ets:insert(T, {1}), say(T)
   end || O <- [[set], [set, public, {write_concurrency, true}], [bag, public, {write_concurrency, true}, {read_concurrency, true}],
       [set, {write_concurrency, auto}], [duplicate_bag, public, {write_concurrency, true}, {decentralized_counters, true}],
       [set, private, {write_concurrency, true}], [ordered_set, public, {write_concurrency, true}], [set, public, {write_concurrency, auto}, {decentralized_counters, false}]]].

say(T) ->
  L = [element(1, O) || O <- ets:tab2list(T)],
  F = ets:first(T),
  S = case ets:select(T, [{{'$1', '_'}, [], ['$1']}], 5) of {X, _} -> X; E -> E end,
  io:format("~w ~w ~w ~w ~w ~w ~w~n", [ets:info(T, size), erlang:phash2(L), lists:sublist(L, 5), F, S,
     walk(T, F, 6),
     erlang:phash2([ets:slot(T, N) || N <- lists:seq(0, 200), ets:info(T, size) > 201])]).

walk(_, '$end_of_table', _) -> [];
walk(_, _, 0) -> [];
walk(T, K, N) -> [K | walk(T, ets:next(T, K), N - 1)].

ends() ->
  [begin
     T = ets:new(t, [Type, public | O]),
     [begin
        ets:insert(T, L),
        io:format("~w ~w ~w~n", [Type, [outcome(fun() -> ets:F(T, '$end_of_table') end) || F <- [next, prev, lookup]],
                                 [ets:F(T) || F <- [first, last]]])
      end || L <- [[], [{1}, {{1}}], [{'$end_of_table'}]]]
   end || Type <- [set, ordered_set], O <- [[], [{write_concurrency, true}]]].

outcome(F) ->
  try F() catch error:R:S -> {M, N, As, _} = hd(S), {R, M, N, length(As)} end.
