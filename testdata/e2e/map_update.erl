-module(map_update).
-export([main/0]).

main() ->
    M = #{a => 1, b => 2},
    p(M#{c => 3}), p(M#{a := x}), p(M#{b => y, d => 4, a => z}),
    p(count("mississippi", #{})),
    p(words(["the", "cat", "the", "dog"], #{})),
    [io:format("~p~n", [try F() catch C:R -> {C, R} end])
     || F <- [fun() -> M#{zz := 1} end, fun() -> (id(x))#{a => 1} end, fun() -> (id([]))#{a := 1} end,
              fun() -> maps:get(q, M) end, fun() -> maps:update(q, 1, M) end, fun() -> map_get(q, id(M)) end,
              fun() -> map_size(id(5)) end, fun() -> maps:get(a, id(b)) end, fun() -> #{q := V} = id(M), V end,
              fun() -> maps:merge(M, id(1)) end, fun() -> maps:remove(a, id(z)) end, fun() -> M#{a := 1, q := 2} end]],
    p(lists:foldl(fun(N, Acc) -> Acc#{N rem 4 => N} end, #{}, lists:seq(1, 20))),
    K = id(dynamic), p(M#{K => K}), p((M#{K => 1})#{K := 2}),
    #{K := V} = #{dynamic => bound}, p(V),
    p(M#{1 => int, 1.0 => float, <<>> => bin}),
    p(deep(#{x => #{y => #{z => 1}}})).

deep(#{x := #{y := #{z := Z} = Y} = X} = M) -> M#{x := X#{y := Y#{z := Z + 1, w => new}}}.

count([H | T], M) ->
    case M of
        #{H := N} -> count(T, M#{H := N + 1});
        _ -> count(T, M#{H => 1})
    end;
count([], M) -> M.

words([W | T], M) when is_map_key(W, M) -> words(T, M#{W := map_get(W, M) + 1});
words([W | T], M) -> words(T, M#{W => 1});
words([], M) -> M.

p(X) -> io:format("~p~n", [X]).
id(X) -> X.
