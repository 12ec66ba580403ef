%% Functions of module unicode: encodings, data that is cut off, wrong, mixed, nested.
-module(sweep_unicode).
-export([main/0]).
-include("shared/sweep.hrl").

main() ->
    Data = [[], "abc", [16#20AC, $x], <<"abc">>, <<16#E2, 16#82, 16#AC>>, <<16#E2, 16#82>>, <<16#E2>>, <<255, 65>>, [<<16#E2>>, <<16#82, 16#AC>>], [<<65>>, 16#10FFFF], [16#110000],
            [16#D800], [-1], [a], a, 5, {}, <<1:4>>, [<<1:4>>], [$a | <<"b">>], [$a | $b], [[[[$x]]], <<>>, []], <<16#C0, 16#80>>, <<16#ED, 16#A0, 16#80>>, <<16#F4, 16#90, 16#80, 16#80>>, <<16#F0, 16#9F, 16#98>>,
            <<16#EF, 16#BB, 16#BF, $a>>, <<254, 255, 0, 65>>, <<255, 254, 65, 0>>, <<0, 0, 254, 255>>, <<255, 254, 0, 0>>, [233], [<<233>>], "e" ++ [16#301], [16#1100, 16#1161, 16#11A8], [16#FB01],
            [16#1E9B, 16#323], "a" ++ [16#315, 16#300, 16#5AE, 16#300], [16#AC01], [$o, 16#301, 16#328], [$a, <<16#CC, 16#81>>], [$a, 16#301 | <<"b">>]],
    [sweep(unicode, F, 1, Data) || F <- functions(unicode, 1, [encoding_to_bom])],
    Encodings = [latin1, utf8, unicode, utf16, {utf16, little}, {utf16, big}, utf32, {utf32, little}, utf7, {utf8, little}, 1],
    [sweep(unicode, encoding_to_bom, 1, Encodings)],
    [[io:format("~0tp ~0tp~n  ~0tp~n  ~0tp~n", [D, E, show_outcome(fun() -> unicode:characters_to_list(D, E) end), show_outcome(fun() -> unicode:characters_to_binary(D, E) end)])
      || E <- [latin1, utf8, utf16, {utf16, little}, {utf32, big}, utf7]] || D <- Data],
    [[[io:format("~0tp ~0tp ~0tp ~0tp~n", [D, I, O, show_outcome(fun() -> unicode:characters_to_binary(D, I, O) end)])
       || O <- [latin1, {utf16, little}, utf32, utf8]] || I <- [latin1, utf8, {utf16, big}]] || D <- Data].
