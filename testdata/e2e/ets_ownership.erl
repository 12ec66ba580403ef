-module(ets_ownership).
-export([main/0]).
-include("shared/show.hrl").

in(F) ->
    Me = self(),
    {P, R} = spawn_monitor(fun() -> F(), Me ! {self(), done} end),
    receive {'DOWN', R, process, P, Why} -> ?T(Why) after 1000 -> io:format("stuck~n") end,
    receive {P, done} -> ok after 0 -> none end.

main() ->
    [begin
         io:format("== ~w~n", [Access]),
         T = ets:new(t, [Access, named_table]), ets:insert(T, {1, a, 0}),
         in(fun() ->
                ?T(ets:lookup(t, 1)), ?T(ets:insert(t, {2, b})), ?T(ets:delete(t, 1)), ?T(ets:member(t, 1)), ?T(ets:select(t, [{'_', [], ['$_']}])), ?T(ets:update_counter(t, 1, {3, 1})), ?T(ets:insert_new(t, {9, 9})), ?T(ets:delete_all_objects(t)), ?T(ets:first(t)),
                ?T(ets:tab2list(t)), ?T(ets:rename(t, q)), ?T(ets:give_away(t, self(), x)), ?T(ets:setopts(t, {heir, none})), ?T(ets:info(t, size)), ?T(ets:safe_fixtable(t, true)), ?T(ets:match_delete(t, '_')), ?T(ets:take(t, 1)), ?T(ets:lookup_element(t, 1, 1)), ?T(ets:info(t, protection)), ?T(ets:select_count(t, [{'_', [], [true]}])), ?T(ets:delete(t))
            end),
         catch ets:delete(t)
     end || Access <- [public, protected, private]],
    Me = self(),
    in(fun() -> ets:new(gone, [named_table]) end), ?T(ets:info(gone)),
    in(fun() -> ets:new(inherited, [named_table, {heir, Me, {some, data}}]), ets:insert(inherited, {1, x}) end),
    ?T(receive M -> M after 1000 -> none end), ?T(ets:lookup(inherited, 1)), ?T(ets:info(inherited, owner) =:= self()), ?T(ets:info(inherited, heir) =:= self()),
    ?T(ets:setopts(inherited, [{heir, none}])), ?T(ets:info(inherited, heir)), ?T(ets:setopts(inherited, {heir, a})), ?T(ets:setopts(inherited, bad)), ?T(ets:setopts(inherited, [{heir, self(), 1}, {heir, none}])), ?T(ets:setopts(inherited, [])), ?T(ets:setopts(inherited, {heir, a, b})), ?T(ets:setopts(inherited, [{protection, public}])), ?T(ets:setopts(inherited, {protection, private})),
    P = spawn(fun() -> receive {'ETS-TRANSFER', Tab, From, Gift} -> Me ! {got, ets:lookup(Tab, 1), From =:= Me, Gift} end, receive stop -> ok end end),
    ?T(ets:give_away(inherited, P, {gift, 1})), ?T(receive M2 -> M2 after 1000 -> none end), ?T(ets:info(inherited, owner) =:= P), ?T(ets:give_away(inherited, self(), x)),
    P ! stop, R = monitor(process, P), receive {'DOWN', R, _, _, _} -> ok end, ?T(ets:info(inherited)),
    U = ets:new(u, []), ?T(ets:give_away(U, self(), x)), ?T(ets:give_away(U, a, x)), ?T(ets:give_away(U, P, x)), ?T(ets:give_away(nothing_here, self(), x)),
    in(fun() -> ets:new(dead_heir, [named_table, {heir, P, x}]) end), ?T(ets:info(dead_heir)),
    in(fun() -> V = ets:new(v, [public]), ets:safe_fixtable(V, true), Me ! {v, V}, receive after 20 -> ok end end).
