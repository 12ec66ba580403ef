%% Addresses, names and the settings of the resolver, without a socket; what nodes there are.
-module(kernel_inet).
-export([main/0]).
-include("shared/show.hrl").
-include_lib("kernel/include/inet.hrl").

try_(F) -> try F() catch C:R -> {C, R} end.

main() ->
    [?T({A, inet:parse_address(A), inet:parse_strict_address(A), inet:parse_ipv4_address(A), inet:parse_ipv4strict_address(A), inet:parse_ipv6_address(A), inet:parse_ipv6strict_address(A)}) || A <- ["127.0.0.1", "127.1", "1.2.3", "10", "256.1.1.1", "::1", "::", "fe80::1%lo", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2::3::4", "", "x", "0x7f.1", "1.2.3.4.5", "2001:db8::A"]],
    [?T(inet:ntoa(A)) || A <- [{127, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 0}, {8193, 3512, 0, 0, 0, 0, 0, 10}, {0, 0, 0, 0, 0, 65535, 258, 772}, {1, 2, 3, 256}, x]],
    [?T(inet:is_ipv4_address(A)) || A <- [{1, 2, 3, 4}, {1, 2, 3, 256}, {1, 2, 3}]], ?T(inet:is_ipv6_address({0, 0, 0, 0, 0, 0, 0, 1})), ?T(inet:is_ip_address({1, 2, 3, 4})), ?T(inet:ipv4_mapped_ipv6_address({1, 2, 3, 4})), ?T(inet:ipv4_mapped_ipv6_address({0, 0, 0, 0, 0, 65535, 258, 772})),
    [?T(inet:format_error(E)) || E <- [nxdomain, econnrefused, enotsup, eprotonosupport, exbadport, exbadseq, whatever]],
    [?T(inet:getaddr(A, F)) || {A, F} <- [{"127.0.0.1", inet}, {"127.0.0.1", inet6}, {"::1", inet6}, {"1::x", inet6}, {{1, 2, 3, 4}, inet}, {{1, 2, 3, 4}, inet6}, {localhost, inet}, {"LocalHost", inet}, {"", inet}]], ?T(inet:getaddrs("1.2.3.4", inet)), ?T(inet:gethostbyname("10.0.0.1")), ?T(inet:gethostbyname("::1", inet6)),
    {ok, #hostent{h_name = Name, h_addrtype = Type, h_length = Length, h_addr_list = List}} = inet:gethostbyname("localhost"), ?T({Name, Type, Length, List}), {ok, Host} = inet:gethostname(), ?T(is_list(Host)), ?T(is_list(net_adm:localhost())),
    [?T({O, inet_db:res_option(O)}) || O <- [lookup, recurse, usevc, retry, timeout, edns, inet6, udp_payload_size, nameservers, alt_nameservers]], ?T(inet_db:tcp_module()), ?T(inet_db:udp_module()), ?T(inet_db:set_lookup([file, native])), ?T(inet_db:res_option(lookup)), ?T(inet_db:add_host({10, 1, 2, 3}, ["one.example", "one"])), ?T(inet:getaddr("one", inet)), ?T(inet:getaddr("one.example", inet)), {ok, #hostent{h_name = One}} = inet:gethostbyaddr({10, 1, 2, 3}), ?T(One), ?T(inet_db:del_host({10, 1, 2, 3})), ?T(inet_hosts:gethostbyname("one", inet)), ?T(inet_db:set_lookup([native])), ?T(inet:get_rc() =/= []),
    ?T(nodes()), ?T(nodes(known)), ?T(nodes([this, connected])), ?T(node()), ?T(is_alive()), ?T(net_kernel:get_net_ticktime()), ?T(net_kernel:nodename()), ?T(net_kernel:longnames()), ?T(net_kernel:connect_node(other@host)), ?T(net_adm:ping(other@host)), ?T(net_adm:ping(node())), ?T(net_kernel:monitor_nodes(true)), ?T(net_kernel:monitor_nodes(true, [nodedown_reason])), ?T(net_kernel:monitor_nodes(false, #{connection_id => true})), ?T(net_kernel:monitor_nodes(true, [x])), ?T(erlang:get_cookie()), ?T(erlang:disconnect_node(other@host)), [?T(erlang:monitor_node(N, F)) || {N, F} <- [{other@host, true}, {other@host, false}, {node(), true}, {node(), false}, {node(), x}, {"x", true}]], [?T(erlang:monitor_node(node(), true, O)) || O <- [[], [allow_passive_connect], [x], x]], ?T(erlang:monitor_node(other@host, true, [])), ?T(try_(fun() -> {x, other@host} ! hello end)), ?T(try_(fun() -> spawn(other@host, fun() -> ok end) =/= x end)),
    flags().

flags() ->
    F = fun(Flag, Value) -> try process_flag(Flag, Value) catch C:R -> {C, R} end end,
    ?T([F(monitor_nodes, V) || V <- [true, true, false, true, nonsense, false]]), ?T([F({monitor_nodes, O}, V) || O <- [[], #{}, #{node_type => all}, #{node_type => hidden, connection_id => true}, #{node_type => some}, #{other => true}, [connection_id], x], V <- [true, true, false]]).
