%% gen_statem with a function for each state: a lock with postponed events, timeouts of every kind, inserted events.
-module(otp_statem_state_functions).
-behaviour(gen_statem).
-export([main/0, init/1, callback_mode/0, terminate/3, locked/3, open/3, broken/3]).
-include("shared/show.hrl").

callback_mode() -> state_functions.
init({To, Code}) -> {ok, locked, #{to => To, code => Code, left => Code, tries => 0}};
init({To, Code, Actions}) -> {ok, locked, #{to => To, code => Code, left => Code, tries => 0}, Actions}.

note(#{to := To}, X) -> To ! {note, X}, ok.

locked(cast, {button, B}, #{left := [B]} = D) -> {next_state, open, D#{left := maps:get(code, D)}, [{state_timeout, 150, lock}]};
locked(cast, {button, B}, #{left := [B | Rest]} = D) -> {keep_state, D#{left := Rest}, {timeout, 150, too_slow}};
locked(cast, {button, _}, #{tries := N} = D) when N >= 2 -> {next_state, broken, D, {next_event, internal, alarm}};
locked(cast, {button, B}, #{code := Code, tries := N} = D) -> note(D, {wrong, B}), {keep_state, D#{left := Code, tries := N + 1}};
locked(timeout, too_slow, #{code := Code} = D) -> note(D, too_slow), {keep_state, D#{left := Code}};
locked({call, _}, push, _) -> {keep_state_and_data, postpone};
locked({timeout, Name}, Content, D) -> note(D, {Name, Content}), keep_state_and_data;
locked(Type, Content, D) -> common(Type, Content, locked, D).

open({call, From}, push, D) -> {keep_state, D, {reply, From, pushed}};
open(cast, {button, _}, _) -> {keep_state_and_data, postpone};
open(state_timeout, lock, D) -> note(D, locking), {next_state, locked, D};
open({timeout, Name}, Content, D) -> note(D, {open, Name, Content}), keep_state_and_data;
open(Type, Content, D) -> common(Type, Content, open, D).

broken(internal, alarm, D) -> note(D, alarm), {keep_state_and_data, {state_timeout, 0, first}};
broken(state_timeout, first, D) -> note(D, first), {keep_state_and_data, [{state_timeout, 100, second}, {next_event, info, inserted}]};
broken(state_timeout, second, D) -> note(D, second), {stop_and_reply, {shutdown, broken}, maps:get(waiting, D, [])};
broken({call, From}, wait, D) -> {keep_state, D#{waiting => [{reply, From, {broken, maps:get(tries, D)}}]}};
broken(Type, Content, D) -> common(Type, Content, broken, D).

common({call, From}, state, State, D) -> {keep_state_and_data, {reply, From, {State, maps:with([left, tries], D)}}};
common({call, From}, {act, Actions}, _, _) -> {keep_state_and_data, [{reply, From, acting} | Actions]};
common({call, From}, {return, Return}, _, _) -> gen_statem:reply(From, returning), Return;
common({call, From}, {go, State}, State, D) -> {repeat_state, D, {reply, From, repeated}};
common({call, From}, {go, State}, _, D) -> {next_state, State, D, {reply, From, gone}};
common(info, Info, State, D) -> note(D, {info, Info, State}), keep_state_and_data;
common({call, From}, _, _, _) -> {keep_state_and_data, [{reply, From, unknown}]}.

terminate(Why, State, D) -> note(D, {terminate, Why, State}).

notes() -> show_settle(), taken().
taken() -> receive {note, N} -> [show_term(N) | taken()]; {'EXIT', _, R} -> [{exit, R} | taken()] after 0 -> [] end.
%% N of them, and what else is there then.
notes(0) -> notes();
notes(N) -> [note_soon() | notes(N - 1)].
note_soon() -> receive {note, N} -> N after 5000 -> nothing end.
start(Init) -> {ok, P} = gen_statem:start_link(?MODULE, Init, []), P.
push(P, Buttons) -> [gen_statem:cast(P, {button, B}) || B <- Buttons].

main() ->
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    P = start({self(), [1, 2, 3]}),
    ?T(gen_statem:call(P, state)),
    push(P, [1]), ?T(note_soon()), ?T(gen_statem:call(P, state)), push(P, [1]), ?T(gen_statem:call(P, state)),
    push(P, [9]), ?T(note_soon()), ?T(gen_statem:call(P, state)),
    push(P, [1]), ?T(note_soon()), ?T(gen_statem:call(P, state)),
    R = gen_statem:send_request(P, push),
    ?T(gen_statem:wait_response(R, 0)),
    %% Those pushed too early wait for the next locked state; the answer to the postponed call comes when it opens.
    push(P, [1, 2, 3, 1, 2, 3]), ?T(gen_statem:wait_response(R, 5000)), ?T(note_soon()),
    ?T(gen_statem:call(P, {act, []})), ?T(gen_statem:call(P, state)),
    ?T(note_soon()), ?T(gen_statem:call(P, state)),
    push(P, [7, 8]), ?T(notes(3)), W = gen_statem:send_request(P, wait), ?T(gen_statem:wait_response(W, 5000)), ?T(notes(2)),
    actions(), returns().

actions() ->
    P = start({self(), [1], [{{timeout, begun}, 0, now}, {next_event, info, from_init}]}),
    ?T(notes(2)),
    Act = fun(Actions, N) -> {show_outcome(fun() -> gen_statem:call(P, {act, Actions}) end), notes(N)} end,
    ?T(Act([{{timeout, a}, 10, 1}, {{timeout, b}, 5, 2}], 2)),
    ?T(Act([{{timeout, a}, 10, 1}, {{timeout, a}, 20, 2}], 1)),
    ?T(Act([{{timeout, a}, 20, 1}, {{timeout, a}, update, changed}], 1)),
    ?T(Act([{{timeout, a}, 20, 1}, {{timeout, a}, cancel}], 0)),
    ?T(Act([{{timeout, never_set}, cancel}, {{timeout, never_set}, update, fires_at_once}], 1)),
    ?T(Act([{{timeout, a}, infinity, 1}], 0)),
    ?T(Act([{{timeout, z}, 0, 1}, {{timeout, y}, 0, 2}, {next_event, info, first}], 3)),
    ?T(Act([{{timeout, x}, erlang:monotonic_time(millisecond) + 5, absolute, [{abs, true}]}], 1)),
    ?T(Act([{{timeout, x}, 5, relative, {abs, false}}], 1)),
    ?T(Act([{next_event, info, 1}, {next_event, info, 2}, {next_event, cast, {button, 5}}], 2)),
    ?T(Act([hibernate, {hibernate, true}], 0)),
    ?T(Act([{postpone, false}], 0)),
    ?T(gen_statem:call(P, {go, locked})),
    ?T(gen_statem:call(P, {act, [{{timeout, kept}, 20, over_states}]})),
    ?T(gen_statem:call(P, {go, open})),
    ?T(notes(1)),
    ?T(gen_statem:stop(P)), ?T(notes()).

returns() ->
    [begin
         P = start({self(), [1]}),
         io:format("~p~n", [show_term(Return)]),
         ?T(show_outcome(fun() -> gen_statem:call(P, {return, Return}, 500) end)),
         ?T(case notes() of
                [{terminate, {Why, [{M, F, _, _} | _]}, S}, {exit, {_, [_ | _]}}] -> {terminated, Why, M, F, S};
                Notes -> Notes
            end),
         exit(P, kill)
     end || Return <- [keep_state_and_data, repeat_state_and_data, stop, {stop, normal}, {stop, {shutdown, x}}, {next_state, nowhere, #{to => self()}},
                       {next_state, "not an atom", d}, {keep_state, #{to => self()}, [{state_timeout, now, x}]}, {keep_state_and_data, [{timeout, 1}]},
                       {keep_state_and_data, [{next_event, bad_type, x}]}, {keep_state_and_data, [[nested]]}, {keep_state_and_data, {postpone, maybe_so}},
                       {keep_state_and_data, [{{timeout, a}, 5, x, [{abs, what}]}]}, {keep_state_and_data, [{change_callback_module, 1}]}, {unknown, x}]].
