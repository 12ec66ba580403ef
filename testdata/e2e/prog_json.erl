%% A JSON parser and printer of its own: escapes, surrogates, numbers, errors with positions, round trips.
-module(prog_json).
-export([main/0]).

main() ->
    [try_parse(T) || T <- [<<"null">>, <<" [1, -2.5e3, 0.1, true, false] ">>, <<"{\"a\":{\"b\":[{}]},\"c\":\"\"}">>,
                           <<"\"\\u00e9\\n\\\"\\\\\\/ \\ud83d\\ude00\"">>, <<"[1,]">>, <<"{\"a\" 1}">>, <<"\"abc">>, <<"tru">>,
                           <<"">>, <<"1 2">>, <<"[\"\\ud83d\"]">>, <<"-">>, <<"123456789012345678901234567890">>,
                           <<"1E-2">>, <<"\"caf", 16#C3, 16#A9, "\"">>]],
    Deep = iolist_to_binary([lists:duplicate(20000, $[), lists:duplicate(20000, $])]),
    {D, <<>>} = value(Deep, 0),
    io:format("~p~n", [depth(D, 0)]),
    Big = [{[{<<"id">>, I}, {<<"name">>, integer_to_binary(I * 7919)}, {<<"tags">>, [I, I / 4, null]}]} || I <- lists:seq(1, 300)],
    Text = iolist_to_binary(print(Big)),
    {Back, _} = value(Text, 0),
    io:format("~p ~p ~p~n", [byte_size(Text), Back =:= Big, erlang:crc32(Text)]).

depth([], N) -> N + 1;
depth([X], N) -> depth(X, N + 1).

try_parse(Text) ->
    try
        {V, Rest} = value(Text, 0),
        <<>> = skip(Rest),
        io:format("~ts -> ~tp -> ~ts~n", [Text, V, print(V)])
    catch
        throw:{syntax, What, At} -> io:format("~ts: ~s at ~p~n", [Text, What, byte_size(Text) - At]);
        error:{badmatch, Rest2} -> io:format("~ts: ~p bytes behind the value~n", [Text, byte_size(Rest2)])
    end.

skip(<<C, R/binary>>) when C =:= $\s; C =:= $\n; C =:= $\t; C =:= $\r -> skip(R);
skip(B) -> B.

value(B0, N) ->
    case skip(B0) of
        <<"null", R/binary>> -> {null, R};
        <<"true", R/binary>> -> {true, R};
        <<"false", R/binary>> -> {false, R};
        <<$", R/binary>> -> string(R, <<>>);
        <<$[, R/binary>> -> array(skip(R), [], N);
        <<${, R/binary>> -> object(skip(R), [], N);
        <<C, _/binary>> = B when C =:= $-; C >= $0, C =< $9 -> number(B);
        B -> fail("value expected", B)
    end.

fail(What, Rest) -> throw({syntax, What, byte_size(Rest)}).

array(<<$], R/binary>>, [], _) -> {[], R};
array(B, Acc, N) ->
    {V, R0} = value(B, N + 1),
    case skip(R0) of
        <<$,, R/binary>> -> array(R, [V | Acc], N);
        <<$], R/binary>> -> {lists:reverse(Acc, [V]), R};
        R -> fail("comma expected", R)
    end.

object(<<$}, R/binary>>, [], _) -> {{[]}, R};
object(B0, Acc, N) ->
    case skip(B0) of
        <<$", B/binary>> ->
            {K, R0} = string(B, <<>>),
            case skip(R0) of
                <<$:, R1/binary>> ->
                    {V, R2} = value(R1, N + 1),
                    case skip(R2) of
                        <<$,, R/binary>> -> object(R, [{K, V} | Acc], N);
                        <<$}, R/binary>> -> {{lists:reverse(Acc, [{K, V}])}, R};
                        R -> fail("comma expected", R)
                    end;
                R -> fail("colon expected", R)
            end;
        R -> fail("key expected", R)
    end.

string(<<$", R/binary>>, Acc) -> {Acc, R};
string(<<"\\u", A:4/binary, "\\u", B:4/binary, R/binary>> = All, Acc) ->
    case {hex(A), hex(B)} of
        {H, L} when H >= 16#D800, H < 16#DC00, L >= 16#DC00, L < 16#E000 ->
            string(R, <<Acc/binary, (16#10000 + ((H - 16#D800) bsl 10) + L - 16#DC00)/utf8>>);
        {H, _} when H >= 16#D800, H < 16#E000 -> fail("lone surrogate", All);
        {C, _} -> string(<<"\\u", B/binary, R/binary>>, <<Acc/binary, C/utf8>>)
    end;
string(<<"\\u", A:4/binary, R/binary>> = All, Acc) ->
    case hex(A) of
        H when H >= 16#D800, H < 16#E000 -> fail("lone surrogate", All);
        C -> string(R, <<Acc/binary, C/utf8>>)
    end;
string(<<$\\, C, R/binary>>, Acc) -> string(R, <<Acc/binary, (escape(C))>>);
string(<<C/utf8, R/binary>>, Acc) -> string(R, <<Acc/binary, C/utf8>>);
string(B, _) -> fail("end of string expected", B).

hex(B) -> binary_to_integer(B, 16).
escape($n) -> $\n;
escape($t) -> $\t;
escape($r) -> $\r;
escape(C) -> C.

number(B) ->
    {match, [{0, Whole} | Parts]} = re:run(B, "^-?[0-9]*(\\.[0-9]+)?([eE][-+]?[0-9]+)?"),
    <<T:Whole/binary, R/binary>> = B,
    case Parts of
        _ when T =:= <<"-">> -> fail("digit expected", R);
        [] -> {binary_to_integer(T), R};
        [{-1, 0}, _] -> [M, E] = re:split(T, "[eE]"), {binary_to_float(<<M/binary, ".0e", E/binary>>), R};
        _ -> {binary_to_float(T), R}
    end.

print(null) -> <<"null">>;
print(true) -> <<"true">>;
print(false) -> <<"false">>;
print(N) when is_integer(N) -> integer_to_binary(N);
print(F) when is_float(F) -> float_to_binary(F, [short]);
print(S) when is_binary(S) -> [$", << <<(print_char(C))/binary>> || <<C/utf8>> <= S >>, $"];
print(L) when is_list(L) -> [$[, lists:join($,, [print(X) || X <- L]), $]];
print({L}) -> [${, lists:join($,, [[print(K), $:, print(V)] || {K, V} <- L]), $}].

print_char($") -> <<"\\\"">>;
print_char($\\) -> <<"\\\\">>;
print_char(C) when C < 32 -> iolist_to_binary(io_lib:format("\\u~4.16.0b", [C]));
print_char(C) -> <<C/utf8>>.
