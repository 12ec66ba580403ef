%% Every test and comparison that guards may have, for values of every kind, in guards and in bodies: both say the same.
-module(guard_matrix).
-export([main/0]).

-record(a, {}).

-define(UNARY(Test), {??Test, fun(X) when Test -> true; (_) -> false end, fun(X) -> Test end}).
-define(BINARY(Test), {??Test, fun(X, Y) when Test -> true; (_, _) -> false end, fun(X, Y) -> Test end}).

main() ->
    Values = [0, 1, -1, 3, 1 bsl 27, -(1 bsl 27), 1 bsl 59, 1 bsl 64, -(1 bsl 64), 0.0, -0.0, 1.0, 3.0, 1.0e20, a, true, false, nil, [], [1], [1 | 2], "abc", {}, {a}, {a, 1}, #{}, #{a => 1}, <<>>, <<1>>, <<1, 2:4>>,
              self(), make_ref(), fun lists:map/2, fun(_) -> ok end, fun() -> ok end],
    [io:format("~s~n  ~w~n  ~w~n", [Text, [Guard(V) || V <- Values], [body(Body, [V]) || V <- Values]]) || {Text, Guard, Body} <- unary()],
    [io:format("~s~n  ~w~n  ~s~n", [Text, [erlang:phash2([Guard(V, W) || W <- Values]) || V <- Values], [io_lib:format("~w ", [erlang:phash2([body(Body, [V, W]) || W <- Values])]) || V <- Values]]) || {Text, Guard, Body} <- binary()].

body(F, Args) ->
    try apply(F, Args) of
        Pid when is_pid(Pid) -> pid;
        Ref when is_reference(Ref) -> ref;
        Result -> Result
    catch error:Reason -> if is_atom(Reason) -> Reason; true -> element(1, Reason) end
    end.

unary() ->
    [?UNARY(is_atom(X)), ?UNARY(is_binary(X)), ?UNARY(is_bitstring(X)), ?UNARY(is_boolean(X)), ?UNARY(is_float(X)), ?UNARY(is_function(X)), ?UNARY(is_function(X, 0)), ?UNARY(is_function(X, 1)), ?UNARY(is_function(X, 2)),
     ?UNARY(is_integer(X)), ?UNARY(is_list(X)), ?UNARY(is_map(X)), ?UNARY(is_number(X)), ?UNARY(is_pid(X)), ?UNARY(is_port(X)), ?UNARY(is_reference(X)), ?UNARY(is_tuple(X)),
     ?UNARY(is_record(X, a)), ?UNARY(is_record(X, a, 2)), ?UNARY(is_record(X, a, 1)), ?UNARY(is_map_key(a, X)), ?UNARY(is_map_key(X, #{a => 1, 1 => 2, [] => 3})),
     ?UNARY(X), ?UNARY(not X), ?UNARY(not not X), ?UNARY(is_atom(X) or is_list(X)), ?UNARY(is_atom(X) and X), ?UNARY(is_atom(X) andalso X), ?UNARY(is_list(X) orelse X), ?UNARY(X xor true), ?UNARY(X or true), ?UNARY(X and false),
     ?UNARY(X orelse true), ?UNARY(X andalso false), ?UNARY(not (X andalso true)), ?UNARY(is_integer(X) xor is_number(X)),
     ?UNARY(X =:= 0), ?UNARY(X == 0), ?UNARY(X =/= 0), ?UNARY(X /= 0), ?UNARY(X < 1), ?UNARY(X >= 1), ?UNARY(X =< 1.0), ?UNARY(X > a), ?UNARY(X < []), ?UNARY(X =:= 0.0), ?UNARY(X == -0.0), ?UNARY(X =:= []), ?UNARY(X =:= {}), ?UNARY(X =:= #{}), ?UNARY(X == #{a => 1.0}), ?UNARY(X =:= <<1>>), ?UNARY(X == {a, 1.0}),
     ?UNARY(hd(X) =:= 1), ?UNARY(tl(X) =:= []), ?UNARY(length(X) > 0), ?UNARY(element(1, X) =:= a), ?UNARY(element(X, {p, q, r}) =:= r), ?UNARY(tuple_size(X) =:= 1), ?UNARY(map_size(X) =:= 0), ?UNARY(map_get(a, X) =:= 1), ?UNARY(byte_size(X) =:= 2), ?UNARY(bit_size(X) =:= 12), ?UNARY(size(X) >= 1),
     ?UNARY(abs(X) =:= 1), ?UNARY(trunc(X) =:= 1), ?UNARY(round(X) =:= 3), ?UNARY(floor(X) =:= 0), ?UNARY(ceil(X) =:= 1), ?UNARY(float(X) =:= 1.0), ?UNARY(-X =:= 1), ?UNARY(+X =:= 1), ?UNARY(X + 1 =:= 2), ?UNARY(X * 2 > 1), ?UNARY(X / 2 =:= 1.5), ?UNARY(X div 2 =:= 1), ?UNARY(X rem 2 =:= 1), ?UNARY(7 div X =:= 7), ?UNARY(7 rem X =:= 1), ?UNARY(1 / X > 0),
     ?UNARY(X band 1 =:= 1), ?UNARY(X bor 1 =:= 1), ?UNARY(X bxor 1 =:= 0), ?UNARY(bnot X =:= 0), ?UNARY(X bsl 1 =:= 2), ?UNARY(X bsr 1 =:= 0), ?UNARY(1 bsr X =:= 0), ?UNARY(node(X) =:= node()), ?UNARY(X =:= self()), ?UNARY(binary_part(X, 0, 1) =:= <<1>>)].

binary() ->
    [?BINARY(X =:= Y), ?BINARY(X =/= Y), ?BINARY(X == Y), ?BINARY(X /= Y), ?BINARY(X < Y), ?BINARY(X =< Y), ?BINARY(X > Y), ?BINARY(X >= Y), ?BINARY(X + Y > 1), ?BINARY(X - Y =:= 0), ?BINARY(X * Y < 0), ?BINARY(X / Y == 1), ?BINARY(X div Y =:= 1), ?BINARY(X rem Y =:= 0),
     ?BINARY(X band Y =:= 0), ?BINARY(X bor Y =:= -1), ?BINARY(X bxor Y =:= 0), ?BINARY(X and Y), ?BINARY(X or Y), ?BINARY(X xor Y), ?BINARY(X andalso Y), ?BINARY(X orelse Y), ?BINARY(is_map_key(X, Y)), ?BINARY(map_get(X, Y) =:= 1), ?BINARY(element(X, Y) =:= a), ?BINARY(is_function(X, Y)), ?BINARY([X | Y] > [1 | 2]), ?BINARY({X, Y} =:= {Y, X}),
     ?BINARY(X =:= 1 orelse Y =:= a), ?BINARY((X =:= 1) xor (Y =:= 1)), ?BINARY(not (X < Y) andalso X =/= Y), ?BINARY(is_integer(X) andalso is_integer(Y) andalso X > Y), ?BINARY(hd(X) =:= Y orelse X =:= hd(Y)), ?BINARY(length(X) + length(Y) =:= 4), ?BINARY(tuple_size(X) =:= tuple_size(Y))].
