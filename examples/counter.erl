%% A gen_server that counts, and what its supervisor's protocol looks like from outside.
%% tools/seabeam run examples/counter.erl
-module(counter).
-behaviour(gen_server).
-export([main/0]).
-export([start_link/1, increment/1, value/1]).
-export([init/1, handle_call/3, handle_cast/2]).

main() ->
    {ok, Counter} = start_link(40),
    ok = increment(Counter),
    ok = increment(Counter),
    io:format("the counter says ~p~n", [value(Counter)]),
    %% Ten processes at once.
    Self = self(),
    [spawn(fun() -> increment(Counter), Self ! done end) || _ <- lists:seq(1, 10)],
    [receive done -> ok end || _ <- lists:seq(1, 10)],
    io:format("and after ten more ~p~n", [value(Counter)]),
    ok = gen_server:stop(Counter).

start_link(Start) -> gen_server:start_link(?MODULE, Start, []).
increment(Counter) -> gen_server:cast(Counter, increment).
value(Counter) -> gen_server:call(Counter, value).

init(Start) -> {ok, Start}.
handle_call(value, _From, Count) -> {reply, Count, Count}.
handle_cast(increment, Count) -> {noreply, Count + 1}.
