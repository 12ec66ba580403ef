%% tools on modules compiled here: xref's queries and analyses, cover's counts by module, function, clause and line.
-module(tools_xref_cover).
-export([main/0]).
-include("shared/show.hrl").

sources() ->
    [{xc_a, "-module(xc_a). -export([f/1, g/0, unused_export/0]).\nf(X) -> xc_b:h(X) + local(X).\ng() -> lists:map(fun(Y) -> xc_b:h(Y) end, [1, 2]).\nunused_export() -> ok.\nlocal(X) when X > 2 -> big(X);\nlocal(X) -> X.\nbig(X) -> xc_b:undefined_here(X).\nnever() -> no_module:f().\n"},
     {xc_b, "-module(xc_b). -export([h/1, loop/2]).\n-deprecated({loop, 2, \"do not\"}).\nh(X) ->\n    case X of\n        1 -> one(X);\n        _ -> X * 2\n    end.\none(X) ->\n    try\n        X + 1\n    catch\n        _:_ -> 0\n    end.\nloop(0, A) -> A;\nloop(N, A) -> loop(N - 1, A + N).\n"}].

main() ->
    Files = [begin Beam = atom_to_list(M) ++ ".beam", ok = file:write_file(atom_to_list(M) ++ ".erl", T), {ok, M} = compile:file(atom_to_list(M) ++ ".erl", [debug_info, nowarn_unused_function, nowarn_deprecated_function]), Beam end || {M, T} <- sources()],
    ?T(Files), xref_part(Files), cover_part(Files), [file:delete(F) || F <- Files], [file:delete(atom_to_list(M) ++ ".erl") || {M, _} <- sources()].

xref_part(Files) ->
    {ok, _} = xref:start(x), xref:set_default(x, [{warnings, false}, {verbose, false}]), [{ok, _} = xref:add_module(x, F) || F <- Files],
    [?T({Q, case xref:q(x, Q) of {ok, L} when is_list(L) -> lists:sort(L); O -> O end}) || Q <- ["E", "V", "X", "L", "U", "XC", "LC", "XU", "LU", "UU", "DF", "F", "M", "ME", "AM", "UM", "E | xc_a", "XC || xc_b", "closure E | xc_a : Mod", "range E | [xc_a : Mod]", "domain XC", "(XC - UC) || (XU - X - B)", "X - XU", "components E", "condensation E", "E of xc_a:f/1", "{xc_a, f, 1} of E", "# E", "strict ME", "(Fun) \"xc_.\":\"h\"/\"1\"", "xc_a : Mod * M", "E + bad", "nonsense(", "\"xc_a\":_/_ -> \"xc_b\":_/_", "(Lin) E", "x := V | xc_b : Mod", "x"]],
    [?T({A, case xref:analyze(x, A) of {ok, L} -> {ok, lists:sort(L)}; O -> O end}) || A <- [undefined_function_calls, undefined_functions, locals_not_used, exports_not_used, deprecated_function_calls, deprecated_functions, {call, {xc_a, f, 1}}, {use, {xc_b, h, 1}}, {module_call, xc_a}, {module_use, xc_b}, nonsense]], ?T(xref:variables(x, [user])), ?T(xref:forget(x)), ?T([K || {K, _} <- xref:info(x)]), ?T(lists:sort(element(2, hd(xref:info(x, modules, xc_a))))  =/= x), ?T(xref:remove_module(x, xc_b)), ?T(xref:q(x, "M")), ?T(lists:flatten(xref:format_error(element(1, {xref:q(x, "bad(")})))), ?T(xref:stop(x)), ?T(lists:keysort(1, [D || {K, _} = D <- xref:m(hd(Files)), K =/= nothing])).

cover_part(Files) ->
    cover:start(), ?T([cover:compile_beam(F) || F <- Files] =/= x), ?T(cover:modules()), ?T(xc_b:h(1)), ?T(xc_b:h(5)), ?T(xc_a:g()), ?T(xc_b:loop(4, 0)), ?T(xc_a:f(1)), ?T(catch element(1, element(2, catch xc_a:f(9)))),
    [?T({M, K, L, cover:analyse(M, K, L)}) || M <- [xc_a, xc_b], K <- [coverage, calls], L <- [module, function, clause, line]], ?T(cover:analyse(no_such_mod)), ?T(cover:is_compiled(xc_a) =/= false), ?T(cover:is_compiled(lists)), ?T(cover:reset(xc_b)), ?T(cover:analyse(xc_b, calls, module)), ?T(cover:analyse_to_file(xc_a, "xc_a.out", [])), {ok, Out} = file:read_file("xc_a.out"), io:format("~s~n", [re:replace(Out, "by cover on [^\n]*|File generated from [^\n]*", "HEAD", [{return, binary}])]), file:delete("xc_a.out"), ?T(cover:compile_beam("/no_such_file")), ?T(cover:stop()), ?T(catch element(1, code:is_loaded(xc_a))).
