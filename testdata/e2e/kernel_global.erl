%% Names that a whole network of nodes shares, on the one node that there is: registering, finding, locks, gen_servers of global names.
-module(kernel_global).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, notify/3, keep/3]).
-include("shared/show.hrl").

init(A) -> {ok, A}.
handle_call(stop, _, S) -> {stop, normal, bye, S};
handle_call(M, _, S) -> {reply, {M, S}, S}.
handle_cast({tell, P}, S) -> P ! {told, S}, {noreply, S}.
handle_info({tell, P}, S) -> P ! {info, S}, {noreply, S};
handle_info(_, S) -> {noreply, S}.

notify(Name, A, B) -> io:format("conflict of ~p: ~p ~p~n", [Name, is_pid(A), is_pid(B)]), A.
keep(_, A, _) -> A.

tell() -> receive M -> M after 2000 -> nothing end.
try_(F) -> try F() catch C:{R, _} when is_atom(R) -> {C, R}; C:R -> {C, R} end.

main() ->
    names(), servers(), locks(), trans(), events().

names() ->
    Me = self(), P = spawn(fun() -> receive stop -> ok end end),
    ?T(global:whereis_name(me)), ?T(global:register_name(me, Me)), ?T(global:register_name(me, Me)), ?T(global:register_name(me, P)), ?T(global:whereis_name(me) =:= Me), ?T(lists:sort(global:registered_names())),
    ?T(global:send(me, hello) =:= Me), ?T(tell()), ?T(try_(fun() -> global:send(nobody, x) end)),
    ?T(global:register_name({complex, "name"}, P, fun global:random_exit_name/3)), ?T(global:re_register_name(me, P)), ?T(global:whereis_name(me) =:= P), ?T(global:unregister_name(me)), ?T(global:unregister_name(never)), ?T(global:whereis_name(me)),
    ?T(global:register_name(with_mfa, P, {?MODULE, notify})), ?T(global:whereis_name(with_mfa) =:= P), R = monitor(process, P), P ! stop, receive {'DOWN', R, _, _, _} -> ok end, ?T(gone(with_mfa)), ?T(gone({complex, "name"})), ?T(global:registered_names()),
    ?T(try_(fun() -> global:register_name(x, not_a_pid) end)), ?T(try_(fun() -> global:register_name(x, Me, 17) end)), ?T(global:sync()), ?T(global:info() =/= []).

gone(Name) -> case global:whereis_name(Name) of undefined -> undefined; _ -> timer:sleep(5), gone(Name) end.

servers() ->
    {ok, P} = gen_server:start_link({global, counter}, ?MODULE, one, []), ?T(global:whereis_name(counter) =:= P), ?T(gen_server:call({global, counter}, hi)), ?T(gen_server:cast({global, counter}, {tell, self()})), ?T(tell()), global:send(counter, {tell, self()}), ?T(tell()),
    ?T(element(1, gen_server:start_link({global, counter}, ?MODULE, two, []))), ?T(gen_server:start({global, counter}, ?MODULE, two, []) =:= {error, {already_started, P}}), ?T(gen_server:call({global, counter}, stop)), ?T(gone(counter)), ?T(try_(fun() -> gen_server:call({global, counter}, hi) end)), ?T(gen_server:cast({global, counter}, hi)),
    {ok, V} = gen_server:start({via, global, {vias, 1}}, ?MODULE, three, []), ?T(global:whereis_name({vias, 1}) =:= V), ?T(gen_server:call({via, global, {vias, 1}}, hi)), ?T(gen_server:stop({via, global, {vias, 1}})), ?T(gone({vias, 1})),
    {ok, E} = gen_event:start({global, bus}), ?T(gen_event:which_handlers({global, bus})), ?T(gen_event:stop({global, bus})), ?T(is_process_alive(E)).

locks() ->
    Id = {res, self()}, Other = {res, other},
    ?T(global:set_lock(Id)), ?T(global:set_lock(Id)), ?T(global:set_lock(Other, [node()], 0)), ?T(global:set_lock(Other, [node() | nodes()], 1)), ?T(global:del_lock(Other)), ?T(global:del_lock(Id)), ?T(global:set_lock(Other, [node()], 0)), ?T(global:del_lock(Id)), ?T(global:set_lock(Other, [node()], 0)), ?T(global:del_lock(Other, [node()])), ?T(global:del_lock(Other, [node()])), ?T(global:set_lock({res, self()}, [node()], 0)), ?T(global:del_lock({res, self()})),
    {P, R} = spawn_monitor(fun() -> exit(global:set_lock({held, self()}, [node()], 0)) end), ?T(receive {'DOWN', R, _, P, Why} -> Why end), ?T(global:set_lock({held, me}, [node()])), ?T(global:del_lock({held, me})), ?T(try_(fun() -> global:set_lock(bad) end)).

trans() ->
    ?T(global:trans({t, self()}, fun() -> inside end)), ?T(global:trans({t, self()}, fun() -> global:trans({t, self()}, fun() -> nested end) end)), ?T(global:set_lock({t, x}, [node()], 0)), ?T(global:trans({t, self()}, fun() -> inside end, [node()], 0)), ?T(global:del_lock({t, x})), ?T(try_(fun() -> global:trans({t, self()}, fun() -> error(within) end) end)), ?T(global:trans({t, self()}, fun() -> again end, [node()], 0)),
    Me = self(), Ps = [spawn(fun() -> global:trans({count, self()}, fun() -> V = get_count(), timer:sleep(1), put_count(V + 1) end), Me ! done end) || _ <- lists:seq(1, 5)], [receive done -> ok end || _ <- Ps], ?T(get_count()).

get_count() -> persistent_term:get({?MODULE, count}, 0).
put_count(N) -> persistent_term:put({?MODULE, count}, N).

events() ->
    ?T(global_group:own_nodes()), ?T(global_group:global_groups()), ?T(global_group:registered_names({node, node()})), ?T(global_group:whereis_name(nobody)), ?T(element(2, hd(global_group:info()))).
