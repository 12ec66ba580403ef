-module(ets_new_info).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Options = [[], [set], [ordered_set, public], [bag, private], [duplicate_bag, {keypos, 2}], [{read_concurrency, true}, {write_concurrency, auto}], [compressed], [{decentralized_counters, true}],
               [{heir, none}], [{heir, self(), data}], [{keypos, 0}], [{keypos, a}], [bad], bad, [set | x], [{read_concurrency, 1}], [{write_concurrency, 1}], [{heir, a, b}], [named_table, protected]],
    [io:format("~w ~tp~n", [show_term(O), show_outcome(fun() -> T = ets:new(named_once, O), I = ets:info(T), ets:delete(T), lists:sort([P || {K, _} = P <- I, not lists:member(K, [memory, id])]) end)]) || O <- Options],
    calls(ets, new, [[1, []], ["x", []], [a, a]]),
    T = ets:new(named, [named_table, ordered_set]),
    ?T(ets:new(named, [named_table])), ?T(ets:new(named, [set]) =/= named),
    ets:insert(T, [{1, a}, {2, b}]),
    Items = [compressed, heir, id, keypos, name, named_table, node, owner, protection, size, type, read_concurrency, write_concurrency, decentralized_counters, fixed, safe_fixed, safe_fixed_monotonic_time, stats, binary, bad],
    [io:format("~w ~tp~n", [I, show_outcome(fun() -> ets:info(T, I) end)]) || I <- Items],
    ?T(is_integer(ets:info(T, memory))), ?T(ets:info(T, "x")),
    ?T(ets:info(nothing_here)), ?T(ets:info(nothing_here, size)), ?T(ets:info(1)), ?T(ets:info("a", size)),
    ?T(ets:rename(T, other)), ?T(ets:info(other, name)), ?T(ets:info(named)), ?T(ets:rename(other, other)), ?T(ets:rename(nothing_here, x)), ?T(ets:rename(other, 1)),
    ets:new(taken, [named_table]), ?T(ets:rename(other, taken)),
    ?T(is_reference(ets:whereis(other))), ?T(ets:whereis(nothing_here)), ?T(ets:whereis(1)), ?T(ets:lookup(ets:whereis(other), 1)),
    U = ets:new(plain, []), ?T(ets:rename(U, plain2)), ?T(ets:info(U, name)), ?T(ets:whereis(plain2)),
    ?T(lists:member(other, ets:all())), ?T(lists:member(U, ets:all())), ?T(ets:delete(U)), ?T(lists:member(U, ets:all())), ?T(ets:delete(U)), ?T(ets:lookup(U, 1)), ?T(ets:info(U)), ?T(ets:info(U, size)),
    ?T(ets:safe_fixtable(other, true)), ?T(ets:info(other, fixed)), ?T(element(2, ets:info(other, safe_fixed))), ?T(ets:safe_fixtable(other, false)), ?T(ets:info(other, safe_fixed)), ?T(ets:safe_fixtable(other, x)), ?T(ets:safe_fixtable(none, true)),
    ?T(ets:module_info(module)), ?T(ets:is_compiled_ms(a)), ?T(ets:is_compiled_ms(ets:match_spec_compile([{'_', [], ['$_']}]))).
