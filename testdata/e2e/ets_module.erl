-module(ets_module).
-export([main/0]).
-include("shared/show.hrl").
-include_lib("stdlib/include/ms_transform.hrl").

main() ->
    ?T(ets:fun2ms(fun({A, B}) when A > B, is_atom(A); B == 1 -> {B, A} end)), ?T(ets:fun2ms(fun(X) -> X end)), ?T(ets:fun2ms(fun({A, _} = O) when element(1, O) =:= A -> [A | O] end)), ?T(ets:fun2ms(fun({x, #{k := V}}) -> V end)), ?T(ets:fun2ms(fun({A}) when A andalso true orelse false -> object() end)),
    
    T = ets:new(t, [ordered_set]), ets:insert(T, [{I, I * I} || I <- lists:seq(1, 10)]),
    ?T(ets:to_dets(T, none)), ?T(ets:init_table(T, fun(read) -> end_of_input; (close) -> ok end)), ?T(ets:tab2list(T)),
    ?T(ets:from_dets(T, none)), ets:insert(T, [{I, I} || I <- [3, 1, 2]]),
    Q = ets:table(T), ?T(is_tuple(Q)), ?T(ets:table(T, [bad])),
    Table = fun(Fun) -> ets:new(x, Fun) end, ?T(is_reference(Table([]))),
    ?T(ets:select_replace(T, [{{'$1', '$2'}, [{'>', '$1', 1}], [{{'$1', {'*', '$2', 100}}}]}])), ?T(ets:tab2list(T)), ?T(ets:select_replace(T, [{{'$1', '$2'}, [], [{{{'+', '$1', 1}, '$2'}}]}])), ?T(ets:select_replace(T, [{{'$1', '$2'}, [], ['$_']}])), ?T(ets:select_replace(T, a)), ?T(ets:select_replace(T, [{{'$1', '$2'}, [], [a]}])),
    B = ets:new(b, [bag]), ?T(ets:select_replace(B, [{{'$1', '$2'}, [], [{{'$1', x}}]}])),
    ?T(ets:match_spec_run([{1}, {2}, x], ets:match_spec_compile([{{'$1'}, [{'>', '$1', 1}], ['$1']}, {x, [], [is_x]}]))), ?T(ets:match_spec_run([{1}], a)), ?T(ets:match_spec_compile(a)), ?T(ets:match_spec_compile([{a}])), ?T(ets:match_spec_compile([{'_', [{bad}], [x]}])),
    ?T(ets:test_ms({1}, [{'$1', [{x}], [y]}])), ?T(ets:test_ms({1}, [{'$1', [], ['$2']}])),
    [ets:insert(B, {K, V}) || K <- [a, b], V <- [1, 2, 3]], ?T(ets:lookup(B, a)), ?T(lists:sort(ets:foldl(fun(O, A) -> [O | A] end, [], B))), ?T(ets:lookup_element(B, a, 2)), ?T(ets:delete_object(B, {a, 2})), ?T(ets:lookup(B, a)), ?T(ets:take(B, b)), ?T(ets:next(B, a)),
    ?T(ets:foldl(fun(_, _) -> throw(out) end, 0, B)), ?T(ets:info(B, fixed)), ?T(ets:foldl(a, 0, B)), ?T(ets:foldl(fun(_, A) -> A end, 0, nothing_here)),
    D = ets:new(d, [duplicate_bag]), [ets:insert(D, {x, V}) || V <- [1, 1, 2, 1]], ?T(ets:lookup(D, x)), ?T(ets:delete_object(D, {x, 1})), ?T(ets:lookup(D, x)), ?T(ets:insert_new(D, {x, 9})), ?T(ets:insert(D, [{y, 1}, {y, 1}])), ?T(ets:tab2list(D) -- [{y, 1}]),
    ?T(ets:delete(T)), ?T(ets:tab2list(T)), ?T(ets:match(T, '_')), ?T(ets:insert(T, {1})).
