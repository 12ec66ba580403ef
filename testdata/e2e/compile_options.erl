%% compile:forms in the running system: intermediate forms, options, warnings and errors returned, what comes out run.
-module(compile_options).
-export([main/0]).
-include("shared/show.hrl").

forms(Text) ->
    {ok, Tokens, End} = erl_scan:string(Text, {1, 1}),
    [{attribute, {1, 1}, file, {"cm.erl", 1}} | split(Tokens, [], [])] ++ [{eof, End}].
split([], _, Fs) -> lists:reverse(Fs);
split([{dot, _} = D | Ts], Acc, Fs) -> {ok, F} = erl_parse:parse_form(lists:reverse([D | Acc])), split(Ts, [], [F | Fs]);
split([T | Ts], Acc, Fs) -> split(Ts, [T | Acc], Fs).

compile(Text, Opts) -> compile:forms(forms("-module(cm). " ++ Text), Opts).
texts(Infos) -> [{F, [{L, lists:flatten(M:format_error(D))} || {L, M, D} <- Is]} || {F, Is} <- Infos].
outcome({ok, M, B}) when is_binary(B) -> {ok, M, binary};
outcome({ok, M, B, Ws}) -> {ok, M, is_binary(B), texts(Ws)};
outcome({error, Es, Ws}) -> {error, texts(Es), texts(Ws)};
outcome(Other) -> Other.

run(Text, Calls) ->
    case compile("-compile(export_all). " ++ Text, [return, nowarn_export_all]) of
        {ok, M, B, _} ->
            {module, M} = code:load_binary(M, "cm.beam", B),
            io:format("~ts~n  ~tp~n", [Text, [show_outcome(fun() -> apply(M, F, A) end) || {F, A} <- Calls]]), code:purge(M), code:delete(M), code:purge(M);
        Other -> io:format("~ts~n  ~tp~n", [Text, outcome(Other)])
    end.

main() ->
    run("f(X) -> X * 2.", [{f, [4]}, {f, [a]}, {g, []}]),
    run("f(X) -> case X of {a, Y} -> Y; [_ | T] when length(T) > 2 -> long; #{k := V} -> V; <<A:4, _/bits>> -> A; _ -> other end.", [{f, [X]} || X <- [{a, 1}, [1, 2, 3, 4], #{k => v}, <<16#a5>>, 5, []]]),
    run("-record(r, {a = 1, b = [], c}). f() -> R = #r{c = x}, {R, R#r.a, R#r{b = 2}, is_record(R, r), record_info(fields, r), #r.c}.", [{f, []}]),
    run("f(N) -> lists:sum([X * Y || X <- lists:seq(1, N), Y <- [1, 2], X rem 2 =:= 0]).", [{f, [10]}, {f, [0]}]),
    run("f(X) -> try g(X) of V -> {ok, V} catch throw:T -> {thrown, T}; error:E:S -> {E, length(S) > 0} after self() ! done end. g(1) -> throw(one); g(2) -> error(two); g(X) -> X.", [{f, [1]}, {f, [2]}, {f, [3]}]),
    run("f(X) -> F = fun(Y) -> fun(Z) -> X + Y + Z end end, (F(1))(2). g() -> fun f/1. h() -> (g())(10).", [{f, [3]}, {g, []}, {h, []}]),
    run("f(B) -> << <<(X bxor 255)>> || <<X>> <= B >>. g(<<L:16, D:L/binary, R/binary>>) -> {D, R}; g(_) -> no.", [{f, [<<1, 2>>]}, {g, [<<2:16, "abc">>]}, {g, [x]}]),
    run("f(M) -> M#{a => 1, b => 2}. g(#{a := A} = M) -> M#{a := A + 1}.", [{f, [#{}]}, {f, [x]}, {g, [#{a => 1}]}, {g, [#{}]}]),
    run("f() -> receive {x, V} -> V; stop -> s after 0 -> none end. g() -> self() ! {x, 1}, f().", [{f, []}, {g, []}]),
    run("f(X) when is_integer(X), X > 0; X =:= zero -> yes; f(_) -> no. g(X) -> if X > 1 -> a; X =:= 1 -> b end.", [{f, [1]}, {f, [zero]}, {f, [-1]}, {g, [2]}, {g, [0]}]),
    [?T(outcome(compile(T, [return]))) || T <- ["-export([f/1]). f(X) -> Y.", "-export([f/1]). f(X) -> 1.", "f() -> 1.", "-export([f/0, g/0]). f() -> 1.", "-export([f/0]). f() -> 1 + a.", "-export([f/0]). f() -> hd(x), ok.", "-export([f/1]). f(1) -> a; f(_) -> b; f(2) -> c.", "-export([f/1]). f(X) -> case X of {a} -> 1 end, case 1 of 2 -> x end.", "-export([f/0]). f() -> {1, 2} = 3.", "-export([f/1]). f(X) when X, false -> 1; f(_) -> 2.", "-export([f/0]). f() -> <<1:(-1)>>.", "-export([f/0]). f() -> [] ++ a ++ b, length(a).", "-export([f/0]). f() -> if false -> 1 end.", "-export([f/0]). f() -> error(x), 1.", "-export([f/1]). f(X) -> X = 1, try X catch _ -> 2 end."]],
    ?T(outcome(compile("-export([f/1]). f(X) -> 1.", []))), ?T(outcome(compile("-export([f/1]). f(X) -> 1.", [warnings_as_errors, return]))), ?T(outcome(compile("f() -> x. f() -> y.", [return]))),
    stages(), chunks().

stages() ->
    Text = "-export([f/1]). -record(r, {a}). f(#r{a = X}) -> [Y + 1 || Y <- X].",
    {ok, _, P} = compile(Text, ['P', binary]), ?T([element(1, F) || F <- P]),
    {ok, _, E} = compile(Text, ['E', binary]), [io:format("~ts", [erl_pp:form(F)]) || F <- E, element(1, F) =/= attribute],
    {ok, _, C} = compile(Text, [to_core, binary]), ?T(element(1, C)), io:format("~ts~n", [core_pp:format(C)]),
    {ok, _, S} = compile(Text, ['S', binary]), ?T({element(1, S), length(element(4, S)) > 1}), {ok, cm, B2} = compile:forms(C, [from_core]), ?T(is_binary(B2)),
    {ok, cm, B3} = compile:forms(S, [from_asm]), {module, cm} = code:load_binary(cm, "cm", B3), ?T(apply(cm, f, [{r, [1, 2]}])), ?T(apply(cm, f, [x])),
    ?T([F || F <- compile:options(), F =/= ok]), ?T(compile:env_compiler_options()), ?T(compile:output_generated([binary])), ?T(compile:forms(not_forms, [return])).

chunks() ->
    {ok, cm, B} = compile("-export([f/0]). -vsn(\"v7\"). -author(me). f() -> \"lit\". ", [debug_info, {compile_info, [{own, 1}]}]),
    {ok, {cm, [{exports, E}, {attributes, A}, {imports, I}, {labeled_exports, L}]}} = beam_lib:chunks(B, [exports, attributes, imports, labeled_exports]), ?T({E, A, I, length(L)}),
    ?T([N || {N, _} <- element(3, beam_lib:all_chunks(B))]), {ok, {_, [{compile_info, CI}]}} = beam_lib:chunks(B, [compile_info]), ?T(proplists:get_value(own, CI)),
    {ok, {_, [{abstract_code, {raw_abstract_v1, Abs}}]}} = beam_lib:chunks(B, [abstract_code]), ?T([F || F <- Abs, element(1, F) =:= function]),
    {ok, {cm, Stripped}} = beam_lib:strip(B), ?T(beam_lib:chunks(Stripped, [abstract_code])), ?T(beam_lib:version(B)), ?T(beam_lib:md5(B) =:= beam_lib:md5(Stripped)), ?T(beam_lib:cmp(B, Stripped)), ?T(proplists:get_value(module, beam_lib:info(B))), ?T(beam_lib:chunks(<<"junk">>, [exports])), ?T(beam_lib:chunks(B, ["Nope"])), ?T(lists:flatten(beam_lib:format_error({not_a_beam_file, "x"}))),
    ?T(beam_lib:diff_dirs("/no/such", "/neither")).
