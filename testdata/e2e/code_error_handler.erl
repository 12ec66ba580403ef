%% Calls of functions that are not there: the process's error handler, and modules that want to be asked.
-module(code_error_handler).
-export([main/0, '$handle_undefined_function'/2, undefined_function/3, undefined_lambda/3]).

main() ->
    p(?MODULE:no_such_function(1, [2])),
    p(apply(?MODULE, nor_this, [])),
    p(lists:map(fun ?MODULE:mapped/1, [1, 2])),
    t(fun() -> ?MODULE:fails(1) end),
    t(fun() -> zz_no_module:f(1) end),
    p(process_flag(error_handler, ?MODULE)),
    p(process_info(self(), error_handler)),
    p(zz_no_module:f(1, 2)),
    p(apply(zz_no_module, g, [])),
    p(lists:no_such_function(a)),
    p((fun zz_no_module:h/1)(7)),
    %% Sixteen arguments and more.
    p(zz_no_module:many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)),
    Self = self(),
    spawn(fun() -> Self ! {process_info(self(), error_handler), catch zz_no_module:f() =:= x} end),
    receive {Info, Result} -> p(Info), p(element(1, Result)) end,
    p(process_flag(error_handler, error_handler)),
    t(fun() -> zz_no_module:f(1) end),
    t(fun() -> process_flag(error_handler, 17) end),
    t(fun() -> error_handler:undefined_function(zz_no_module, f, [1]) end),
    p(error_handler:undefined_function(lists, reverse, [[1, 2]])).

'$handle_undefined_function'(fails, Args) -> error({asked, Args});
'$handle_undefined_function'(F, Args) -> {undefined, F, Args}.

undefined_function(M, F, Args) -> {handled, M, F, Args}.
undefined_lambda(M, F, Args) -> {handled_fun, M, F, Args}.

p(X) -> io:format("~p~n", [X]).
t(F) -> p(try F() catch Class:Reason:Stack -> {Class, Reason, [element(N, hd(Stack)) || N <- [1, 2, 3]]} end).
