%% What works on one node alone: erpc, rpc without its server, pg's scopes and groups, global's local parts, net_kernel's answers.
-module(lib_erpc_pg).
-export([main/0, f/1]).
-include("shared/show.hrl").

f({throw, X}) -> throw(X);
f({exit, X}) -> exit(X);
f({error, X}) -> error(X);
f({sleep, Ms}) -> timer:sleep(Ms), slept;
f(X) -> {f, X}.

reason(F) -> try F() catch C:{exception, R, [{M, N, _, _} | _]} -> {C, exception, R, {M, N}}; C:R -> {C, show_term(R)} end.
settle() -> show_settle().
got() -> show_settle(), taken().
taken() -> receive M -> [show_term(M) | taken()] after 0 -> [] end.

main() ->
    N = node(),
    [?T(reason(fun() -> erpc:call(N, ?MODULE, f, [X]) end)) || X <- [1, {throw, t}, {exit, e}, {error, r}]], ?T(reason(fun() -> erpc:call(N, fun() -> {a_fun, self() =:= self()} end) end)), ?T(reason(fun() -> erpc:call(N, no_module_here, f, []) end)), ?T(reason(fun() -> erpc:call(N, ?MODULE, f, [{sleep, 5000}], 5) end)), ?T(reason(fun() -> erpc:call(N, ?MODULE, f, [1], 1000) end)), ?T(reason(fun() -> erpc:call(bad_node@nowhere, ?MODULE, f, [1], 100) end)), ?T(reason(fun() -> erpc:call("x", ?MODULE, f, [1]) end)), ?T(reason(fun() -> erpc:call(N, ?MODULE, f, x) end)), ?T(reason(fun() -> erpc:call(N, ?MODULE, f, [1], -1) end)),
    R = erpc:send_request(N, ?MODULE, f, [2]), ?T(erpc:receive_response(R)), R2 = erpc:send_request(N, fun() -> 3 end), ?T(erpc:wait_response(R2, 1000)), R3 = erpc:send_request(N, ?MODULE, f, [{sleep, 30}]), ?T(erpc:wait_response(R3, 0)), ?T(erpc:wait_response(R3, infinity)), R4 = erpc:send_request(N, ?MODULE, f, [4]), ?T(receive M -> {erpc:check_response(x, R4), erpc:check_response(M, R4)} end), R5 = erpc:send_request(N, ?MODULE, f, [{error, five}]), ?T(reason(fun() -> erpc:receive_response(R5, 1000) end)), R6 = erpc:send_request(N, ?MODULE, f, [{sleep, 1000}]), ?T(reason(fun() -> erpc:receive_response(R6, 1) end)),
    Ids = erpc:send_request(N, ?MODULE, f, [a], la, erpc:send_request(N, ?MODULE, f, [b], lb, erpc:reqids_new())), ?T(erpc:reqids_size(Ids)), ?T(lists:sort(drain(Ids))), ?T(lists:sort([L || {_, L} <- erpc:reqids_to_list(Ids)])),
    ?T(erpc:multicall([N, N], ?MODULE, f, [m])), ?T([case X of {C, {exception, E, _}} -> {C, E}; _ -> X end || X <- erpc:multicall([N], ?MODULE, f, [{error, multi}])]), ?T(erpc:multicall([N], fun() -> one end)), ?T(erpc:multicall([], ?MODULE, f, [1])), ?T(reason(fun() -> erpc:multicall(N, ?MODULE, f, [1]) end)), ?T(erpc:multicall([N], ?MODULE, f, [{sleep, 1000}], 1)),
    Me = self(), ?T(erpc:cast(N, fun() -> Me ! {cast, self() =/= Me} end)), ?T(receive C1 -> C1 after 1000 -> none end), ?T(erpc:multicast([N, N], erlang, send, [Me, multicast])), ?T([receive C2 -> C2 after 1000 -> none end || _ <- [1, 2]]), ?T(reason(fun() -> erpc:cast(N, x, y, z) end)),
    [?T(case rpc:call(N, ?MODULE, f, [X]) of {badrpc, {'EXIT', {Why, [_ | _]}}} -> {badrpc, {'EXIT', Why}}; O -> O end) || X <- [1, {throw, t}, {exit, e}, {error, r}]], ?T(rpc:call(N, ?MODULE, f, [{sleep, 1000}], 1)), ?T(rpc:call(bad_node@nowhere, ?MODULE, f, [1])), ?T(rpc:multicall([N], ?MODULE, f, [x])), ?T(rpc:cast(N, erlang, send, [Me, by_rpc])), ?T(receive C3 -> C3 after 1000 -> none end), K = rpc:async_call(N, ?MODULE, f, [async]), ?T(rpc:yield(K)), K2 = rpc:async_call(N, ?MODULE, f, [{sleep, 20}]), ?T(rpc:nb_yield(K2)), ?T(rpc:nb_yield(K2, 2000)), ?T(rpc:parallel_eval([{?MODULE, f, [P]} || P <- [1, 2, 3]])), ?T(rpc:pmap({?MODULE, f}, [], [x, y])),
    groups(), ?T(net_kernel:get_state() =/= x), ?T(nodes()), ?T(is_alive()), ?T(net_kernel:monitor_nodes(true) =/= x).

drain(Ids) -> case erpc:receive_response(Ids, 1000, true) of no_request -> []; {Response, L, Ids1} -> [{Response, L} | drain(Ids1)] end.

groups() ->
    {ok, _} = pg:start(scope), Me = self(), Ps = [spawn(fun() -> receive stop -> ok end end) || _ <- [1, 2, 3]], [A, B, C] = Ps,
    ?T(pg:start(scope) =/= x), ?T(pg:get_members(scope, g)), ?T(pg:join(scope, g, A)), ?T(pg:join(scope, g, [B, B, C])), ?T([I || P <- pg:get_members(scope, g), {I, Q} <- lists:enumerate(Ps), P =:= Q]), ?T(length(pg:get_local_members(scope, g))), ?T(pg:join(scope, {other, group}, Me)), ?T(lists:sort(pg:which_groups(scope))), ?T(lists:sort(pg:which_local_groups(scope))),
    {Mon, Members} = pg:monitor(scope, g), ?T(length(Members)), ?T(pg:leave(scope, g, B)), ?T(got()), ?T(pg:leave(scope, g, [B, B, Me])), ?T(got()), ?T(pg:leave(scope, g, Me)), exit(A, kill), settle(), ?T(got()), ?T(length(pg:get_members(scope, g))), ?T(pg:demonitor(scope, Mon)), ?T(pg:demonitor(scope, Mon)), {Ref, Map} = pg:monitor_scope(scope), ?T(lists:sort(maps:keys(Map))), ?T(pg:join(scope, new, C)), ?T(got()), C ! stop, settle(), ?T(got()), ?T(pg:demonitor(scope, Ref)), ?T(pg:join(scope, g, not_a_pid)), ?T(pg:join(no_scope, g, Me)), ?T(pg:get_members(no_scope, g)), ?T(pg:leave(scope, nothing, Me)), ?T(lists:sort(pg:which_groups(scope))), {ok, Linked} = pg:start_link(), ?T(pg:join(default, Me)), ?T(pg:get_members(default) =:= [Me]), ?T(pg:leave(default, Me)), ?T(pg:which_groups()), unlink(Linked), exit(Linked, kill).
