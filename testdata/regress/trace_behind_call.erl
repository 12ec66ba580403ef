%% What a stack trace shows when an instruction fails right behind the call that made its operand, in a recursion:
%% a BIF's call_ext stands at the return address of that call, and the trace names it once.
-module(trace_behind_call).
-export([main/0]).

-define(T(Op), t(??Op, fun F(0) -> base(); F(N) -> X = F(N - 1), Op end,
                fun G(0) -> base(); G(N) -> X = G(N - 1), {Op} end)).

base() -> case get(nothing) of undefined -> b; V -> V end.

main() ->
    ?T((hd(X))),
    ?T((element(1,X))),
    ?T((length(X))),
    ?T((X+1)),
    ?T((1+X)),
    ?T((X*X)),
    ?T((abs(X))),
    ?T((-X)),
    ?T((bnot X)),
    ?T((X bsl 2)),
    ?T((X div X)),
    ?T((X#{a=>1})),
    ?T((X#{a:=1})),
    ?T((X())),
    ?T((X(1))),
    ?T((begin {ok,_}=X, ok end)),
    ?T((case X of {1} -> 1 end)),
    ?T((if X == 3 -> 1 end)),
    ?T((X+1.0)),
    ?T((X/2)),
    ?T((<<X/binary>>)),
    ?T((<<X:8>>)),
    ?T((<<X/binary,1>>)),
    ?T((apply(X,foo,[]))),
    ?T((apply(X,[]))),
    ?T((X:foo())),
    ?T((X:foo(1))),
    ?T((X!hi)),
    ?T((error(X))),
    ?T((throw(X))),
    ?T((exit(X))),
    ?T((integer_to_binary(X))),
    ?T((list_to_atom(X))),
    ?T((lists:reverse(X))),
    ?T((spawn(X))),
    ?T((ets:lookup(X,1))),
    ?T((ets:lookup(foo,X))),
    ?T((get(X)++a)),
    ?T((atom_to_list(X))),
    ?T((lists:keyfind(X,1,X))),
    ?T((lists:member(X,X))),
    ?T((X ++ [a])),
    ?T((X -- X)),
    ?T((binary_part(X,1,1))),
    ?T((map_size(X))),
    ?T((tuple_size(X))),
    ?T((byte_size(X))),
    ?T((not X)),
    ?T((X and true)),
    ?T((X andalso true)),
    ?T((maps:get(a,X))),
    ?T((map_get(a,X))),
    ?T((float(X))),
    ?T((trunc(X))),
    ?T((round(X))),
    ?T((erlang:nosuch(X))),
    ?T((nosuch:foo(X))),
    ?T((math:sqrt(X))),
    ?T((list_to_integer(X))),
    ?T((erlang:error(X,[a]))),
    ?T((setelement(1,X,a))),
    ?T((tuple_to_list(X))),
    ?T((is_function(X,X))),
    ?T((X =:= 1 orelse error(X))),
    ?T((lists:foreach(X,X))),
    ?T((lists:map(fun(Y)->Y end,X))),
    ?T((binary_to_term(X))),
    ?T((list_to_binary(X))),
    ?T((iolist_to_binary(X))),
    ?T((process_flag(X,X))),
    ?T((link(X))),
    ?T((monitor(process,X))),
    ?T((erlang:phash2(X,X))),
    ?T((max(X,1)+1)),
    ?T((erlang:send(X,X))),
    ?T((register(X,X))),
    ?T((whereis(X))),
    ?T((maps:merge(X,X))),
    ?T((maps:from_list(X))),
    ?T((maps:keys(X))),
    ?T((tl(X))),
    ?T((X rem 2)),
    ?T((X band 1)),
    ok.

t(Text, F, G) -> io:format("~s~n ~w~n ~w~n", [Text, run(F), run(G)]).

run(F) ->
    try F(3) of V -> {value, V}
    catch Class:Reason:Stack ->
            {Class, Reason, [{M, length_of(A), proplists:get_value(line, L)} || {M, F1, A, L} <- Stack, M =/= init, M =/= erl_eval, M =/= seabeam_boot, M =/= e2e_oracle, F1 =/= run, F1 =/= t, F1 =/= main]}
    end.

length_of(A) when is_list(A) -> {args, length(A)};
length_of(A) -> A.
