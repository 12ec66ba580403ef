%% erl_lint: the warnings and errors of whole modules, each with its text; options that turn them on and off.
-module(lint_warnings).
-export([main/0]).
-include("shared/show.hrl").

forms(Text) ->
    {ok, Tokens, End} = erl_scan:string(Text, {1, 1}),
    [{attribute, {1, 1}, file, {"m.erl", 1}} | split(Tokens, [], [])] ++ [{eof, End}].
split([], _, Fs) -> lists:reverse(Fs);
split([{dot, _} = D | Ts], Acc, Fs) ->
    F = case erl_parse:parse_form(lists:reverse([D | Acc])) of {ok, Form} -> Form; {error, E} -> {error, E} end,
    split(Ts, [], [F | Fs]);
split([T | Ts], Acc, Fs) -> split(Ts, [T | Acc], Fs).

lint(Text) -> lint(Text, []).
lint(Text, Opts) ->
    {Es, Ws} = case erl_lint:module(forms(Text), "m.erl", Opts) of {ok, W} -> {[], W}; {error, E, W} -> {E, W} end,
    io:format("~ts ~tp~n", [Text, Opts]),
    [io:format("  ~w ~tp ~ts~n", [Kind, L, M:format_error(D)]) || {Kind, Infos} <- [{error, Es}, {warning, Ws}], {_, Is} <- Infos, {L, M, D} <- Is].

main() ->
    [lint("-module(m). -export([f/1]). " ++ T) || T <-
        ["f(X) -> 1.", "f(_X) -> _X.", "f(X) -> Y.", "f(X) -> X = Y.", "f(X) -> case X of 1 -> A = 1; 2 -> ok end, A.", "f(X) -> case X of 1 -> A = 1; 2 -> A = 2 end, A.", "f(X) -> (Y = 1), Y = X, fun(Y) -> Y end.", "f(X) -> [X || X <- X].", "f(X) -> try A = X of _ -> A catch _:_ -> A after A end.",
         "f(X) -> if X -> A = 1; true -> A = 2 end, A.", "f(X) -> g(X).", "f(X) -> X. g() -> 1.", "f(X) -> X. f(Y) -> Y.", "f(X) -> X; g(X) -> X.", "f(X) -> X; f(X, Y) -> X.", "f(X) when g(X) -> 1.", "f(X) when lists:member(X, []) -> 1.", "f(X) when X#r.a -> 1.", "f(X) when X + 1 -> 1.", "f(X) when atom(X) -> 1.",
         "f(X) -> #r{}.", "-record(r, {a, b = 1}). f(X) -> X#r.c.", "-record(r, {a, a}). f(X) -> #r{a = 1, a = 2}.", "-record(r, {a}). f(#r{b = X}) -> X#r{z = 1}.", "-record(r, {a}). -record(r, {b}). f(X) -> X.", "-record(r, {a = X}). f(X) -> X.", "-record(r, {a}). f(X) -> record_info(fields, r), record_info(X, r).", "-record(unused, {a}). f(X) -> X.",
         "f(X) -> erlang:now(), X.", "f(X) -> lists:reverse(X, 1, 2).", "f(X) -> crypto:sha(X).", "f(X) -> erlang:get_stacktrace().", "f(X) -> length(X). length(X) -> X.", "-compile({no_auto_import, [length/1]}). f(X) -> length(X). length(X) -> X.", "-import(lists, [map/2]). f(X) -> map(X, X).", "-import(lists, [map/2]). f(X) -> X.", "-import(lists, [map/2]). f(X) -> X. map(A, B) -> {A, B}.",
         "f(X) -> <<X:8/foo>>.", "f(X) -> <<X:1000/float>>.", "f(X) -> <<X:8/unit:0>>.", "f(X) -> <<X/binary, X>>.", "f(<<X/binary, Y>>) -> {X, Y}.", "f(X) -> <<X:8/utf8>>.", "f(<<\"a\":2>>) -> 1.", "f(<<X:(1 + 1)>>) -> X.", "f({X + 1}) -> X.", "f(\"a\" ++ X) -> X.", "f(X ++ \"a\") -> X.", "f(#{a => X}) -> X.", "f(#{X := 1}) -> X.", "f(X) -> #{a := X}.",
         "-spec f(integer()) -> atom(). f(X) -> X.", "-spec f(integer(), atom()) -> atom(). f(X) -> X.", "-spec g() -> atom(). f(X) -> X.", "-spec f(t()) -> atom(). f(X) -> X.", "-type t() :: u(). f(X) -> X.", "-type t(X) :: integer(). f(X) -> X.", "-type t() :: 1. -type t() :: 2. f(X) -> X.", "-export_type([t/0]). f(X) -> X.", "-type integer() :: a. f(X) -> X.", "-opaque o() :: 1. f(X) -> X.", "-spec f(X) -> X when X :: Y. f(X) -> X.", "-type t() :: #r{}. -export_type([t/0]). f(X) -> X.", "-type t() :: #{a => b, _ => c}. -export_type([t/0]). f(X) -> X.", "-type t() :: <<_:8, _:_*16>> | fun((...) -> x). -export_type([t/0]). f(X) -> X.", "-spec f(bool) -> ok; (int) -> ok. f(X) -> X.",
         "-behaviour(gen_server). f(X) -> X.", "-behaviour(no_such_behaviour). f(X) -> X.", "-callback cb(integer()) -> ok. -behaviour(m). f(X) -> X.", "-behaviour(gen_server). -behaviour(gen_event). f(X) -> X. init(X) -> X.", "-optional_callbacks([x/1]). f(X) -> X.", "-on_load(f/1). f(X) -> X.", "-on_load(h/0). f(X) -> X.", "-export([z/3]). f(X) -> X.", "-export([f/1]). f(X) -> X.", "-deprecated([{f, 1, soon}]). f(X) -> X.", "-deprecated({x, 9}). f(X) -> X.", "-removed([{f, 1, \"gone\"}]). f(X) -> X.", "-module(n). f(X) -> X.", "-bad. f(X) -> X.", "f(X) -> X. -export([g/0]). -record(q, {}). g() -> X.",
         "f(X) -> fun g/2, X.", "f(X) -> fun X:g/1.", "f(X) -> _, X.", "f(_) -> _Y = 1, _Y.", "f(X) -> catch X, ok.", "f(X) -> {X, 1}, ok.", "f(X) -> X + 1, X.", "f(X) -> fun() -> 1 end, X.", "f(X) -> 1, X.", "f(X) -> [Y || Y <- X], ok.", "f(X) -> \"string\", X.", "f(X) -> X andalso Y.", "f(X) -> io:format(\"~p ~p\", [X]).", "f(X) -> io:format(\"~z\", [X]).", "f(X) -> io:format(X, []), io:fwrite(\"~s~n\", [a, b]).", "f(X) -> io_lib:format(\"~p\", X).", "f(X) -> F = fun F(Y) -> F(Y) end, F.", "f(X) -> fun(X) -> X end.", "f(X) -> begin Y = 1 end, [Y || Y <- [1]], X.", "f(X) -> receive A -> A; {B} -> A end.", "f(X) -> not_a_call X."]],
    options().

options() ->
    [begin lint("-module(m). -export([f/1]). " ++ T, O), ok end || {T, O} <-
        [{"f(X) -> 1.", [nowarn_unused_vars]}, {"f(X) -> X. g() -> 1.", [nowarn_unused_function]}, {"f(X) -> X. g() -> 1.", [{nowarn_unused_function, [{g, 0}]}]}, {"f(X) -> X. g() -> 1.", [export_all]}, {"f(X) -> X. g() -> 1.", [export_all, nowarn_export_all]}, {"f(X) -> case X of 1 -> A = 1; 2 -> A = 2 end, A.", [warn_export_vars]}, {"f(X) -> fun(X) -> X end.", [nowarn_shadow_vars]}, {"f(X) -> erlang:now(), X.", [nowarn_deprecated_function]}, {"f(X) -> X. ", [warn_missing_spec]}, {"f(X) -> X. g() -> 1.", [warn_missing_spec_all]}, {"-import(lists, [map/2]). f(X) -> X.", [warn_unused_import]}, {"-record(r, {a}). f(X) -> X.", [nowarn_unused_record]}, {"f(X) when list(X) -> 1.", [warn_obsolete_guard]}, {"f(X) -> catch X.", [warn_unused_vars]}, {"f(X) -> io:format(\"~p\", []).", [{warn_format, 0}]}, {"f(X) -> io:format(X, [a]).", [{warn_format, 2}]}, {"f(a) -> b.", [{nowarn_bif_clash, {f, 1}}]}, {"-type t() :: 1. f(X) -> X.", [nowarn_unused_type]}, {"f(X) -> list_to_atom(X).", [warn_keywords]}]],
    ?T(erl_lint:is_guard_test(form_expr("is_atom(X)"))), ?T(erl_lint:is_guard_test(form_expr("foo(X)"))), ?T(erl_lint:is_guard_test(form_expr("X > 1 andalso hd(X)"))), ?T(erl_lint:is_pattern_expr(form_expr("1 + 2"))), ?T(erl_lint:is_pattern_expr(form_expr("X + 2"))), ?T(erl_lint:exprs([form_expr("X + Y")], [{'X', 1}])), ?T(erl_lint:used_vars([form_expr("{X, fun(Y) -> Z + Y end}")], [{'X', 1}, {'Z', 2}])), ?T(erl_lint:bool_option(a, b, true, [b])), ?T(erl_lint:value_option(x, 1, [{x, 2}])), ?T(erl_lint:modify_line({a, {var, 3, x}}, fun(L) -> L + 1 end)).
form_expr(T) -> {ok, Ts, _} = erl_scan:string(T ++ "."), {ok, [E]} = erl_parse:parse_exprs(Ts), E.
