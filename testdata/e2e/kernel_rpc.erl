%% The server rex and what asks it, on the only node.
-module(kernel_rpc).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, f/1, serve/0]).
-include("shared/show.hrl").

init(_) -> {ok, 0}.
handle_call(M, _, S) -> {reply, {got, M}, S}.
handle_cast({tell, P}, S) -> P ! told, {noreply, S}.
handle_info({tell, P}, S) -> P ! info, {noreply, S};
handle_info(_, S) -> {noreply, S}.

f({exit, X}) -> exit(X);
f({throw, X}) -> throw(X);
f(X) -> {f, X}.

serve() -> receive {From, X} -> From ! {?MODULE, node(), {served, X}}, serve() end.
tell() -> receive M -> M after 2000 -> nothing end.

main() ->
    N = node(), Me = self(),
    ?T(is_pid(whereis(rex))), ?T(rpc:call(N, erlang, node, [])), ?T(rpc:call(N, ?MODULE, f, [{exit, x}])), ?T(rpc:call(N, ?MODULE, f, [{throw, x}])), ?T(rpc:block_call(N, ?MODULE, f, [blocked])), ?T(rpc:block_call(N, ?MODULE, f, [blocked], 1000)), ?T(rpc:block_call(N, ?MODULE, f, [{throw, b}])), ?T(rpc:block_call(N, ?MODULE, f, [{exit, b}])), ?T(rpc:block_call(N, erlang, whereis, [rex]) =:= whereis(rex)),
    register(?MODULE, spawn(?MODULE, serve, [])), ?T(rpc:server_call(N, ?MODULE, ?MODULE, question)), ?T(rpc:multi_server_call([N], ?MODULE, q)), ?T(rpc:multi_server_call(?MODULE, q)), ?T(rpc:server_call(N, no_such_name, ?MODULE, q)),
    {ok, _} = gen_server:start({local, rpc_srv}, ?MODULE, [], []), ?T(rpc:abcast(rpc_srv, {tell, Me})), ?T(tell()), ?T(rpc:abcast([N], rpc_srv, {tell, Me})), ?T(tell()), ?T(rpc:sbcast(rpc_srv, {tell, Me})), ?T(tell()), ?T(rpc:sbcast([N], rpc_srv, {tell, Me})), ?T(tell()), ?T(rpc:sbcast([N], nobody_here, x)),
    ?T(rpc:eval_everywhere(erlang, send, [Me, everywhere])), ?T(tell()), ?T(rpc:eval_everywhere([N], erlang, send, [Me, everywhere])), ?T(tell()), ?T(rpc:multicall(?MODULE, f, [m])), ?T(rpc:multicall([N, nowhere@nohost], ?MODULE, f, [m])), ?T(rpc:multicall([N], ?MODULE, f, [{exit, m}], 1000)),
    ?T(gen_server:call({rpc_srv, N}, hi)), ?T(gen_server:multi_call(rpc_srv, hi)), ?T(gen_server:multi_call([N, nowhere@nohost], rpc_srv, hi, 1000)), ?T(gen_server:abcast(rpc_srv, {tell, Me})), ?T(tell()), ?T(try gen_server:call({rpc_srv, nowhere@nohost}, hi) catch exit:{R, _} -> R end), ?T(gen_server:call(rex, nonsense)), ?T(rpc:pinfo(whereis(rex), registered_name)), ?T(rpc:pinfo(self()) =/= []), K = rpc:async_call(N, ?MODULE, f, [a]), ?T(rpc:yield(K)), ?T(rpc:pmap({lists, append}, ["z"], ["a", "b"])), ?T(rpc:cast(N, erlang, send, [Me, cast])), ?T(tell()), ?T(rpc:call(N, erlang, send, [Me, via_rpc], 1000)), ?T(tell()).
