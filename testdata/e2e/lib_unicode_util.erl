%% unicode_util and string over whole ranges of code points: categories of clusters, normal forms, case; the numbers of what differs from the plain.
-module(lib_unicode_util).
-export([main/0]).
-include("shared/show.hrl").

ranges() -> [{16#20, 16#2FF}, {16#300, 16#36F}, {16#370, 16#52F}, {16#590, 16#6FF}, {16#900, 16#9FF}, {16#E00, 16#E7F}, {16#1100, 16#11FF}, {16#1E00, 16#1FFF}, {16#2000, 16#218F}, {16#AC00, 16#ACFF}, {16#FB00, 16#FB4F}, {16#FF00, 16#FFEF}, {16#10400, 16#1044F}, {16#1F1E6, 16#1F1FF}, {16#1F466, 16#1F4FF}, {16#2F800, 16#2F8FF}].
count(F, {A, B}) -> length([C || C <- lists:seq(A, B), F(C)]).

main() ->
    [begin
         Cs = lists:seq(A, B),
         io:format("~.16B-~.16B up ~p low ~p fold ~p title ~p nfd ~p nfc ~p nfkd ~p nfkc ~p gc ~p hash ~p~n",
                   [A, B, count(fun(C) -> string:uppercase([C]) =/= [C] end, R), count(fun(C) -> string:lowercase([C]) =/= [C] end, R), count(fun(C) -> string:casefold([C]) =/= [C] end, R), count(fun(C) -> string:titlecase([C]) =/= [C] end, R), count(fun(C) -> unicode:characters_to_nfd_list([C]) =/= [C] end, R), count(fun(C) -> unicode:characters_to_nfc_list([C]) =/= [C] end, R), count(fun(C) -> unicode:characters_to_nfkd_list([C]) =/= [C] end, R), count(fun(C) -> unicode:characters_to_nfkc_list([C]) =/= [C] end, R), string:length(Cs),
                    erlang:phash2([{string:uppercase([C]), string:lowercase([C]), string:casefold([C]), unicode:characters_to_nfkd_list([C]), unicode_util:lookup(C)} || C <- Cs])])
     end || {A, B} = R <- ranges()],
    clusters(), iterating(), text().

clusters() ->
    [?T({S, string:to_graphemes(S), string:length(S), string:to_graphemes(unicode:characters_to_binary(S)), string:reverse(S)}) || S <- ["e\x{301}x", [16#1F468, 16#200D, 16#1F469, 16#200D, 16#1F467], [16#1F1E9, 16#1F1EA, 16#1F1EB, 16#1F1F7, 16#1F1E9], "\r\n\n\r", [16#1100, 16#1161, 16#11A8, 16#1100], [16#AC00, 16#11A8], [16#0E01, 16#0E33], [16#0915, 16#094D, 16#0937], [16#0600, $1], [$a, 16#200D, $b], [16#1F44D, 16#1F3FD], [$a, 16#FE0F], "\x{301}", [16#D7B0, 16#D7CB], [16#E000, 16#301, 16#302], [0, 1, 127, 128]]],
    [?T(unicode_util:gc(X)) || X <- ["abc", <<"é!"/utf8>>, ["a", <<"b">>, [$c, []]], [<<>>, [], "x"], [[], <<>>], <<255, $a>>, [<<"e">>, [16#301], <<"f">>], "", <<>>]], [?T(unicode_util:cp(X)) || X <- ["abc", <<"é!"/utf8>>, [["a"] | <<"b">>], <<255>>, [<<16#C3>>, <<16#A9>>], [a], <<>>]].

iterating() ->
    S = ["Ǆ", <<"ﬃ ß"/utf8>>, $I, [775, "Å"]],
    [?T({F, walk(fun(X) -> unicode_util:F(X) end, S)}) || F <- [cp, gc, nfc, nfd, nfkc, nfkd, uppercase, lowercase, titlecase, casefold]], ?T([unicode_util:F("") || F <- [cp, gc, nfc, nfd, uppercase]]), ?T(unicode_util:is_whitespace(16#2003)), ?T([C || C <- lists:seq(0, 16#3100), unicode_util:is_whitespace(C)]), ?T(unicode_util:spec_version()), ?T([unicode_util:lookup(C) || C <- [$a, $1, 16#C5, 16#1F600, 16#4E00, 16#AC00, 16#300, 16#FB03, 16#10FFFF]]), ?T(unicode_util:get_case($a)), ?T(unicode_util:get_case(16#DF)).
walk(F, S) -> case F(S) of [] -> []; [C | R] -> [C | walk(F, R)]; Other -> Other end.

text() ->
    T = "Ünïcödé Straße ΣΊΣΥΦΟΣ İstanbul ǅ ﬁ e\x{301}\x{323} \x{1F468}\x{200D}\x{1F469}", B = unicode:characters_to_binary(T),
    [?T({F, string:F(T), string:F(B) =:= unicode:characters_to_binary(string:F(T))}) || F <- [uppercase, lowercase, titlecase, casefold]], ?T([unicode:F(T) =:= unicode:characters_to_list(unicode:F(B)) || F <- [characters_to_nfc_list, characters_to_nfd_list, characters_to_nfkc_list, characters_to_nfkd_list]]), ?T([string:equal(A, C, I, N) || {A, C} <- [{"Straße", "STRASSE"}, {"é", "e\x{301}"}, {"ﬁ", "fi"}, {"\x{212B}", "\x{C5}"}], I <- [true, false], N <- [none, nfc, nfd, nfkc, nfkd]]), ?T(string:slice(T, 3, 10)), ?T(string:slice(B, -1 + string:length(B))), ?T(string:find(T, "e\x{301}")), ?T(string:find(T, "é")), ?T(string:split(T, "e", all)), ?T(string:lexemes(T, [" ", "e\x{301}"])), ?T(string:trim(["\x{2003} ", T, " \x{3000}"])), ?T(string:pad("é\x{301}", 4)), ?T(string:replace(T, "\x{1F468}", "X")), ?T(string:prefix("e\x{301}x", "e")), ?T(string:take("e\x{301}ea", "e")), ?T(string:chomp("a\r\n\r\n")), ?T(string:nth_lexeme(T, 3, " ")), ?T(string:jaro_similarity("éa", "e\x{301}a")), ?T(string:to_integer("٣")), ?T(string:uppercase([$a | <<"b">>])), ?T(unicode:characters_to_nfc_binary([<<255>>])), ?T(unicode:characters_to_nfc_list([$a, <<195>>])), ?T(unicode:characters_to_nfd_binary([$e, 16#110000])).
