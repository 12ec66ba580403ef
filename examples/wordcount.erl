%% Counts the words of standard input.
%% tools/seabeam run examples/wordcount.erl < README.md
-module(wordcount).
-export([main/0]).

main() ->
    Counts = count(io:get_line(""), #{}),
    Sorted = lists:sort(fun({A, N}, {B, M}) -> {-N, A} =< {-M, B} end, maps:to_list(Counts)),
    [io:format("~6b ~ts~n", [N, Word]) || {Word, N} <- lists:sublist(Sorted, 20)],
    io:format("~6b different words~n", [map_size(Counts)]).

count(eof, Counts) -> Counts;
count(Line, Counts) ->
    Words = string:lexemes(string:lowercase(Line), " \t\n.,;:!?()[]{}\"'`*#|<>=/"),
    count(io:get_line(""), lists:foldl(fun add/2, Counts, Words)).

add(Word, Counts) -> maps:update_with(Word, fun(N) -> N + 1 end, 1, Counts).
