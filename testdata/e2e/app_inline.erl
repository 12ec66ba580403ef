%% Applications described by terms: dependencies and their errors, start phases, included applications, environments, keys, failing starts and stops.
-module(app_inline).
-behaviour(application).
-export([main/0, start/2, prep_stop/1, stop/1, start_phase/3, config_change/3, init/1]).
-include("shared/show.hrl").

start(Type, {crash, R}) -> note({crashing, Type}), error(R);
start(_, {return, R}) -> R;
start(Type, Args) -> note({start, Type, Args, application:get_application()}), {ok, P} = supervisor:start_link(?MODULE, Args), {ok, P, {state, Args}}.
prep_stop(S) -> note({prep_stop, S}), {prepared, S}.
stop(S) -> note({stop, S}).
start_phase(fail, T, A) -> note({phase, fail, T, A}), {error, phase_failed};
start_phase(P, T, A) -> note({phase, P, T, A}), ok.
config_change(C, N, R) -> note({config_change, C, N, R}).
init(_) -> {ok, {#{}, []}}.

note(X) -> main_process ! {note, X}, ok.
notes() -> show_settle(), taken().
taken() -> receive {note, N} -> [N | taken()] after 0 -> [] end.

app(Name, More) -> {application, Name, lists:ukeysort(1, More ++ [{description, atom_to_list(Name)}, {vsn, "1.0"}, {modules, [?MODULE]}, {registered, []}, {applications, [kernel, stdlib]}, {mod, {?MODULE, Name}}])}.
load(Name, More) -> application:load(app(Name, More)).
running() -> lists:sort([{N, V} || {N, _, V} <- application:which_applications(), N =/= kernel, N =/= stdlib]).
short({error, {{R, [_ | _]}, {M, F, _}}}) -> {error, R, {M, F}};
short({error, {R, {M, F, _}}}) when is_atom(M) -> {error, case R of {W, {'EXIT', {Y, _}}} -> {W, Y}; {bad_return, {_, {'EXIT', {Y, _}}}} -> {exit, Y}; _ -> R end, {M, F}};
short({error, {N, {R, {M, F, _}}}}) when is_atom(N) -> {error, N, R, {M, F}};
short(X) -> X.

main() ->
    register(main_process, self()),
    logger:set_primary_config(level, none),
    ?T(load(base, [{env, [{a, 1}, {b, [x]}]}])), ?T(load(base, [])), ?T(load(mid, [{applications, [kernel, stdlib, base]}])), ?T(load(top, [{applications, [kernel, stdlib, mid, base]}, {registered, [some_name]}, {maxP, 10}, {maxT, infinity}, {id, "id"}])),
    ?T(application:start(top)), ?T(application:ensure_all_started(top)), ?T(notes()), ?T(running()), ?T(application:ensure_all_started([base, mid])), ?T(application:start(base)), ?T(application:ensure_started(base)),
    [?T({K, application:get_key(top, K)}) || K <- [description, id, vsn, modules, maxP, maxT, registered, included_applications, optional_applications, applications, mod, start_phases, nope]], ?T(application:get_all_key(nope)), ?T(element(1, application:get_all_key(top))),
    ?T(application:stop(base)), ?T(notes()), ?T(running()), ?T(application:stop(top)), ?T(notes()), ?T(application:stop(top)), ?T(application:stop(nothing)), ?T(application:unload(mid)), ?T(application:stop(mid)), ?T(application:unload(mid)), ?T(application:unload(mid)), ?T(notes()), ?T(application:get_key(mid, vsn)),
    env(), phases(), failing(), specs(), ?T(running()), ?T(lists:sort([N || {N, _, _} <- application:loaded_applications(), lists:member(N, [base, top, phased, p1])])), ?T(application:info() =/= x).

env() ->
    ?T(application:get_env(base, a)), ?T(application:get_env(base, z)), ?T(application:get_env(base, z, default)), ?T(lists:sort(application:get_all_env(base))), ?T(application:get_all_env(nothing)), ?T(application:set_env(base, c, 3)), ?T(application:set_env([{base, [{a, 10}, {d, 4}]}, {other, [{e, 5}]}])), ?T(lists:sort(application:get_all_env(base))), ?T(application:get_env(other, e)), ?T(application:unset_env(base, c)), ?T(application:get_env(base, c)), ?T(application:set_env(base, f, 6, [{persistent, true}, {timeout, 1000}])), ?T(application:unload(base)), ?T(application:get_env(base, f)), ?T(load(base, [{env, [{f, from_app}, {g, 7}]}])), ?T(lists:sort(application:get_all_env(base))), ?T(application:unset_env(base, f, [{persistent, true}])), ?T(application:get_env(g)), ?T(application:set_env([{base, x}])), ?T(application:set_env(x)), ?T(application:set_env([{base, [{a, 1}]}, {base, [{b, 1}]}])), ?T(application:get_env("base", a)), ?T(application:set_env(base, h, 1, [bad])), ?T(application_controller:config_change([]) =/= x).

phases() ->
    ?T(load(inc, [{start_phases, [{init, inc_args}, {go, inc_go}]}, {mod, {?MODULE, inc}}])), ?T(load(phased, [{included_applications, [inc]}, {start_phases, [{init, [1]}, {go, [2]}, {only_here, [3]}]}, {mod, {application_starter, [?MODULE, phased]}}])), ?T(application:start(phased)), ?T(notes()), ?T(application:start(inc)), ?T(application:get_key(phased, included_applications)), ?T(application:stop(phased)), ?T(notes()),
    ?T(load(p1, [{start_phases, [{one, a}, {two, b}]}])), ?T(application:start(p1)), ?T(notes()), ?T(application:stop(p1)), ?T(load(p2, [{start_phases, [{one, a}, {fail, b}, {never, c}]}])), ?T(short(application:start(p2))), ?T(notes()), ?T(application:start(nothing_to_load)), ?T(application:load(nothing_to_load)).

failing() ->
    [begin N = list_to_atom("bad" ++ integer_to_list(I)), ?T(load(N, [{mod, M}])), ?T(short(application:start(N))), ?T(notes()), ?T(application:unload(N)) end ||
        {I, M} <- lists:enumerate([{?MODULE, {crash, oops}}, {?MODULE, {return, {error, refused}}}, {?MODULE, {return, nonsense}}, {?MODULE, {return, {ok, not_a_pid}}}, {no_such_module_here, x}, []])],
    ?T(load(needs_bad, [{applications, [kernel, stdlib, no_such_app]}])), ?T(application:start(needs_bad)), ?T(short(application:ensure_all_started(needs_bad))), ?T(load(optional, [{applications, [kernel, stdlib, no_such_app2]}, {optional_applications, [no_such_app2]}])), ?T(application:ensure_all_started(optional)), ?T(notes()), ?T(application:stop(optional)), ?T(notes()),
    ?T(load(c1, [{applications, [kernel, c2]}])), ?T(load(c2, [{applications, [kernel, c1]}])), ?T(application:start(c1)), ?T(application:start(base, permanent_typo)), ?T(application:start(base, temporary)), ?T(notes()), ?T(application:permit(base, true)), ?T(application:get_application(self())), ?T(application:get_application(lists)),
    [Sup] = [P || P <- processes(), {dictionary, D} <- [process_info(P, dictionary)], lists:keyfind('$initial_call', 1, D) =:= {'$initial_call', {supervisor, ?MODULE, 1}}, application:get_application(P) =:= {ok, base}], R = monitor(process, Sup), exit(Sup, kill), ?T(receive {'DOWN', R, _, _, W} -> W end), until_stopped(base), ?T(notes()), ?T(application:start_boot(x) =/= y).
until_stopped(N) -> case lists:keymember(N, 1, application:which_applications()) of true -> timer:sleep(1), until_stopped(N); false -> ok end.

specs() ->
    [?T({S, application:load(S)}) || S <- [{application, s1, []}, {application, s2, [{vsn, 1}]}, {application, s3, [{applications, x}]}, {application, "s4", []}, {application, s5}, {application, s6, bad}, {application, s7, [{mod, x}]}, {application, s8, [{env, [a]}]}, {application, s9, [{nope, 1}]}, {application, s10, [{description, a}]}, {application, s11, [{included_applications, [s11]}]}, x1, 5, {application, s12, [{start_phases, [x]}]}, {application, s13, [{maxT, x}]}, {application, s14, [{applications, [s14]}]}]].
