%% Loops over one kind of operation each, 20,000 rounds that have no reason to leave the module.
-module(life_paths).
-export([main/1, lists/0, tuples/0, maps_read/0, maps_update/0, integers/0, comparisons/0, bits_read/0, bits_write/0,
         floats/0, calls/0, funs/0, catches/0]).

-define(ROUNDS, 20000).

main([Name]) -> erlang:display(apply(?MODULE, list_to_atom(Name), [])), ok.

lists() -> sum(turn(up(?ROUNDS, []), []), 0).
up(0, L) -> L;
up(N, L) -> up(N - 1, [N | L]).
turn([], R) -> R;
turn([H | T], R) -> turn(T, [H | R]).
sum([], S) -> S;
sum([H | T], S) -> sum(T, S + H).

tuples() -> tuples(?ROUNDS, {0, a, []}).
tuples(0, T) -> element(1, T);
tuples(N, {X, A, B}) when is_tuple({A, B}) -> tuples(N - 1, setelement(1, {X, A, B}, X + 1)).

maps_read() -> maps_read(?ROUNDS, #{a => 1, b => 2, c => 3, d => 4}, 0).
maps_read(0, _, S) -> S;
maps_read(N, #{a := A, d := D} = M, S) when is_map(M) -> maps_read(N - 1, M, S + A + D).

maps_update() -> maps_update(?ROUNDS, #{a => 0, b => 2, c => 3, d => 4, e => 5, 7 => 8}).
maps_update(0, #{a := A}) -> A;
maps_update(N, #{a := A} = M) -> maps_update(N - 1, M#{a := A + 1, c => N}).

integers() -> integers(?ROUNDS, 1).
integers(0, X) -> X;
integers(N, X) -> integers(N - 1, ((X * 7 + N) rem 10007 bxor (N band 255)) bsl 1 div 3).

comparisons() -> comparisons(?ROUNDS, a, 0).
comparisons(0, _, S) -> S;
comparisons(N, A, S) when N > 10000, A =:= a -> comparisons(N - 1, next(A), S + 1);
comparisons(N, A, S) when N rem 2 == 0; A =/= b -> comparisons(N - 1, next(A), S);
comparisons(N, A, S) -> comparisons(N - 1, next(A), S + 2).
next(a) -> b;
next(b) -> c;
next(c) -> a.

bits_read() -> bits_read(binary(), 0, 0).
bits_read(B, N, S) when N < 20 ->
    bits_read(B, N + 1, S + bits(B, 0));
bits_read(_, _, S) -> S.
bits(<<A, B:16, C:4, D:4, R/binary>>, S) -> bits(R, (S + A + B + C + D) band 16#FFFFFF);
bits(_, S) -> S.
binary() -> binary(1000, <<>>).
binary(0, B) -> B;
binary(N, B) -> binary(N - 1, <<B/binary, N:32>>).

bits_write() -> byte_size(bits_write(?ROUNDS, <<>>)).
bits_write(0, B) -> B;
bits_write(N, B) -> bits_write(N - 1, <<B/binary, N:16, 7:4, N:4>>).

floats() -> trunc(floats(?ROUNDS, 1.5)).
floats(0, X) -> X;
floats(N, X) -> floats(N - 1, X * 0.5 + float(N) - X / 3.0).

calls() -> calls(?ROUNDS, 0).
calls(0, S) -> S;
calls(N, S) -> calls(N - 1, S + deep(3)).
deep(0) -> 0;
deep(N) -> 1 + deep(N - 1).

funs() -> K = 3, funs(?ROUNDS, fun(X) -> X + K end, 0).
funs(0, _, S) -> S;
funs(N, F, S) -> funs(N - 1, F, F(S)).

catches() -> catches(?ROUNDS, 0).
catches(0, S) -> S;
catches(N, S) -> catches(N - 1, try half(N) + S of X -> X catch _:_ -> 0 end).
half(N) -> N div 2.
