%% epp: macros with and without arguments, overloading, predefined ones, conditionals, includes, features, errors; expanding records.
-module(epp_macros).
-export([main/0]).
-include("shared/show.hrl").

file(Text) -> file(Text, []).
file(Text, Opts) ->
    ok = file:write_file("epp_in.erl", unicode:characters_to_binary(Text)),
    R = epp:parse_file("epp_in.erl", Opts),
    ok = file:delete("epp_in.erl"),
    R.

show(Text) -> show(Text, []).
show(Text, Opts) ->
    io:format("~ts~n", [Text]),
    case file(Text, Opts) of
        {ok, Fs} -> [io:format("  ~ts~n", [one(F)]) || F <- Fs];
        {ok, Fs, X} -> [io:format("  ~ts~n", [one(F)]) || F <- Fs], io:format("  ~p~n", [[X1 || {K, _} = X1 <- X, K =:= encoding]]);
        Other -> io:format("  ~p~n", [Other])
    end.
one({error, {L, M, D}}) -> io_lib:format("error ~p ~ts", [L, M:format_error(D)]);
one({warning, {L, M, D}}) -> io_lib:format("warning ~p ~ts", [L, M:format_error(D)]);
one({attribute, _, file, {F, L}}) -> io_lib:format("file ~s ~p", [filename:basename(F), L]);
one({eof, L}) -> io_lib:format("eof ~p", [L]);
one(F) -> string:trim(erl_pp:form(F)).

main() ->
    show("-module(m).\n-define(A, 1).\nf() -> ?A."), show("-define(A(X), {X, X}).\nf() -> ?A(1), ?A(g(2, 3)), ?A([a, b])."), show("-define(A, zero).\n-define(A(X), {one, X}).\n-define(A(X, Y), {two, X, Y}).\nf() -> {?A, ?A(1), ?A(1, 2)}."), show("-define(A(X), ??X).\nf() -> ?A(a + b), ?A({x, \"s\"})."), show("-define(A, ?B).\n-define(B, 2).\nf() -> ?A."), show("-define(A, ?A).\nf() -> ?A."), show("-define(A, ?B).\n-define(B, ?A).\nf() -> ?A."), show("-define(A, x).\n-undef(A).\nf() -> ?A."), show("-define(A, x).\n-define(A, y)."), show("f() -> ?UNDEFINED."), show("f() -> ?A(1)."), show("-define(A(X), X).\nf() -> ?A."), show("-define(A(X), X).\nf() -> ?A(1, 2)."), show("-define(A(), empty).\nf() -> ?A()."), show("-define(A(X, X), X)."), show("-define(a, b).\n-define('q m', c).\nf() -> {?a, ?'q m'}."), show("-define(ADD(X), X + ).\nf() -> ?ADD(1) 2."), show("-define(A(X), case X of 1 -> Y; _ -> ?LINE end).\nf() ->\n\n?A(5)."),
    show("-module(my_mod).\n-export([f/1]).\nf(X) -> {?MODULE, ?MODULE_STRING, ?LINE, ?FUNCTION_NAME, ?FUNCTION_ARITY, ?MACHINE}.\ng() -> {?FUNCTION_NAME, ?FUNCTION_ARITY}."), show("f() -> ?FILE."), show("-define(X, ?FUNCTION_NAME).\n-foo(?FUNCTION_NAME)."), show("f() -> ?MODULE."), show("f() -> ?OTP_RELEASE >= 21, ?FEATURE_AVAILABLE(maybe_expr)."),
    show("-ifdef(X).\na() -> 1.\n-else.\nb() -> 2.\n-endif."), show("-define(X, 1).\n-ifdef(X).\na() -> 1.\n-else.\nb() -> 2.\n-endif.\n-ifndef(X).\nc() -> 3.\n-endif."), show("-if(1 > 2).\na() -> 1.\n-elif(true).\nb() -> 2.\n-elif(bad).\nc() -> 3.\n-else.\nd() -> 4.\n-endif."), show("-define(V, 5).\n-if(?V > 3 andalso defined(V) andalso not defined(W)).\na() -> 1.\n-endif."), show("-if(undefined_call()).\na() -> 1.\n-endif."), show("-if(1 / 0).\na() -> 1.\n-endif."), show("-ifdef(X).\na() -> 1."), show("-endif."), show("-else."), show("-ifdef(X).\n-else.\n-else.\n-endif."), show("-ifdef(X).\n-ifdef(Y).\na() -> 1.\n-endif.\n-else.\nb() -> 2.\n-endif."), show("-elif(true)."), show("-if().\n-endif."), show("-ifdef(1).\n-endif."), show("-ifdef(X).\nthis is not ( a form.\n-endif.\na() -> 1."),
    show("-error(\"own error\").\n-warning({own, [warning]}).\n-error(X)."), show("-error()."), show("-include(\"no_such.hrl\")."), show("-include_lib(\"stdlib/include/no_such.hrl\")."), show("-include_lib(\"no_such_app/include/x.hrl\")."), show("-include(x)."), show("-file(\"other.erl\", 100).\nf() -> ?LINE."), show("-file(x)."), show("-define(1, 2)."), show("-define(A)."), show("-define(A, (.\nf() -> ?A x)."), show("-undef(1)."), show("%% -*- coding: latin-1 -*-\nf() -> \"x\"."), show("f() -> \"é日\". % ü"), show("f() -> 'unterminated.\ng() -> 1."), show("f() -> \"a\n\ng() -> 1."), show("f( -> 1.\ng() -> ok."), show(""), show("% only a comment\n"), show("f() -> 1"), show("-feature(maybe_expr, enable).\nf() -> maybe ok end."), show("-feature(no_such_feature, enable)."), show("f() -> ?."), show("f() -> ?1."), show("-define(STR, \"a\" ?X).\n-define(X, \"b\").\nf() -> ?STR \"c\"."),
    show("f() -> {?A, ?B(2)}.", [{macros, [{'A', 1}, 'C']}]), show("f() -> {?A, ?C}.", [{macros, [{'A', {x, [y]}}, 'C', {'D', 1, redefine}]}]), show("f() -> ok.", [{source_name, "given.erl"}, {location, {1, 1}}]), show("f() -> x.\n f( .", [{location, {1, 1}}]), show("f() -> 1.", [extra, {default_encoding, utf8}]), ?T(epp:parse_file("no_such_file.erl", [])), ?T(epp:open([{name, "no_such_file.erl"}])), ?T([lists:flatten(epp:format_error(E)) || E <- [cannot_parse, {bad, define}, {duplicated_argument, 'X'}, {missing_parenthesis, x}, {undefined, 'A', none}, {undefined, 'A', 2}, {mismatch, 'A'}, {include, lib, "x"}, {depth, "include"}, {arg_error, 'A'}, {redefine, 'A'}, {redefine_predef, 'LINE'}, {circular, 'A', none}, {circular, 'A', 1}, {illegal, "unterminated", 'if'}, {error, x}, {warning, y}, elif_after_else, premature_end, {invalid, latin1}, other]]), ?T(epp:default_encoding()), ?T(epp:encoding_to_string(latin1)), ?T(epp:read_encoding_from_binary(<<"%% coding: utf-8\n">>)), ?T(epp:read_encoding_from_binary(<<"%% coding: klingon\n">>)),
    stepwise(), records().

stepwise() ->
    ok = file:write_file("epp_inc.hrl", "-define(FROM, header).\n-record(h, {x}).\n"), ok = file:write_file("epp_in.erl", "-module(e).\n-include(\"epp_inc.hrl\").\nf() -> ?FROM.\n"), {ok, E} = epp:open([{name, "epp_in.erl"}, {includes, ["."]}]),
    ?T([case epp:parse_erl_form(E) of {ok, F} -> lists:flatten(one(F)); O -> O end || _ <- lists:seq(1, 8)]), ?T(lists:member('FROM', [element(2, M) || {M, _} <- epp:macro_defs(E), is_tuple(M)]) =/= x), ?T(epp:close(E)), ?T(epp:scan_file("epp_in.erl", []) =/= x), file:delete("epp_in.erl"), file:delete("epp_inc.hrl").

records() ->
    [begin
         {ok, Fs} = file("-module(x).\n-record(r, {a = 1, b, c = [] :: list()}).\n-record(q, {z = #r{}}).\n" ++ T), io:format("~s~n", [T]), [io:format("  ~ts~n", [string:trim(erl_pp:form(F))]) || F <- erl_expand_records:module([F1 || F1 <- Fs, element(1, F1) =/= error], []), element(1, F) =:= function]
     end || T <- ["f() -> #r{}.", "f() -> #r{b = 2, a = x}.", "f() -> #r{_ = d, c = 3}.", "f(R) -> R#r.b.", "f(R) -> R#r{b = 2}.", "f(R) -> R#r{a = 1, b = 2, c = 3}.", "f(#r{a = A, c = [C | _]}) -> {A, C}.", "f() -> #r.b.", "f(R) when R#r.a > 1 -> ok.", "f(R) when is_record(R, r), R#r.b == 2; R#r.c =:= [] -> ok.", "f(X) -> is_record(X, r).", "f(X) -> is_record(X, r, 4).", "f() -> record_info(fields, r), record_info(size, r).", "f() -> #q{}.", "f(Q) -> Q#q.z#r.a.", "f(Q) -> Q#q{z = #r{a = Q#q.z}}.", "f(L) -> [X#r.a || #r{b = 1} = X <- L, X#r.c].", "f(X) -> case X of #r{a = 1} -> a; #r{} -> r; _ -> n end.", "f(X) -> fun(#r{a = Y}) -> Y + X#r.a end.", "f(X) -> try X#r.a catch _:#r{} -> b end.", "f(X) -> receive #r{a = X} -> X#r{b = 1} after X#r.c -> t end.", "f(X) -> {ok, #r{a = #r{a = X}}}.", "f(X) -> X#r{}.", "f(#r{_ = 0}) -> zero.", "f(X) -> length(X), size(X), hd(X).", "f(X) -> map_get(X#r.a, #{X#r.b => 1})."]].
