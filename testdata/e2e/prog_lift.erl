%% A lift as a gen_statem: floors, doors with timeouts, calls that are postponed, an overload, an emergency.
-module(prog_lift).
-export([main/0, callback_mode/0, init/1, closed/3, open/3, heavy/3, stopped/3, terminate/3]).

main() ->
    {ok, L} = gen_statem:start_link(?MODULE, {self(), 5}, []),
    [ok = gen_statem:call(L, {press, F}) || F <- [3, 1, 5]],
    io:format("~p~n", [gen_statem:call(L, {press, 9})]),
    io:format("~p~n", [events(11)]),
    io:format("~p~n", [gen_statem:call(L, where)]),
    gen_statem:cast(L, {load, 900}),
    ok = gen_statem:call(L, {press, 2}),
    io:format("~p~n", [events(1)]),
    gen_statem:cast(L, {load, -300}),
    io:format("~p~n", [events(4)]),
    gen_statem:cast(L, emergency),
    io:format("~p~n", [events(1)]),
    io:format("~p~n", [gen_statem:call(L, {press, 1})]),
    gen_statem:stop(L),
    io:format("~p~n", [events(1)]).

events(0) -> [];
events(N) -> receive {lift, E} -> [E | events(N - 1)] after 2000 -> [nothing] end.

callback_mode() -> [state_functions, state_enter].

init({Boss, Top}) -> {ok, closed, #{boss => Boss, top => Top, floor => 1, stops => [], load => 0}}.

say(E, #{boss := B}) -> B ! {lift, E}.

closed(enter, _, D) -> case maps:get(stops, D) of [] -> {keep_state, D}; _ -> {keep_state, D, [{state_timeout, 1, move}]} end;
closed(state_timeout, move, #{stops := [F | _], floor := F} = D) -> {next_state, open, D};
closed(state_timeout, move, #{stops := [F | _], floor := At} = D) ->
    Next = if F > At -> At + 1; true -> At - 1 end,
    say({floor, Next}, D),
    {keep_state, D#{floor := Next}, [{state_timeout, 1, move}]};
closed({call, From}, {press, F}, D) -> press(From, F, D, [{state_timeout, 1, move}]);
closed(T, E, D) -> common(T, E, D).

open(enter, _, #{floor := F, stops := [F | Rest]} = D) -> say({open, F}, D), {keep_state, D#{stops := Rest}, [{state_timeout, 2, close}]};
open(state_timeout, close, #{load := W} = D) when W > 600 -> say(too_heavy, D), {next_state, heavy, D};
open(state_timeout, close, D) -> {next_state, closed, D};
open({call, _}, {press, _}, _) -> {keep_state_and_data, [postpone]};
open(T, E, D) -> common(T, E, D).

heavy(enter, _, _) -> keep_state_and_data;
heavy(cast, {load, N}, #{load := W} = D) when W + N =< 600 -> {next_state, closed, D#{load := W + N}};
heavy(T, E, D) -> common(T, E, D).

stopped(enter, _, D) -> say(stopped, D), keep_state_and_data;
stopped({call, From}, _, _) -> {keep_state_and_data, [{reply, From, {error, stopped}}]};
stopped(_, _, _) -> keep_state_and_data.

common({call, From}, where, D) -> {keep_state_and_data, [{reply, From, maps:get(floor, D)}]};
common({call, From}, {press, F}, D) -> press(From, F, D, []);
common(cast, {load, N}, #{load := W} = D) when W + N > 600 -> say(too_heavy, D), {next_state, heavy, D#{load := W + N}};
common(cast, {load, N}, #{load := W} = D) -> {keep_state, D#{load := W + N}};
common(cast, emergency, D) -> {next_state, stopped, D};
common(_, _, _) -> keep_state_and_data.

press(From, F, #{top := Top}, _) when F < 1; F > Top -> {keep_state_and_data, [{reply, From, {error, {no_floor, F}}}]};
press(From, F, #{stops := S} = D, Actions) ->
    {keep_state, D#{stops := case lists:member(F, S) of true -> S; false -> S ++ [F] end}, [{reply, From, ok} | Actions]}.

terminate(Why, State, D) -> say({ended, Why, State}, D).
