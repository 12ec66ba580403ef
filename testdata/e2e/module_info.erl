-module(module_info).
-vsn("1.2").
-author(somebody).
-custom([{a, 1}]).
-export([main/0, visible/2]).
-compile([{inline, [{small, 1}]}]).

main() ->
    p(?MODULE:module_info(module)), p(lists:sort(?MODULE:module_info(exports))), p(lists:sort([{F, A} || {F, A} <- ?MODULE:module_info(functions), F =/= module_info])), A = ?MODULE:module_info(attributes), p([proplists:get_value(K, A) || K <- [vsn, author, custom]]), p(is_list(?MODULE:module_info(compile))), p(lists:keymember(exports, 1, ?MODULE:module_info())), p(erlang:function_exported(?MODULE, visible, 2)), p(erlang:function_exported(lists, reverse, 2)), p(erlang:function_exported(lists, no, 2)), p(code:is_loaded(?MODULE) =/= false), p(erlang:module_loaded(lists)), p(erlang:module_loaded(no_such_module)), p({?FILE =/= "", ?LINE, ?MODULE, ?FUNCTION_NAME, ?FUNCTION_ARITY}), p(small(5)), p(visible(1, 2)), p(lists:member({map, 2}, lists:module_info(exports))), p(code:ensure_loaded(string)), p(code:ensure_loaded(not_a_module_at_all)), p(erlang:is_builtin(erlang, element, 2)), p(erlang:is_builtin(?MODULE, main, 0)).

visible(A, B) -> {A, B}.
small(X) -> X * 2.
p(X) -> io:format("~p~n", [X]).
