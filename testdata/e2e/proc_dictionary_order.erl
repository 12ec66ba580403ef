%% The order of the process dictionary, as it grows and shrinks: integers, keys of no atoms, values that are and are not one word.
-module(proc_dictionary_order).
-export([main/0]).

main() ->
    Kinds = [
        fun(I) -> I end,
        fun(I) -> -I * 3 end,
        fun(I) -> (1 bsl 40) + I * 7 end,
        fun(I) -> {I, I} end,
        fun(I) -> integer_to_list(I) end,
        fun(I) -> integer_to_binary(I * 31) end,
        fun(I) -> I / 3 end,
        fun(I) -> (1 bsl 70) + I end,
        fun(I) -> element(1 + I rem 4, {I, {I}, [I], #{I => I}}) end
    ],
    [begin
         {_, Ref} = spawn_monitor(fun() -> kind(F) end),
         receive {'DOWN', Ref, _, _, Why} -> io:format("~p~n", [Why]) end
     end || F <- Kinds],
    other().

kind(F) ->
    [begin put(F(I), [I]), N rem 3 =:= 0 andalso say() end || {N, I} <- lists:zip(lists:seq(1, 30), lists:seq(1, 30))],
    [put(F(I), value(I)) || I <- lists:seq(30, 1, -1)],
    say(),
    [put(F(I), I) || I <- lists:seq(31, 300)],
    say(),
    [erase(F(I)) || I <- lists:seq(1, 250)],
    say(),
    [erase(F(I)) || I <- lists:seq(295, 251, -1)],
    say(),
    [put(F(I), {again, I}) || I <- lists:seq(1, 20)],
    io:format("~w ~w~n", [length(erase()), get()]),
    [put(F(I), x) || I <- lists:seq(5, 9)],
    io:format("~w ~w~n", [get_keys(x), get_keys(y)]).

value(I) when I rem 2 =:= 0 -> {I};
value(I) when I rem 3 =:= 0 -> 1 bsl 59;
value(I) when I rem 5 =:= 0 -> 1 bsl 40;
value(_) -> small.

say() ->
    All = get(),
    {dictionary, All} = process_info(self(), dictionary),
    io:format("~w ~w ~w ~w~n", [length(All), lists:sublist([V || {_, V} <- All], 40), get_keys() =:= [K || {K, _} <- All], erlang:phash2(All)]).

other() ->
    Self = self(),
    P = spawn(fun() -> [put({I}, I) || I <- lists:seq(1, 20)], Self ! ready, receive stop -> ok end end),
    receive ready -> ok end,
    io:format("~p~n", [process_info(P, dictionary)]),
    P ! stop,
    %% Many entries.
    [put({many, I}, I) || I <- lists:seq(1, 1000)],
    io:format("~p ~p~n", [lists:sum([get({many, I}) || I <- lists:seq(1, 1000)]), length([1 || I <- lists:seq(1, 1000), erase({many, I}) =:= I])]).
