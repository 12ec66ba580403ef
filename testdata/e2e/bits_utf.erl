-module(bits_utf).
-export([main/0]).

main() ->
    Cs = [$a, 0, 127, 128, 16#7FF, 16#800, 16#D7FF, 16#E000, 16#FFFF, 16#10000, 16#10FFFF, 8364],
    [io:format("~w ~w ~w ~w ~w~n", [<<C/utf8>>, <<C/utf16>>, <<C/utf16-little>>, <<C/utf32>>, <<C/utf32-little>>]) || C <- Cs],
    [C = dec8(<<C/utf8>>) || C <- Cs], [C = dec16(<<C/utf16>>) || C <- Cs], [C = dec32(<<C/utf32-little>>) || C <- Cs],
    io:format("~w~n", [all8(<<"aåß€😀z"/utf8>>)]),
    io:format("~w~n", [all16(<<"aåß€😀z"/utf16>>)]),
    io:format("~w~n", [all16l(<<"å😀"/utf16-little>>)]),
    io:format("~w~n", [all8(<<1, 2, 200, 3>>)]),
    [io:format("~w ~w~n", [B, all8(B)]) || B <- [<<16#C0, 16#80>>, <<16#E0, 16#80, 16#80>>, <<16#ED, 16#A0, 16#80>>, <<16#F4, 16#90, 16#80, 16#80>>, <<16#E2, 16#82>>, <<255>>, <<16#F0, 16#9F, 16#98, 16#80>>]],
    [io:format("~w ~w~n", [B, all16(B)]) || B <- [<<16#D800:16>>, <<16#DC00:16, 1:16>>, <<16#D83D:16, 16#DE00:16>>, <<1>>]],
    io:format("~p~n", [[try <<(id(C))/utf8>> catch error:E -> E end || C <- [16#D800, 16#110000, -1, a, 1.0]]]),
    io:format("~p~n", [[try <<(id(C))/utf16>> catch error:E -> E end || C <- [16#DFFF, 16#110000]]]),
    io:format("~w~n", [skip(<<"€abc"/utf8>>)]),
    io:format("~w~n", [<<1:4, 8364/utf8, 1:4>>]),
    <<_:4, X/utf8, _:4>> = <<1:4, 8364/utf8, 1:4>>, io:format("~w~n", [X]),
    io:format("~w~n", [lit(<<"äx"/utf8>>)]),
    io:format("~ts~n", [<<"grüße €"/utf8>>]).

dec8(<<C/utf8>>) -> C.
dec16(<<C/utf16>>) -> C.
dec32(<<C/utf32-little>>) -> C.

all8(<<C/utf8, R/binary>>) -> [C | all8(R)];
all8(<<>>) -> [];
all8(<<B, R/binary>>) -> [{bad, B} | all8(R)].

all16(<<C/utf16, R/binary>>) -> [C | all16(R)];
all16(R) -> [{rest, R}].
all16l(<<C/utf16-little, R/binary>>) -> [C | all16l(R)];
all16l(R) -> [{rest, R}].

skip(<<_/utf8, R/binary>>) -> R.
lit(<<"ä"/utf8, R/binary>>) -> {umlaut, R};
lit(_) -> no.

id(X) -> X.
