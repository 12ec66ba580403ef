%% A cache with limits on a gen_server: least recently used, time to live, statistics, a loader that fails.
-module(prog_cache).
-export([main/0, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2]).

main() ->
    {ok, C} = gen_server:start_link({local, cache}, ?MODULE, 3, []),
    Load = fun(K) when is_integer(K) -> {loaded, K * K}; (K) -> error({cannot_load, K}) end,
    show([get(K, Load) || K <- [1, 2, 3, 1, 4, 2, 1]]),
    show(keys()),
    show(catch_reason(fun() -> get(bad, Load) end)),
    show(gen_server:call(cache, stats)),
    ok = gen_server:call(cache, {put, temporary, 1, 0}),
    show(gen_server:call(cache, {lookup, temporary})),
    ok = gen_server:call(cache, {put, forever, 2, infinity}),
    show(gen_server:call(cache, {lookup, forever})),
    gen_server:cast(cache, {delete, forever}),
    show(gen_server:call(cache, {lookup, forever})),
    cache ! {self(), any_message},
    show(receive {cache, M} -> M after 1000 -> none end),
    show(element(2, sys:get_state(cache))),
    ok = gen_server:stop(C),
    show({whereis(cache), receive {terminated, Why} -> Why after 1000 -> none end}).

show(T) -> io:format("~p~n", [T]).
catch_reason(F) -> try F() catch error:{Why, _} -> Why; error:Why -> Why end.

get(K, Load) ->
    case gen_server:call(cache, {lookup, K}) of
        {ok, V} -> {hit, V};
        none -> V = Load(K), ok = gen_server:call(cache, {put, K, V, infinity}), {miss, V}
    end.
keys() -> gen_server:call(cache, keys).

init(Size) -> [Parent | _] = get('$ancestors'), {ok, {Parent, Size, 0, 0, 0, #{}}}.

handle_call({lookup, K}, _, {P, Size, T, Hits, Misses, M}) ->
    case M of
        #{K := {V, Until, _}} when Until =:= infinity -> {reply, {ok, V}, {P, Size, T + 1, Hits + 1, Misses, M#{K := {V, Until, T}}}};
        _ -> {reply, none, {P, Size, T + 1, Hits, Misses + 1, maps:remove(K, M)}}
    end;
handle_call({put, K, V, Ttl}, _, {P, Size, T, H, Mi, M}) ->
    Until = case Ttl of infinity -> infinity; _ -> erlang:monotonic_time(millisecond) + Ttl end,
    {reply, ok, {P, Size, T + 1, H, Mi, trim((maps:remove(K, M))#{K => {V, Until, T}}, Size)}};
handle_call(keys, _, {_, _, _, _, _, M} = S) -> {reply, lists:sort(maps:keys(M)), S};
handle_call(stats, _, {_, _, _, H, Mi, _} = S) -> {reply, {H, Mi}, S}.

handle_cast({delete, K}, S) -> {noreply, setelement(6, S, maps:remove(K, element(6, S)))}.
handle_info({From, Message}, S) -> From ! {cache, Message}, {noreply, S}.
terminate(Why, {P, _, _, _, _, _}) when is_pid(P) -> P ! {terminated, Why}.

trim(M, Size) when map_size(M) =< Size -> M;
trim(M, Size) ->
    {_, Oldest} = lists:min([{T, K} || {K, {_, _, T}} <- maps:to_list(M)]),
    trim(maps:remove(Oldest, M), Size).
