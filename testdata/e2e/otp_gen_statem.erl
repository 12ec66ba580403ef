-module(otp_gen_statem).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, locked/3, open/3, terminate/3]).

%% A door with a code, and a light switch in the other callback mode.
main() ->
    {ok, D} = gen_statem:start_link(?MODULE, [1, 2, 3], []),
    p(press(D, [1, 2, 4])), p(press(D, [1, 2, 3])), p(gen_statem:call(D, state)),
    timer:sleep(1000), p(gen_statem:call(D, state)), p(press(D, [1, 2, 3])), gen_statem:cast(D, lock), p(gen_statem:call(D, state)),
    p(element(1, sys:get_state(D))), D ! info, p(gen_statem:call(D, postponed)), p(press(D, [1, 2, 3])), p(receive {postponed, V} -> V after 500 -> none end),
    p(gen_statem:stop(D)).

%% The lock has printed what it prints when it opens before what it has answered is printed.
press(D, Buttons) ->
    Answers = [gen_statem:call(D, {button, B}) || B <- Buttons],
    gen_statem:call(D, state),
    Answers.

callback_mode() -> [state_functions, state_enter].
init(Code) -> {ok, locked, #{code => Code, left => Code, events => 0}}.

locked(enter, Old, D) -> io:format("locked (from ~p)~n", [Old]), {keep_state, D#{left => maps:get(code, D)}};
locked({call, F}, {button, B}, #{left := [B]} = D) -> {next_state, open, D, [{reply, F, opening}]};
locked({call, F}, {button, B}, #{left := [B | T]} = D) -> {keep_state, D#{left := T}, [{reply, F, {more, length(T)}}]};
locked({call, F}, {button, _}, #{code := C} = D) -> {keep_state, D#{left := C}, [{reply, F, wrong}]};
locked({call, F}, state, _) -> {keep_state_and_data, [{reply, F, locked}]};
locked({call, {P, _} = F}, postponed, _) -> P ! ignored, gen_statem:reply(F, ok), {keep_state_and_data, [{next_event, internal, {later, P}}]};
locked(internal, {later, _}, _) -> {keep_state_and_data, [postpone]};
locked(cast, _, _) -> keep_state_and_data;
locked(info, M, _) -> io:format("info ~p~n", [M]), keep_state_and_data.

open(enter, locked, D) -> io:format("open~n"), {keep_state, D, [{state_timeout, 500, close}]};
open(state_timeout, close, D) -> io:format("closing~n"), {next_state, locked, D};
open({call, F}, state, _) -> {keep_state_and_data, [{reply, F, open}]};
open({call, F}, _, _) -> {keep_state_and_data, [{reply, F, already_open}]};
open(internal, {later, P}, _) -> P ! {postponed, now}, keep_state_and_data;
open(cast, lock, D) -> {next_state, locked, D}.

terminate(R, S, #{code := C}) -> io:format("terminate ~p ~p ~p~n", [R, S, C]).
p(X) -> io:format("~p~n", [X]).
