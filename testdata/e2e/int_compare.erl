-module(int_compare).
-export([main/0]).

main() ->
    Vs = [-(1 bsl 65), -(1 bsl 64), -4294967296, -134217729, -134217728, -1, 0, 1, 134217727, 134217728,
          4294967296, 1 bsl 64, 1 bsl 65, (1 bsl 65) + 1],
    [io:format("~w~n", [[cmp(A, B) || B <- Vs]]) || A <- Vs],
    [io:format("~w ~w~n", [class(V), range(V)]) || V <- Vs],
    io:format("~w ~w~n", [lists:max(Vs), lists:min(Vs)]),
    io:format("~w~n", [lists:sort(fun(A, B) -> A >= B end, Vs)]),
    io:format("~w~n", [[{max(A, 0), min(A, 0)} || A <- Vs]]).

cmp(A, B) ->
    {if A < B -> lt; A > B -> gt; true -> eq end, A =< B, A >= B, A == B, A =:= B, A /= B, A =/= B}.

class(N) when N < 0 -> negative;
class(0) -> zero;
class(N) when N > 134217727 -> big;
class(_) -> small.

range(N) when N >= -1, N =< 1 -> unit;
range(N) when N > -134217729, N < 134217728 -> small;
range(_) -> other.
