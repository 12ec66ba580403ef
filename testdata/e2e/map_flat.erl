-module(map_flat).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2, "list" => [x], 1 => one, 1.0 => float_one, {t} => tuple, <<"bin">> => bin, #{} => empty},
    p(map_size(M)), p(M),
    p([maps:get(K, M) || K <- [a, "list", 1, 1.0, {t}, <<"bin">>, #{}]]),
    p(M#{a => 10}), p(M#{a := 11, b := 12}), p(M#{new => yes, a => 3}),
    p(#{}), p(maps:size(#{})), p(#{k => v}),
    #{a := A, 1 := One} = M, p({A, One}),
    p([f(X) || X <- [#{}, #{x => 1}, #{x => 2, y => 3}, #{y => 9}, #{x => a}, nope]]),
    p([g(X) || X <- [#{}, #{k => 1}, #{k => 5}, []]]),
    p(maps:to_list(#{c => 1, a => 2, b => 3})), p(maps:keys(#{c => 1, a => 2})), p(maps:values(#{c => 1, a => 2})),
    p([#{a => 1} =:= #{a => 1}, #{a => 1} == #{a => 1.0}, #{a => 1} =:= #{a => 1.0}, #{a => 1} < #{a => 2}, #{b => 1} < #{a => 0, c => 0}]),
    p(is_map_key(a, M)), p(is_map_key(zz, M)), p(is_map(M)), p(is_map([])),
    p(nest(#{}, [a, b, c])),
    p(lists:foldl(fun(X, Acc) -> Acc#{X => X * X} end, #{}, lists:seq(1, 20))).

nest(M, []) -> M;
nest(M, [K | T]) -> #{K => nest(M, T), size => map_size(M)}.

f(#{x := 1}) -> one;
f(#{x := X, y := Y}) when X < Y -> {less, X, Y};
f(#{y := Y}) -> {only_y, Y};
f(#{x := X}) -> {x, X};
f(M) when is_map(M) -> empty;
f(_) -> not_map.

g(M) when map_size(M) =:= 0 -> empty;
g(M) when map_get(k, M) > 3 -> large;
g(M) when is_map_key(k, M) -> has_k;
g(_) -> other.

p(X) -> io:format("~p~n", [X]).
