%% Versions of a module that is made and loaded at run time: current, old, purged.
-module(code_reload).
-export([main/0]).

main() ->
    p(code:is_loaded(zz_made)),
    p(erlang:module_loaded(zz_made)),
    t(fun() -> zz_made:f() end),
    V1 = version(one, "only() -> 1."),
    V2 = version(two, "more() -> 2."),
    p(code:load_binary(zz_made, "zz_made.beam", V1)),
    p(code:is_loaded(zz_made)),
    p(zz_made:f()),
    p(erlang:check_old_code(zz_made)),
    F1 = zz_made:g(1),
    p(F1(2)),
    Loop = spawn(zz_made, loop, []),
    p(ask(Loop, stay)),
    p(code:load_binary(zz_made, "two.beam", V2)),
    p(code:is_loaded(zz_made)),
    p(zz_made:f()),
    p(F1(3)),
    t(fun() -> zz_made:only() end),
    p(zz_made:more()),
    p(erlang:check_old_code(zz_made)),
    p(ask(Loop, stay)),
    p(erlang:check_process_code(Loop, zz_made)),
    p(erlang:check_process_code(self(), zz_made)),
    p(ask(Loop, next)),
    p(ask(Loop, next)),
    p(erlang:check_process_code(Loop, zz_made)),
    p(ask(Loop, stay)),
    %% F1 does not hold the old code.
    p(code:soft_purge(zz_made)),
    t(fun() -> F1(4) end),
    t(fun() -> erlang:delete_module(zz_made) end),
    t(fun() -> zz_made:f() end),
    t(fun() -> erlang:delete_module(zz_made) end),
    p(code:purge(zz_made)),
    {module, _} = code:load_binary(zz_made, "two.beam", V2),
    p(lists:sort([X || {X, _} <- zz_made:module_info(exports)])),
    keepers(V1),
    unloaded(),
    bad(V1),
    same(V1).

%% Purging ends who has a frame of old code. Funs do not count: they fail when they are called afterwards.
keepers(V1) ->
    Fun = zz_made:g(5),
    Self = self(),
    Keep = spawn(fun() -> F = zz_made:g(5), Self ! ready, keep(F) end),
    receive ready -> ok end,
    p(ask(Keep, call)),
    Mail = spawn(fun() -> receive go -> ok end end),
    Mail ! {keep, zz_made:g(6)},
    Deep = spawn(fun() -> [zz_made:deep(20, Self)] end),
    receive deep -> ok end,
    Clean = spawn(fun() -> receive stop -> ok end end),
    p(code:purge(zz_made)),
    p(code:load_binary(zz_made, "three.beam", V1)),
    Pids = [Keep, Mail, Deep, Clean],
    p([erlang:check_process_code(Pid, zz_made) || Pid <- Pids]),
    p(erlang:check_process_code(self(), zz_made)),
    p(Fun(7)),
    Purger = spawn(fun() -> exit({purged, code:purge(zz_made), erlang:check_old_code(zz_made)}) end),
    Ref = monitor(process, Purger),
    [monitor(process, Pid) || Pid <- [self() | Pids]],
    p(zz_made:f()),
    receive {'DOWN', Ref, process, _, Reason} -> p(Reason) after 3000 -> p(timeout) end,
    p([is_process_alive(Pid) || Pid <- Pids]),
    t(fun() -> Fun(8) end).

keep(F) -> receive {P, call} -> P ! {self(), F(6)}, keep(F) end.

unloaded() ->
    p(code:delete(zz_gone)),
    p(code:purge(zz_gone)),
    p(code:soft_purge(zz_gone)),
    t(fun() -> erlang:purge_module(zz_gone) end),
    p(erlang:delete_module(zz_gone)),
    p(code:ensure_loaded(zz_gone)),
    p(code:load_file(zz_gone)),
    p(code:get_object_code(zz_gone)),
    p(code:which(zz_gone)),
    t(fun() -> code:load_binary(zz_gone, "x", not_binary) end).

bad(V1) ->
    p(code:load_binary(zz_bad, "bad.beam", <<"no beam">>)),
    p(code:load_binary(zz_other, "bad.beam", V1)),
    t(fun() -> erlang:prepare_loading(zz_bad, 17) end),
    t(fun() -> erlang:finish_loading([make_ref()]) end),
    t(fun() -> erlang:finish_loading(no_list) end).

%% The same code again: funs go on with the new version, so that nobody uses the old one.
same(V1) ->
    Name = zz_made,
    code:purge(Name),
    code:delete(Name),
    code:purge(Name),
    p(erlang:module_loaded(Name)),
    t(fun() -> Name:f() end),
    {module, Name} = code:load_binary(Name, "same.beam", V1),
    F = Name:g(1),
    {module, Name} = code:load_binary(Name, "same.beam", V1),
    p(erlang:check_process_code(self(), Name)),
    p(code:soft_purge(Name)),
    p(F(2)),
    p(erlang:load_module(Name, V1)),
    p(erlang:load_module(Name, V1)),
    p(F(3)).

version(V, More) ->
    Name = atom_to_list(V),
    beam(zz_made, "f() -> " ++ Name ++ ". g(X) -> fun(Y) -> {" ++ Name ++ ", X, Y} end. "
                  "loop() -> receive {P, next} -> P ! {self(), " ++ Name ++ "}, zz_made:loop(); "
                  "{P, stay} -> P ! {self(), " ++ Name ++ "}, loop() end. "
                  "deep(0, P) -> P ! deep, receive go -> ok end; deep(N, P) -> [deep(N - 1, P)]. " ++ More).

ask(Pid, What) ->
    Pid ! {self(), What},
    receive {Pid, Answer} -> Answer after 2000 -> none end.

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
