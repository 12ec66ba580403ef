%% Records: defaults of every kind, nested updates, access and update of the wrong thing, guards, record_info, fields by position,
%% patterns with `_`, records as keys and in lists.
-module(record_forms).
-export([main/0]).
-include("shared/show.hrl").

-record(empty, {}).
-record(one, {x}).
-record(p, {x = 0, y = 0 :: integer(), name = "none"}).
-record(deep, {p = #p{}, q = #p{x = 1}, list = [], f = fun(X) -> X + 1 end, time = id(5)}).
-record(many, {a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20}).
-record('odd name', {'field one' = 1, 'Two'}).

main() ->
    ?T(#empty{}), ?T(#one{}), ?T(#p{}), ?T(#p{x = 1}), ?T(#p{_ = all}), ?T(#p{name = n, _ = rest}), ?T(#'odd name'{'Two' = 2}), ?T((#deep{})#deep.q#p.x), ?T((#deep{})#deep.time), ?T(((#deep{})#deep.f)(1)),
    ?T(record_info(fields, p)), ?T(record_info(size, p)), ?T(record_info(fields, empty)), ?T(record_info(size, empty)), ?T({#p.x, #p.y, #p.name}), ?T(#'odd name'.'Two'),
    Values = [#empty{}, #one{x = 1}, #p{}, #p{x = 1.5, y = a}, {p, 1}, {p, 1, 2, 3}, {p, 1, 2, 3, 4}, p, {}, #many{}, {q, 1, 2, 3}, [], {one, #p{}}],
    [?T({I, lists:nth(I, Values), show_all(lists:nth(I, Values))}) || I <- lists:seq(1, length(Values))],
    D = id(#deep{list = [#p{x = N} || N <- [1, 2, 3]]}),
    ?T([P#p.x || P <- D#deep.list]), ?T([X || #p{x = X} <- D#deep.list, X > 1]), ?T([P || #p{x = 2} = P <- D#deep.list]), ?T(lists:keyfind(2, #p.x, D#deep.list)), ?T(lists:keysort(#p.x, lists:reverse(D#deep.list))),
    ?T((D#deep{p = (D#deep.p)#p{x = 9}})#deep.p), ?T((D#deep{p = #p{}, q = D#deep.p})#deep.q), ?T(D#deep.p#p{y = 7}), ?T((D#deep.q)#p{x = 3, y = 4}#p.y), ?T(D#deep{list = []} =:= D), ?T(element(#deep.list, D) =:= D#deep.list), ?T(setelement(#p.y, D#deep.p, z)),
    ?T(many(#many{a1 = 1, a20 = 20, a10 = 10})), ?T((update_many(#many{}))#many.a19), ?T(tuple_to_list(update_many(#many{}))), ?T(update_many({many})), ?T(maps:get(#p{x = 1}, #{#p{x = 1} => found})), ?T(#p{} < #p{x = 1}), ?T(lists:sort([#p{x = 2}, #one{x = 3}, #p{x = 1}, #empty{}])),
    ?T(match(#p{x = 1, y = 1})), ?T(match(#p{x = 1, y = 2})), ?T(match(#p{x = 3, name = "abc"})), ?T(match(#deep{p = #p{x = 5}})), ?T(match(#deep{p = none})), ?T(match(#one{x = #one{x = #one{}}})), ?T(match(z)),
    ?T(#p{x = X0} = id(#p{x = 4})), ?T(begin #p{x = X1, y = Y1} = id(#p{x = 4}), {X1, Y1} end), ?T(begin #p{x = 1} = id(#p{x = 4}) end), ?T(begin #one{x = [H | _]} = id(#one{x = "abc"}), H end), ?T(fold([#p{x = 1}, #one{x = 2}, #p{x = 3}, x], #one{x = 0})),
    ?T(#p{x = self()} =:= #p{x = self()}), ?T(is_record(id(#p{}), p)), ?T(is_record(id({p, 1}), p)), ?T(is_record(id(#p{}), p, 4)), ?T(is_record(id(#p{}), id(p), 4)), ?T(is_record(id(#p{}), id(p), id(5))), ?T(is_record(id(p), p)), ?T(is_record(id(#p{}), id("p"))).

id(X) -> X.
show_all(R) ->
    [show_outcome(fun() -> R#p.x end), show_outcome(fun() -> R#p{y = new} end), show_outcome(fun() -> R#one.x end), show_outcome(fun() -> R#empty{} end), guard(R), rec_guard(R), case R of #p{} -> p; #empty{} -> empty; #one{x = #p{y = Y}} -> {one, Y}; #one{} -> one; #many{a3 = undefined} -> many; _ -> none end].
guard(R) when R#p.x > 0 -> positive;
guard(R) when R#p.y =:= 0; R#one.x =:= 1 -> zero_or_one;
guard(R) when is_record(R, empty) -> empty;
guard(_) -> none.
rec_guard(R) when is_record(R, p), element(2, R) == 1.5; is_record(R, many, 21) -> yes;
rec_guard(R) when not is_record(R, p) -> not_p;
rec_guard(R) -> R#p.name.
many(#many{a1 = A, a10 = B, a20 = C, _ = _}) -> {A, B, C};
many(_) -> no.
update_many(M) -> M#many{a19 = nineteen, a2 = two, a11 = M#many.a1}.
match(#p{x = X, y = X}) -> {same, X};
match(#p{x = X, name = [C | _]}) when C =:= $a -> {named, X};
match(#p{x = X, y = Y} = P) -> {X, Y, tuple_size(P)};
match(#deep{p = #p{x = X}, q = #p{x = Y}}) -> {deep, X, Y};
match(#deep{p = P}) -> {deep, P};
match(#one{x = #one{x = #one{x = X}}}) -> {three, X};
match(_) -> none.
fold([], A) -> A;
fold([#p{x = X} | T], A = #one{x = S}) -> fold(T, A#one{x = S + X});
fold([#one{x = X} | T], #one{x = S} = A) when S > 0 -> fold(T, A#one{x = S * 10 + X});
fold([_ | T], A) -> fold(T, A#one{x = {end_, A#one.x}}).
