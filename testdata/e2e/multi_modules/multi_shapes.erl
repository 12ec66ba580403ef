-module(multi_shapes).
-export([area/1, fold/3, tail/2, make_adder/1, apply_to/2, odd/2, rethrow/1, call_back/3]).

area({circle, R}) -> 3 * R * R;
area({square, S}) -> S * S;
area({rect, A, B}) -> A * B.

fold(_, A, []) -> A;
fold(F, A, [H | T]) -> fold(F, F(H, A), T).

tail(0, _) -> done;
tail(N, M) -> M:loop(N - 1, ?MODULE).

make_adder(N) -> fun(X) -> X + N end.
apply_to(F, X) -> {ok, F(X)}.

odd(0, _) -> false;
odd(N, M) -> M:even(N - 1).

rethrow(F) ->
    try F()
    catch throw:X -> exit({rethrown, X})
    end.

call_back(M, F, A) -> [apply(M, F, A), erlang:apply(M, F, A)].
