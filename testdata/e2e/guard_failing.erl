%% Guards that fail inside: alternatives go on, conjunctions do not, nothing is raised, and clauses behind are tried.
-module(guard_failing).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Values = [0, 1, 5, -3, 2.5, a, true, false, [], [1], [a, b], [x | y], {}, {1}, {a, b}, #{}, #{k => 1}, #{k => true}, <<>>, <<1, 2>>, <<1:3>>, 1 bsl 100, self()],
    [io:format("~s ~0tp~n", [Name, [show_outcome(fun() -> F(V) end) || V <- Values]])
     || {Name, F} <- [{alt, fun alt/1}, {conj, fun conj/1}, {mixed, fun mixed/1}, {strict, fun strict/1}, {short, fun short/1}, {arith, fun arith/1}, {deep, fun deep/1}, {boolean, fun boolean/1}, {many, fun many/1}, {in_if, fun in_if/1}, {in_case, fun in_case/1}, {in_try, fun in_try/1}, {in_receive, fun in_receive/1}, {maps_, fun maps_/1}, {sizes, fun sizes/1}, {order, fun order/1}]],
    ?T([X || X <- Values, hd(X) =:= 1]), ?T([X || X <- Values, X]), ?T([X || X <- Values, is_list(X), length(X) > 1]), ?T([X || X <- [1, a, 2], X + 1 > 2]), ?T([X || X <- [1, a], f(X) > 2]), ?T([X || X <- [true, a], X]), ?T([X || X <- [true, a], f(X)]).

f(X) -> X.
alt(X) when hd(X) =:= 1; element(1, X) =:= 1; X > 3 -> yes;
alt(_) -> no.
conj(X) when X =/= 0, 10 div X > 1, X < 100 -> yes;
conj(X) when is_list(X), length(X) > 1 -> list;
conj(_) -> no.
mixed(X) when length(X) > 1, hd(X) =:= a; tuple_size(X) =:= 2, element(2, X) =:= b; map_size(X) =:= 1 -> yes;
mixed(X) when X + 1 > 2; is_pid(X) -> num;
mixed(_) -> no.
strict(X) when (X =:= 1) or (hd(X) =:= 1) -> one;
strict(X) when (X =:= a) or (X =:= b) -> letter;
strict(X) when (is_list(X)) and (hd(X) =:= a) -> list;
strict(X) when not (is_number(X) or is_atom(X)) -> other;
strict(_) -> no.
short(X) when X =:= 1 orelse hd(X) =:= 1 -> one;
short(X) when is_list(X) andalso hd(X) =:= a -> list;
short(X) when not (is_tuple(X) andalso tuple_size(X) > 0), X =/= a -> other;
short(X) when is_atom(X) orelse element(1, X) =:= a orelse exit -> atom;
short(_) -> no.
arith(X) when X + 0.5 > 5 -> big;
arith(X) when X * 1.0e300 * 1.0e10 > 0; X / 0 > 1 -> inf;
arith(X) when X bsl 2 =:= 4 -> one;
arith(X) when X rem 2 =:= -1 -> negative;
arith(X) when X / 2 =:= 1.25 -> half;
arith(X) when 1 bsl X =:= 1 -> zero;
arith(_) -> no.
deep(X) when element(1, {hd([tuple_size(X)])}) =:= 2 -> pair;
deep(X) when abs(length(X) - 3) =:= 2 -> single;
deep(X) when map_get(k, X) =:= 1, is_map_key(k, X) -> map;
deep(X) when map_get(k, X) -> true_map;
deep(X) when hd(tl(X)) =:= b -> second;
deep(X) when node(X) =:= node() -> here;
deep(_) -> no.
boolean(X) when X -> t;
boolean(X) when not X -> f;
boolean(X) when X =:= a xor true, is_atom(X) -> never;
boolean(X) when (X =:= 1) xor is_number(X) -> number;
boolean(X) when is_list(X) and true or false -> list;
boolean(X) when X or true; X and false -> never;
boolean(_) -> no.
many(X) when X =:= a; X =:= b; X =:= [x | y]; X =:= 5; X == 2.5; X =:= {}; X =:= #{k => true}; X =:= <<1:3>>; X =:= 1 bsl 100 -> yes;
many(_) -> no.
in_if(X) -> if X > 1, X < 3 -> two; hd(X) =:= 1 -> one; X =:= a; X =:= [] -> a; length(X) > 5 -> long; tuple_size(X) > 0 -> tuple end.
in_case(X) -> case X of _ when X > 1, X < 3 -> two; [H | _] when H > 0, H < a -> list; {A, _} when hd(A) =:= 1 -> t; {A, B} when A < B -> pair; #{k := V} when V -> map; <<A, B>> when A + B =:= 3 -> bin; _ when is_atom(X), X =/= true -> atom end.
in_try(X) -> try X of [_ | T] when length(T) > 0 -> list; Y when Y rem 2 =:= 1 -> odd; Y when map_size(Y) < 1 -> empty after ok end.
in_receive(X) -> self() ! X, self() ! last, R = receive Y when hd(Y) =:= 1 -> {hd, Y}; Y when Y =/= last, Y + 1 > 5 -> {big, Y}; last -> last end, flush(), R.
flush() -> receive _ -> flush() after 0 -> ok end.
maps_(X) when X#{a => 1} =:= #{a => 1} -> empty;
maps_(X) when map_size(X#{k := 2}) =:= 1 -> updated;
maps_(X) when is_map_key(X, #{a => 1, 0 => 2, [] => 3}) -> key;
maps_(_) -> no.
sizes(X) when byte_size(X) =:= 1 -> one_byte;
sizes(X) when bit_size(X) =:= 16; size(X) =:= 2 -> two;
sizes(X) when binary_part(X, {0, 0}) =:= <<>> -> part;
sizes(_) -> no.
order(X) when X < 0; X > {}, X < [] -> strange;
order(X) when X >= [] -> list_or_more;
order(X) when X =< 3 -> small;
order(_) -> no.
