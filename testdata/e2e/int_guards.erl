-module(int_guards).
-export([main/0]).

main() ->
    Vs = [0, 1, -1, 100, 134217728, 1 bsl 70, 0.0, 1.5, a, "s", <<1>>, {}, #{}],
    [io:format("~p: ~w ~w ~w ~w ~w~n", [V, odd(V), add(V), divide(V), bits(V), nested(V)]) || V <- Vs].

odd(N) when N rem 2 =:= 1 -> odd;
odd(N) when N rem 2 =:= 0 -> even;
odd(_) -> neither.

add(N) when N + 1 > 1 -> positive;
add(N) when N + 1 < 1 -> negative;
add(N) when N + 1 == 1 -> zero;
add(_) -> none.

divide(N) when 100 div N > 5 -> small_divisor;
divide(N) when 100 / N > 5 -> float_division;
divide(_) -> no.

bits(N) when N band 1 =:= 1, N bsr 1 > 10 -> big_odd;
bits(N) when N bor 1 =:= 1; N bxor 3 =:= 0 -> tiny;
bits(N) when bnot N < 0 -> non_negative;
bits(_) -> other.

nested(N) when (N > 0 andalso N < 10) orelse N =:= 100 -> yes;
nested(N) when not (N > 0), is_integer(N) -> not_positive;
nested(N) when abs(N) > 1000 -> far;
nested(_) -> no.
