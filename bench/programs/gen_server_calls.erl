-module(gen_server_calls).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2]).
-include("bench.hrl").
run() ->
    {ok, Pid} = gen_server:start(?MODULE, 0, []),
    R = calls(20000, Pid),
    gen_server:stop(Pid),
    R.
calls(0, Pid) -> gen_server:call(Pid, get);
calls(N, Pid) -> gen_server:call(Pid, add), calls(N - 1, Pid).
init(N) -> {ok, N}.
handle_call(add, _, N) -> {reply, ok, N + 1};
handle_call(get, _, N) -> {reply, N, N}.
handle_cast(_, N) -> {noreply, N}.
