%% on_load functions: when they run, who waits, what becomes of modules whose function fails.
-module(code_on_load).
-export([main/0, note/1]).

main() ->
    register(notes, self()),
    Good = beam(zz_good, "-on_load(init/0). init() -> code_on_load:note({init, is_pid(self())}), ok. f(X) -> [X | local()]. local() -> a."),
    p(code:load_binary(zz_good, "good.beam", Good)),
    p(notes()),
    p(zz_good:f(1)),
    p(code:is_loaded(zz_good)),
    p(erlang:function_exported(zz_good, init, 0)),
    %% Once more: the old version stays until the new one is there.
    Slow = beam(zz_good, "-on_load(init/0). init() -> code_on_load:note(slow), receive after 100 -> code_on_load:note(zz_good:f(2)) end. f(X) -> [X | new]."),
    p(code:load_binary(zz_good, "slow.beam", Slow)),
    p(notes()),
    p(zz_good:f(3)),
    p(erlang:check_old_code(zz_good)),
    [fails(N, V) || {N, V} <- [{zz_atom, "no"}, {zz_term, "lists:seq(1, 3)"}, {zz_error, "error(bad)"}, {zz_throw, "throw(up)"},
                               {zz_exit, "exit(out)"}]],
    p(code:purge(zz_good)),
    NotOk = beam(zz_good, "-on_load(init/0). init() -> not_ok. f(X) -> [X | never]."),
    p(code:load_binary(zz_good, "never.beam", NotOk)),
    p(zz_good:f(4)),
    p(erlang:check_old_code(zz_good)),
    several(Good),
    t(fun() -> erlang:call_on_load_function(zz_good) end).

fails(Name, Value) ->
    Beam = beam(Name, "-on_load(init/0). init() -> code_on_load:note(tried), " ++ Value ++ ". f() -> 1."),
    p(code:load_binary(Name, "fails.beam", Beam)),
    p(notes()),
    p(code:is_loaded(Name)),
    t(fun() -> Name:f() end).

several(Good) ->
    A = beam(zz_a, "f() -> a."),
    B = beam(zz_b, "f() -> b."),
    p(code:atomic_load([{zz_a, "a", A}, {zz_b, "b", B}])),
    p([zz_a:f() | zz_b:f()]),
    p(code:atomic_load([{zz_a, "a", A}, {zz_good, "g", Good}])),
    p(code:atomic_load([{zz_a, "a", A}, {zz_a, "a", A}])),
    p(code:atomic_load([{zz_a, "a", A}, {zz_b, "b", <<1, 2, 3>>}, {zz_nowhere, "b", B}])),
    p(code:atomic_load([{zz_a, "a", A}, zz_nowhere_either])),
    p(code:atomic_load([{zz_a, "a2", A}])),
    p(code:atomic_load([{zz_a, "a3", A}, {zz_b, "b3", B}])),
    p(code:is_loaded(zz_a)),
    p(code:is_loaded(zz_b)),
    p(code:ensure_modules_loaded([lists, zz_nowhere, zz_a])),
    {ok, Prepared} = code:prepare_loading([{zz_b, "b4", B}]),
    p(code:finish_loading(Prepared)),
    p(code:is_loaded(zz_b)).

note(X) -> notes ! {note, X}, ok.
notes() -> receive {note, X} -> [X | notes()] after 0 -> [] end.

p(X) -> io:format("~p~n", [X]).
t(F) -> p(try F() catch Class:Reason -> {Class, Reason} end).

beam(Name, Functions) ->
    Text = "-module(" ++ atom_to_list(Name) ++ "). -compile([export_all, nowarn_export_all]). " ++ Functions,
    {ok, Tokens, _} = erl_scan:string(Text),
    {ok, Name, Beam} = compile:forms(forms(Tokens, []), []),
    Beam.

forms([], []) -> [];
forms([{dot, _} = Dot | Rest], Form) ->
    {ok, Parsed} = erl_parse:parse_form(lists:reverse([Dot | Form])),
    [Parsed | forms(Rest, [])];
forms([Token | Rest], Form) -> forms(Rest, [Token | Form]).
