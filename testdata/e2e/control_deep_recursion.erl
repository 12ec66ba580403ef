-module(control_deep_recursion).
-export([main/0]).

%% Body recursion far past any engine's own stack.
main() ->
    io:format("~w~n", [depth(1000000)]),
    io:format("~w~n", [sum(mk(500000))]),
    io:format("~w~n", [length(double(mk(300000)))]),
    io:format("~w~n", [tree_size(left(200000, nil))]),
    io:format("~w~n", [via_fun(200000, fun(X) -> X + 1 end)]),
    io:format("~w~n", [try fail_at(300000) catch throw:X -> X end]),
    io:format("~w~n", [ping(300000)]),
    io:format("~w~n", [length(lists:foldr(fun(X, A) -> [X | A] end, [], mk(300000)))]).

depth(0) -> 0;
depth(N) -> 1 + depth(N - 1).

mk(N) -> lists:seq(1, N).

sum([]) -> 0;
sum([H | T]) -> H + sum(T).

double([]) -> [];
double([H | T]) -> [H, H | double(T)].

left(0, T) -> T;
left(N, T) -> left(N - 1, {T, N}).

tree_size(nil) -> 0;
tree_size({L, _}) -> 1 + tree_size(L).

via_fun(0, F) -> F(0);
via_fun(N, F) -> F(via_fun(N - 1, F)).

fail_at(0) -> throw(bottom);
fail_at(N) -> [fail_at(N - 1)].

ping(0) -> 0;
ping(N) -> 1 + pong(N - 1).
pong(0) -> 0;
pong(N) -> 1 + ping(N - 1).
