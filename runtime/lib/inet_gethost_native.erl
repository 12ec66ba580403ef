%% The system's resolver, of which there is only what needs no network: addresses as texts, and localhost.
-module(inet_gethost_native).
-include_lib("kernel/include/inet.hrl").
-export([gethostbyname/1, gethostbyname/2, gethostbyaddr/1, control/1]).

gethostbyname(Name) -> gethostbyname(Name, inet).

gethostbyname(Name, Type) when is_atom(Name) -> gethostbyname(atom_to_list(Name), Type);
gethostbyname(Name, Type) when is_list(Name), Type =:= inet orelse Type =:= inet6 ->
    case {parse(Name, Type), string:lowercase(Name)} of
        {{ok, Address}, _} -> host(Name, Address, Type);
        {_, "localhost"} -> host("localhost", loopback(Type), Type);
        _ -> {error, nxdomain}
    end;
gethostbyname(_, _) ->
    {error, formerr}.

parse(Text, inet) -> inet_parse:ipv4_address(Text);
parse(Text, inet6) -> inet_parse:ipv6strict_address(Text).

gethostbyaddr(Address) ->
    case [Type || Type <- [inet, inet6], Address =:= loopback(Type)] of
        [Type] -> host("localhost", Address, Type);
        [] -> {error, nxdomain}
    end.

loopback(inet) -> {127, 0, 0, 1};
loopback(inet6) -> {0, 0, 0, 0, 0, 0, 0, 1}.

host(Name, Address, Type) ->
    Length = case Type of inet -> 4; inet6 -> 16 end,
    {ok, #hostent{h_name = Name, h_addrtype = Type, h_length = Length, h_addr_list = [Address]}}.

control(_) -> {error, enotsup}.
