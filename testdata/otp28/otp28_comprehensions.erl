%% Generators side by side, strict generators, numbers with a base and a point, iterators over processes.
-module(otp28_comprehensions).
-export([main/0]).

main() -> zipped(), strict(), numbers(), iterators().

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).
id(X) -> X.

zipped() ->
    show(lists, fun() -> [{A, B} || A <- id([1, 2, 3]) && B <- id([a, b, c])] end),
    show(three, fun() -> [{A, B, C} || A <- id([1, 2]) && <<B>> <= id(<<"xy">>) && C := _ <- id(#{k => v, l => w})] end),
    show(filtered, fun() -> [A + B || A <- id([1, 2, 3, 4]) && B <- id([10, 20, 30, 40]), A rem 2 =:= 0] end),
    show(nested, fun() -> [{A, B, C} || A <- id([1, 2]) && B <- id([a, b]), C <- [x, y]] end),
    show(skips, fun() -> [{A, B} || {ok, A} <- id([{ok, 1}, no, {ok, 3}]) && B <- id([a, b, c])] end),
    show(binary, fun() -> << <<(A + B)>> || <<A>> <= id(<<1, 2>>) && <<B>> <= id(<<3, 4>>) >> end),
    show(map, fun() -> #{A => B || A <- id([1, 2]) && B <- id([x, y])} end),
    show(uneven, fun() -> [{A, B} || A <- id([1, 2, 3]) && B <- id([a])] end),
    show(uneven, fun() -> [{A, B} || A <- id([1]) && <<B>> <= id(<<1, 2>>)] end),
    show(no_list, fun() -> [{A, B} || A <- id([1]) && B <- id(x)] end).

strict() ->
    show(list, fun() -> [X || {ok, X} <:- id([{ok, 1}, {ok, 2}])] end),
    show(list, fun() -> [X || {ok, X} <:- id([{ok, 1}, no])] end),
    show(binary, fun() -> [X || <<X:4>> <:= id(<<16#12, 16#34>>)] end),
    show(binary, fun() -> [X || <<1, X>> <:= id(<<1, 2, 3, 4>>)] end),
    show(binary, fun() -> [X || <<X:16>> <:= id(<<1, 2, 3>>)] end),
    show(map, fun() -> lists:sort([{K, V} || K := {ok, V} <:- id(#{1 => {ok, a}, 2 => {ok, b}})]) end),
    show(map, fun() -> [{K, V} || K := {ok, V} <:- id(#{1 => no})] end),
    show(both, fun() -> [{A, B} || {A} <:- id([{1}, {2}]) && B <- id([x, y])] end),
    show(both, fun() -> [{A, B} || {A} <:- id([{1}, 2]) && B <- id([x, y])] end).

numbers() -> io:format("~p~n", [[2#0.1, 16#f.8, 16#1.8#e2, 10#1.5, -2#1.01]]).

iterators() ->
    Self = self(),
    io:format("~p~n", [lists:member(Self, all(erlang:processes_iterator(), []))]),
    show(exit, fun() -> erlang:exit(spawn(fun() -> receive after infinity -> ok end end), kill, [priority]) end),
    show(exit, fun() -> erlang:exit(Self, normal, [x]) end),
    show(link, fun() -> erlang:link(Self, [priority]) end),
    show(link, fun() -> erlang:link(Self, x) end),
    show(zip, fun() -> persistent_term:put_new({?MODULE, k}, 1) end),
    show(zip, fun() -> persistent_term:put_new({?MODULE, k}, 1) end),
    show(zip, fun() -> persistent_term:put_new({?MODULE, k}, 2) end).

all(Iterator, Pids) ->
    case erlang:processes_next(Iterator) of
        {Pid, Next} -> all(Next, [Pid | Pids]);
        none -> Pids
    end.
