-module(shop_sup).
-behaviour(supervisor).
-export([init/1]).

init([]) -> {ok, {#{}, [#{id => server, start => {shop_server, start_link, []}}]}}.
