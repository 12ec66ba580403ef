%% What a program is told about that which is not there: by name, and so that it can catch it.
-module(refusals).
-export([main/0]).

main() ->
    Calls = [{open_port, fun() -> open_port({spawn, "ls"}, []) end}, {executable, fun() -> open_port({spawn_executable, "/bin/ls"}, [binary]) end},
             {driver, fun() -> open_port({spawn_driver, "no_drv"}, []) end}, {cmd, fun() -> os:cmd("ls") end},
             {ddll, fun() -> erl_ddll:load(".", "no_drv") end}, {load_nif, fun() -> erlang:load_nif("no_nif", 0) end},
             {trace, fun() -> erlang:trace(all, true, [call]) end}, {trace_pattern, fun() -> erlang:trace_pattern({lists, seq, 2}, true, []) end},
             {seq_trace, fun() -> seq_trace:set_token(label, 1) end},
             {connect, fun() -> gen_tcp:connect("localhost", 80, []) end}, {address, fun() -> gen_tcp:connect({127, 0, 0, 1}, 80, []) end},
             {elsewhere, fun() -> gen_tcp:connect("www.example.com", 80, []) end}, {listen, fun() -> gen_tcp:listen(0, []) end},
             {udp, fun() -> gen_udp:open(0) end}, {sctp, fun() -> gen_sctp:open() end}, {socket, fun() -> socket:open(inet, stream) end},
             {getifaddrs, fun() -> inet:getifaddrs() end}, {getaddr, fun() -> inet:getaddr("www.example.com", inet) end},
             {net_kernel, fun() -> element(1, net_kernel:start([some_node, shortnames])) end}],
    [try F() of R -> io:format("~p: ~0p~n", [Name, R])
     catch C:R:S -> io:format("~p: ~ts~n", [Name, erl_error:format_exception(C, R, lists:sublist(S, 1))]) end || {Name, F} <- Calls].
