%% A warehouse with nested records: updates, matches in heads and guards, defaults, reports, errors of wrong records.
-module(prog_records).
-export([main/0]).

-record(place, {row = 1 :: integer(), shelf = a}).
-record(item, {id, name = "unnamed", count = 0, price = 1.0, place = #place{}}).
-record(order, {items = [], state = open, total}).

main() ->
    Stock = [#item{id = 1, name = "bolt", count = 100, price = 0.25}, #item{id = 2, name = "nut", count = 5, place = #place{row = 2}},
             #item{id = 3, count = 0, place = #place{shelf = z}}],
    show(Stock),
    show([I#item.name || I = #item{count = C} <- Stock, C > 0, (I#item.place)#place.row =:= 1]),
    show(lists:sum([C * P || #item{count = C, price = P} <- Stock])),
    {O1, S1} = order([{1, 10}, {2, 2}], Stock),
    show(O1), show([I#item.count || I <- S1]),
    show(try order([{2, 99}], Stock) catch throw:W -> W end),
    show(try order([{9, 1}], Stock) catch throw:W2 -> W2 end),
    show(close(O1)), show(try close(close(O1)) catch error:E -> E end),
    show(move(hd(Stock), fun(P) -> P#place{row = P#place.row + 5, shelf = {new, P#place.shelf}} end)),
    show(try (not_a_record())#item.name catch error:E2 -> E2 end),
    show(try (not_a_record())#item{count = 1} catch error:E3 -> E3 end),
    show({record_info(fields, item), record_info(size, order), #item.price, is_record(hd(Stock), item), is_record({item, 1}, item)}),
    show([kind(X) || X <- [#place{}, #item{}, {item}, #order{state = closed}, #order{}, {place, 1, a, b}]]).

show(T) -> io:format("~p~n", [T]).
not_a_record() -> list_to_tuple([item, 1]).
kind(#item{}) -> item;
kind(#order{state = closed}) -> closed;
kind(R) when is_record(R, order) -> order;
kind(R) when is_record(R, place, 3) -> place;
kind(_) -> other.

order(Wanted, Stock) ->
    {Items, Left} = lists:foldl(fun({Id, N}, {Acc, S}) ->
        case lists:keyfind(Id, #item.id, S) of
            #item{count = C} = I when C >= N -> {[I#item{count = N} | Acc], lists:keyreplace(Id, #item.id, S, I#item{count = C - N})};
            #item{name = Name, count = C} -> throw({only, C, Name});
            false -> throw({no_item, Id})
        end end, {[], Stock}, Wanted),
    {#order{items = lists:reverse(Items), total = lists:sum([I#item.count * I#item.price || I <- Items])}, Left}.

close(#order{state = open} = O) -> O#order{state = closed, items = [I#item{place = undefined} || I <- O#order.items]}.
move(#item{place = #place{} = P} = I, F) -> I#item{place = F(P)}.
