%% Texts: wrapping and justifying, Roman numbers, Morse, Caesar and Vigenere, anagrams, distances, palindromes.
-module(prog_text).
-export([main/0]).

main() ->
    Text = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness",
    [io:format("~s|~n", [L]) || L <- wrap(Text, 28)],
    [io:format("~s|~n", [justify(L, 28)]) || L <- wrap(Text, 28)],
    io:format("~p~n", [[{N, roman(N), unroman(roman(N)) =:= N} || N <- [1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999]]]),
    io:format("~s~n", [morse("SOS wasm 73")]),
    io:format("~s ~s~n", [caesar("Hello, World", 3), caesar(caesar("Hello, World", 3), -3)]),
    io:format("~s~n", [vigenere("attackatdawn", "lemon")]),
    Words = ["listen", "silent", "enlist", "google", "gogole", "abc", "cab", "x"],
    Groups = lists:foldl(fun(W, M) -> K = lists:sort(W), M#{K => [W | maps:get(K, M, [])]} end, #{}, Words),
    io:format("~p~n", [lists:sort([lists:sort(G) || G <- maps:values(Groups), length(G) > 1])]),
    io:format("~p~n", [[distance(A, B) || {A, B} <- [{"kitten", "sitting"}, {"", "abc"}, {"flaw", "lawn"}, {"same", "same"}]]]),
    io:format("~p~n", [longest("ABCBDAB", "BDCABA")]),
    io:format("~p~n", [[S || S <- ["A man, a plan, a canal: Panama", "nope", "", "Was it a car"], palindrome(S)]]),
    io:format("~p~n", [lists:reverse(lists:keysort(2, frequencies(Text)))]),
    io:format("~ts ~p~n", [string:uppercase("stra\x{df}e \x{e9}t\x{e9}"), [string:length("e\x{301}a"), length("e\x{301}a")]]),
    io:format("~p~n", [[title(W) || W <- string:lexemes(Text, " ,")]]),
    io:format("~p~n", [search("abababac", "ababac")]).

wrap(Text, Width) -> wrap(string:lexemes(Text, " "), Width, [], 0).
wrap([], _, Line, _) -> [string:join(lists:reverse(Line), " ")];
wrap([W | Ws], Width, Line, N) when Line =/= [], N + length(W) + 1 > Width -> [string:join(lists:reverse(Line), " ") | wrap([W | Ws], Width, [], 0)];
wrap([W | Ws], Width, [], _) -> wrap(Ws, Width, [W], length(W));
wrap([W | Ws], Width, Line, N) -> wrap(Ws, Width, [W | Line], N + length(W) + 1).

justify(Line, Width) ->
    case string:lexemes(Line, " ") of
        [W] -> string:pad(W, Width);
        Ws ->
            Gaps = length(Ws) - 1, Spaces = Width - lists:sum([length(W) || W <- Ws]),
            [hd(Ws) | [[lists:duplicate(Spaces div Gaps + (if I =< Spaces rem Gaps -> 1; true -> 0 end), $\s), W] || {I, W} <- lists:zip(lists:seq(1, Gaps), tl(Ws))]]
    end.

numerals() -> [{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}].

roman(N) -> roman(N, numerals()).
roman(0, _) -> "";
roman(N, [{V, S} | _] = L) when N >= V -> S ++ roman(N - V, L);
roman(N, [_ | T]) -> roman(N, T).

unroman(S) -> unroman(S, numerals(), 0).
unroman("", _, N) -> N;
unroman(S, [{V, P} | T] = L, N) ->
    case string:prefix(S, P) of
        nomatch -> unroman(S, T, N);
        Rest -> unroman(Rest, L, N + V)
    end.

morse(T) ->
    Codes = maps:from_list(lists:zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        string:lexemes(".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.", " "))),
    lists:join(" ", [maps:get(C, Codes, "/") || C <- string:to_upper(T)]).

caesar(T, K) -> [shift(C, K) || C <- T].
shift(C, K) when C >= $a, C =< $z -> $a + (C - $a + K + 26) rem 26;
shift(C, K) when C >= $A, C =< $Z -> $A + (C - $A + K + 26) rem 26;
shift(C, _) -> C.

vigenere(T, Key) -> [shift(C, lists:nth(I rem length(Key) + 1, Key) - $a) || {I, C} <- lists:zip(lists:seq(0, length(T) - 1), T)].

distance(A, B) -> lists:last(lists:foldl(fun(C, Row) -> next(C, B, Row, [hd(Row) + 1]) end, lists:seq(0, length(B)), A)).
next(_, [], _, Acc) -> lists:reverse(Acc);
next(C, [D | Ds], [Diag, Up | Row], [Left | _] = Acc) ->
    next(C, Ds, [Up | Row], [lists:min([Left + 1, Up + 1, Diag + (if C =:= D -> 0; true -> 1 end)]) | Acc]).

longest([], _) -> "";
longest(_, []) -> "";
longest([C | A], [C | B]) -> [C | longest(A, B)];
longest([_ | A] = X, [_ | B] = Y) -> L = longest(A, Y), R = longest(X, B), if length(L) >= length(R) -> L; true -> R end.

palindrome(S) -> L = [C || C <- string:lowercase(S), C >= $a, C =< $z], L =/= [] andalso L =:= lists:reverse(L).

frequencies(T) -> maps:to_list(lists:foldl(fun(W, M) -> maps:update_with(W, fun(N) -> N + 1 end, 1, M) end, #{}, string:lexemes(string:lowercase(T), " ,"))).

title([C | T]) -> [string:to_upper(C) | T].

search(Text, Pattern) -> [I || I <- lists:seq(0, length(Text) - length(Pattern)), lists:prefix(Pattern, lists:nthtail(I, Text))].
