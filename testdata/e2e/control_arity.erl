%% Many arguments, large tuples, long literals: functions of up to 255 parameters called in every way.
-module(control_arity).
-export([main/0, f16/16, f17/17, f40/40, many/255]).
-include("shared/show.hrl").

-define(A40, A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, D0, D1, D2, D3, D4, D5, D6, D7, D8, D9).
-define(U10, _, _, _, _, _, _, _, _, _, _).

main() ->
    ?T(f16(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)), ?T(?MODULE:f16(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)), ?T(apply(?MODULE, f17, lists:seq(1, 17))), ?T(apply(fun f17/17, lists:seq(1, 17))), ?T(apply(?MODULE, f17, lists:seq(1, 16))), ?T((fun ?MODULE:f17/17)(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)),
    ?T(erlang:phash2(apply(?MODULE, f40, lists:seq(1, 40)))), ?T(erlang:phash2(apply(fun f40/40, lists:seq(1, 40)))), ?T(apply(?MODULE, many, lists:seq(1, 255))), ?T(apply(fun many/255, lists:duplicate(255, x))), ?T(apply(?MODULE, many, lists:seq(1, 254))), ?T(spawned(many, lists:seq(1, 255))), ?T(spawned(f40, lists:seq(1, 40))),
    ?T(closure_many(lists:seq(1, 20))), ?T(rotate(50, list_to_tuple(lists:seq(1, 20)))), ?T(lists:sum(tuple_to_list(big_tuple()))), ?T(tuple_size(big_tuple())), ?T(element(300, big_tuple())), ?T(element(301, big_tuple())), ?T(erlang:phash2(setelement(150, big_tuple(), x))), ?T(erlang:phash2(big_literal())), ?T(big_match(big_tuple())), ?T(big_match({1, 2})), ?T(big_match(setelement(200, big_tuple(), x))),
    ?T(erlang:phash2(build(1, 2, 3))), ?T(length(string())), ?T(byte_size(binary())), ?T(maps:size(big_map(1))), ?T(maps:get(k40, big_map(7))), ?T(big_map_match(big_map(3))), ?T(big_map_match(#{})), ?T(try apply(?MODULE, many, lists:seq(1, 256)) catch C:R -> {C, R} end), ?T(try apply(fun many/255, lists:seq(1, 256)) catch C:{R, _} -> {C, R} end), ?T(try apply(?MODULE, f16, lists:seq(1, 300)) catch C:R -> {C, R} end),
    [?T(try apply(id(?MODULE), f16, lists:seq(1, N)) catch C:R -> {N, C, R} end) || N <- [1022, 1023, 1024, 5000]], [?T(try id(apply(id(fun many/255), lists:seq(1, N))) catch C:{R, _} -> {N, C, R}; C:R -> {N, C, R} end) || N <- [1022, 1023, 5000]].

id(X) -> X.

spawned(F, Args) -> S = self(), G = fun() -> S ! {r, apply(?MODULE, F, Args)} end, spawn(G), receive {r, R} -> erlang:phash2(R) end.
f16(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P) -> [P, O, N, M, L, K, J, I, H, G, F, E, D, C, B, A].
f17(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q) -> [Q | f16(B, A, D, C, F, E, H, G, J, I, L, K, N, M, P, O)].
f40(A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, D0, D1, D2, D3, D4, D5, D6, D7, D8, D9) ->
    case A0 of
        100 -> {?A40};
        _ when A0 rem 2 =:= 0 -> f40(A0 + 1, D9, D8, D7, D6, D5, D4, D3, D2, D1, D0, C9, C8, C7, C6, C5, C4, C3, C2, C1, C0, B9, B8, B7, B6, B5, B4, B3, B2, B1, B0, A9, A8, A7, A6, A5, A4, A3, A2, A1);
        _ -> f40(A0 + 1, A2, A1, A4, A3, A6, A5, A8, A7, B0, A9, B2, B1, B4, B3, B6, B5, B8, B7, C0, B9, C2, C1, C4, C3, C6, C5, C8, C7, D0, C9, D2, D1, D4, D3, D6, D5, D8, D7, D9)
    end.
many(A, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, B, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, ?U10, C, ?U10, ?U10, ?U10, ?U10, ?U10, _, D) -> [A, B, C, D].
closure_many([A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T]) ->
    X = fun(U, V, W) -> [A, U, B, V, C, W, D, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, T] end,
    X(u, v, w).
rotate(0, T) -> T;
rotate(N, {A, B, C, D, E, F, G, H, I, J, K, L, M, O, P, Q, R, S, T, U}) -> rotate(N - 1, {B, C, A, E, F, D, H, I, G, K, L, J, O, P, M, R, S, Q, U, T}).
big_tuple() -> list_to_tuple(lists:seq(1, 300)).
big_literal() -> {1, 2.5, "three", <<"four">>, [5, {6, [7]}], #{8 => 9, k => [v]}, 10000000000000000000000, -1, 'an atom', [a | b], {}, [], <<1:3>>, {{{{}}}}, "äö€", $x, 1 bsl 100}.
big_match(T) when element(1, T) =:= 1, element(150, T) =:= 150, element(300, T) =:= 300, element(200, T) > 0, tuple_size(T) =:= 300 -> if element(200, T) =:= 200 -> yes; true -> changed end;
big_match(_) -> no.
build(A, B, C) -> [{A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C}, [A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C, A, B, C | {A, B, C}], {{A, [B, {C, [A, {B, [C]}]}]}}].
string() -> "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".
binary() -> <<"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb">>.
big_map(X) -> #{k1 => 1, k2 => X, k3 => 3, k4 => 4, k5 => 5, k6 => 6, k7 => 7, k8 => 8, k9 => 9, k10 => 10, k11 => 11, k12 => 12, k13 => 13, k14 => 14, k15 => 15, k16 => 16, k17 => 17, k18 => 18, k19 => 19, k20 => {X}, k21 => 21, k22 => 22, k23 => 23, k24 => 24, k25 => 25, k26 => 26, k27 => 27, k28 => 28, k29 => 29, k30 => 30, k31 => 31, k32 => 32, k33 => 33, k34 => 34, k35 => 35, k36 => 36, k37 => 37, k38 => 38, k39 => 39, k40 => [X, X]}.
big_map_match(#{k40 := [X | _], k20 := {X}, k2 := X, k33 := T}) -> {X, T};
big_map_match(M) -> maps:size(M).
