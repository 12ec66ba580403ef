%% Funs and frames of modules that are replaced: which version runs, what may be purged, who is killed.
-module(code_funs).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    V1 = build(1), V2 = build(2), V3 = build(3),
    ?T(code:is_loaded(zz_funs)), ?T(load(V1)), ?T(code:is_loaded(zz_funs)), ?T(zz_funs:version()), Local = zz_funs:local(), Exported = fun zz_funs:version/0, Closure = zz_funs:closure(7), ?T({Local(), Exported(), Closure(3)}), ?T(erlang:fun_info(Local, new_index)), ?T(erlang:fun_info(Exported, type)),
    ?T(load(V2)), ?T(zz_funs:version()), ?T({Local(), Exported(), Closure(3)}), ?T(erlang:check_old_code(zz_funs)), ?T(erlang:check_process_code(self(), zz_funs)), ?T(load(V3)), ?T(zz_funs:version()), ?T(erlang:load_module(zz_funs, V1)), ?T(Exported()), ?T(erlang:fun_info(Closure, arity)),
    ?T(code:purge(zz_funs)), ?T(erlang:check_old_code(zz_funs)), ?T(zz_funs:version()), ?T(code:soft_purge(zz_funs)), ?T(code:delete(zz_funs)), ?T(code:delete(zz_funs)), ?T(zz_funs:version()), ?T(Exported()), ?T(erlang:function_exported(zz_funs, version, 0)), ?T(erlang:module_loaded(zz_funs)), ?T(code:purge(zz_funs)), ?T(code:delete(zz_funs)), ?T(code:purge(zz_funs)),
    ?T(load(V1)), P1 = start(), P2 = start(), ?T([ask(P) || P <- [P1, P2]]), ?T(load(V2)), ?T([ask(P) || P <- [P1, P2]]), ?T([erlang:check_process_code(P, zz_funs) || P <- [P1, P2, self()]]), P2 ! upgrade, ?T([ask(P) || P <- [P1, P2]]), ?T([erlang:check_process_code(P, zz_funs) || P <- [P1, P2]]), ?T(code:soft_purge(zz_funs)), ?T(load_only(V3)), ?T(begin R = monitor(process, P1), X = code:purge(zz_funs), receive {'DOWN', R, _, _, Why} -> {X, Why} after 1000 -> none end end), ?T([is_process_alive(P) || P <- [P1, P2]]), ?T(ask(P2)), ?T(load_only(V3)), P2 ! upgrade, ?T(ask(P2)), ?T(code:soft_purge(zz_funs)), ?T(ask(P2)), P2 ! stop,
    ?T(erlang:check_process_code(self(), zz_funs, [{async, x}])), ?T(receive M -> M after 1000 -> none end), ?T(erlang:check_process_code(P2, zz_funs, [{allow_gc, false}])), calls(code, purge, [[1], [no_such]]), calls(code, soft_purge, [[1], [no_such]]), calls(code, delete, [[no_such]]), calls(erlang, delete_module, [[no_such], [1]]), calls(erlang, purge_module, [[no_such], [1]]), calls(erlang, check_old_code, [[no_such], [1]]), calls(code, is_loaded, [[no_such], [lists =:= x]]), calls(erlang, load_module, [[zz_funs, <<"bad">>], [other, V1], [1, V1], [zz_funs, a]]), calls(code, load_binary, [[zz_funs, "f", <<"bad">>], [other, "f", V1], [zz_funs, "f", V2]]), ?T(erlang:prepare_loading(zz_funs, <<"bad">>)), ?T(erlang:prepare_loading(1, V1)), ?T(begin Pr = erlang:prepare_loading(zz_funs, V3), {erlang:has_prepared_code_on_load(Pr), code:purge(zz_funs), erlang:finish_loading([Pr]), zz_funs:version()} end), ?T(erlang:finish_loading([x])), ?T(erlang:finish_loading(a)), ?T(erlang:finish_loading([])), ?T(erlang:has_prepared_code_on_load(x)),
    ?T(lists:sort(zz_funs:module_info(exports))), ?T(zz_funs:module_info(attributes)), ?T(zz_funs:module_info(module)), ?T(zz_funs:module_info(nothing)), ?T(erlang:get_module_info(zz_funs, exports) =:= zz_funs:module_info(exports)), ?T(erlang:get_module_info(no_such)), ?T(length(erlang:get_module_info(zz_funs)) =:= length(zz_funs:module_info())), ?T(code:ensure_loaded(zz_funs)), ?T(code:ensure_loaded(no_such)), ?T(code:ensure_modules_loaded([zz_funs, no_such])), ?T(code:module_status(no_such)), ?T(catch_exit(fun() -> no_such:f(1) end)), ?T(apply(zz_funs, no_fun, [1, 2])), ?T(zz_funs:private()).

load(Binary) -> code:purge(zz_funs), R = load_only(Binary), R.
load_only(Binary) -> code:load_binary(zz_funs, "zz_funs.beam", Binary).
start() -> S = self(), P = spawn(zz_funs, loop, [S]), P.
ask(P) -> P ! {version, self()}, receive {version, V} -> V after 1000 -> none end.
catch_exit(F) -> try F() catch C:R -> {C, R} end.
build(V) ->
    Forms = ["-module(zz_funs).", "-export([version/0, local/0, closure/1, loop/1]).", "-vsn(" ++ integer_to_list(V) ++ ").", "version() -> " ++ integer_to_list(V) ++ ".", "private() -> x.", "local() -> fun() -> {local, private(), " ++ integer_to_list(V) ++ "} end.", "closure(X) -> fun(Y) -> {X * Y, " ++ integer_to_list(V) ++ "} end.",
             "loop(S) -> receive {version, F} -> F ! {version, " ++ integer_to_list(V) ++ "}, loop(S); upgrade -> zz_funs:loop(S); stop -> ok end."],
    {ok, zz_funs, Binary} = compile:forms([begin {ok, Tokens, _} = erl_scan:string(F), {ok, Form} = erl_parse:parse_form(Tokens), Form end || F <- Forms], [nowarn_unused_function]),
    Binary.
