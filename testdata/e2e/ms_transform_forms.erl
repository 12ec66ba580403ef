%% ms_transform: ets:fun2ms and dbg-like heads, guards and bodies, records, imported variables, and its errors at run time.
-module(ms_transform_forms).
-export([main/0]).
-include_lib("stdlib/include/ms_transform.hrl").
-include("shared/show.hrl").
-record(r, {k, v = 1, w = []}).
-define(LIMIT, 10).

main() ->
    X = 5, L = [a, b], T = {t, 1},
    Specs = [ets:fun2ms(fun(A) -> A end), ets:fun2ms(fun({A, B}) -> {B, A} end), ets:fun2ms(fun({A, B}) when A > B -> A end), ets:fun2ms(fun({A, B} = All) when A > B, is_atom(B); B =:= 1 -> All end), ets:fun2ms(fun({A, _, A}) -> A end), ets:fun2ms(fun(#r{k = K, v = V}) when V > ?LIMIT -> {K, V} end), ets:fun2ms(fun(#r{k = K} = R) -> {K, R#r.v, R#r.w} end), ets:fun2ms(fun(#r{} = R) -> R#r{v = 2} end), ets:fun2ms(fun(R) when is_record(R, r), R#r.v =:= 1 -> R end), ets:fun2ms(fun({A, B}) -> #r{k = A, v = B} end),
             ets:fun2ms(fun({A}) when A =:= X -> X end), ets:fun2ms(fun({A}) -> {A, L, T} end), ets:fun2ms(fun({A}) when A + X * 2 > 3, not (A < 1 andalso A > 0 orelse A =:= 7), A xor true -> A rem 2 + abs(A) end), ets:fun2ms(fun({A, [B | C]}) -> [A, B | C] end)],
    [?T(S) || S <- Specs],
    more_specs(), E = ets:new(e, []), ets:insert(E, [{1, a}, {2, b}, {7, c}, {1, 1}]),
    ?T(lists:sort(ets:select(E, ets:fun2ms(fun({K, V}) when K > 1, K < X + 5 -> {V, K, X} end)))), ?T(ets:select_count(E, ets:fun2ms(fun({_, b}) -> true; ({K, _}) -> K > 5 end))), ?T(ets:select_delete(E, ets:fun2ms(fun({7, _}) -> true end))), ?T(lists:sort(ets:tab2list(E))), ?T(ets:select_replace(E, ets:fun2ms(fun({2, V}) -> {2, [V]} end))), ?T(lists:sort(ets:tab2list(E))),
    at_run_time().

more_specs() ->
    M = #{k => v}, B = <<1, 2>>, N = -3, F = 1.5, S = "str",
    [?T(Sp) || Sp <- [ets:fun2ms(fun({A, B1}) when is_map(A), map_size(A) > 1, is_map_key(k, A), map_get(k, A) =:= B1 -> A end), ets:fun2ms(fun({A}) -> {M, B, N, F, S, A} end), ets:fun2ms(fun({"abc", A}) -> A end), ets:fun2ms(fun({<<1>>, $a, 1.0, -1}) -> ok end), ets:fun2ms(fun({A}) -> {element(1, A), hd(A), tl(A), length(A), size(A), self(), node(), round(A), trunc(A), node(A)} end), ets:fun2ms(fun({A, B2}) -> {A bsl 1, A bsr 1, A band B2, A bor B2, A bxor B2, bnot A, A div B2, A / B2, A == B2, A /= B2, A =< B2, A >= B2, A =/= B2, -A, +A} end), ets:fun2ms(fun({A}) -> true, A end), ets:fun2ms(fun({A}) when is_integer(A) orelse is_float(A) andalso is_list(A) -> is_pid(A) end), ets:fun2ms(fun({A, {B3, {C}}}) -> {{A}, [{B3}], [[C]]} end), ets:fun2ms(fun({A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11}) -> {A11, A10, A9, A8, A7, A6, A5, A4, A3, A2, A1} end)]].

%% The transformation itself, on forms made here.
at_run_time() ->
    [begin
         {ok, Ts, _} = erl_scan:string("f(Y) -> ets:fun2ms(" ++ Fun ++ ")."), {ok, Form} = erl_parse:parse_form(Ts),
         R = case ms_transform:parse_transform([{attribute, 1, file, {"x.erl", 1}}, {attribute, 1, module, x}, {attribute, 1, record, {q, [{record_field, 1, {atom, 1, a}}]}}, Form], []) of
                 {error, Es, Ws} -> {error, [{Line, lists:flatten(ms_transform:format_error(D))} || {_, Is} <- Es, {Line, _, D} <- Is], length(Ws)};
                 {warning, _, Ws} -> {warning, [lists:flatten(ms_transform:format_error(D)) || {_, Is} <- Ws, {_, _, D} <- Is]};
                 Forms -> [lists:flatten(erl_pp:form(F)) || F <- Forms, element(1, F) =:= function]
             end,
         io:format("~s~n  ~p~n", [Fun, R])
     end || Fun <- ["fun({A}) -> A end", "fun(A, B) -> A end", "fun({A}) -> f(A) end", "fun({A}) when f(A) -> A end", "fun({A}) -> lists:map(A) end", "fun({A}) -> case A of 1 -> 2 end end", "fun({A}) -> B = A end", "fun({A = {B}}) -> B end", "fun({A} = {B}) -> B end", "fun(#q{a = A}) -> A end", "fun(#nope{a = A}) -> A end", "fun(#q{b = A}) -> A end", "fun({A}) -> A#q.a end", "fun({A}) -> A#q.b end", "fun({A}) -> A#q{a = Y} end", "fun({Y}) -> Y end", "fun({A}) -> <<A>> end", "fun(<<A>>) -> A end", "fun({A}) -> #{a => A} end", "fun({A}) -> [X || X <- A] end", "fun({A}) -> fun() -> A end end", "x", "fun f/1", "fun({A}) -> Z end", "fun({A}) -> message(A) end", "fun({A}) -> {A, _} end", "fun() -> 1 end", "fun({A}) -> begin A end end", "fun({A}) -> (A)(1) end", "fun({A}) when A -> catch A end", "fun({A}) -> is_record(A, q) end", "fun({A}) -> is_record(A, nope) end", "fun({A}) -> \"a\" \"b\" end", "fun({A}) -> $a + 1.0 end", "fun({A, B, A}) when A == B -> [A | B] end"]],
    ?T(ms_transform:transform_from_shell(ets, [{clause, 1, [{tuple, 1, [{var, 1, 'A'}]}], [], [{var, 1, 'A'}]}], [])), ?T(element(1, ms_transform:transform_from_shell(dbg, [{clause, 1, [{cons, 1, {var, 1, 'A'}, {nil, 1}}], [], [{call, 1, {atom, 1, return_trace}, []}]}], []))), ?T(ms_transform:transform_from_shell(ets, [{clause, 1, [{var, 1, 'A'}], [], [{var, 1, 'B'}]}], [{'B', 7}])).
