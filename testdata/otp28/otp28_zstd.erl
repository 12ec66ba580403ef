%% Module zstd: one shot and in streams, parameters, dictionaries, errors.
-module(otp28_zstd).
-export([main/0]).

main() ->
    plain(), levels(), strategies(), parameters(), streams(), decompressing_in_pieces(), dictionaries(), headers(), damage(), contexts(), owners(), arguments().

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R:S -> {C, without_reference(R), frames(S)} end]).

without_reference({badarg, {invalid_context, {M, R}}}) when is_reference(R) -> {badarg, {invalid_context, {M, reference}}};
without_reference(R) -> R.

frames(Stack) -> [{F, if is_list(A) -> length(A); true -> A end} || {zstd, F, A, _} <- Stack].

text() -> iolist_to_binary([[integer_to_list(I * I), " bottles on wall ", integer_to_list(I rem 17), $\n] || I <- lists:seq(1, 5000)]).

noise(Size) -> element(1, lists:mapfoldl(fun(_, S) -> {(S bsr 16) band 255, (S * 1103515245 + 12345) band 16#7fffffff} end, 42, lists:seq(1, Size))).

bytes(T) -> iolist_to_binary(T).

sum(T) -> B = bytes(T), {byte_size(B), erlang:md5(B)}.

datas() -> [<<>>, <<"a">>, binary:copy(<<"abc">>, 1000), text(), bytes(noise(300000)), binary:copy(<<0>>, 1000000)].

plain() ->
    [begin
         C = zstd:compress(D),
         show({plain, byte_size(D)}, fun() -> {sum(C), [byte_size(X) || X <- C], [byte_size(X) || X <- zstd:decompress(C)], bytes(zstd:decompress(C)) =:= D} end)
     end || D <- datas()],
    show(list, fun() -> bytes(zstd:decompress(zstd:compress(["ab", [$c | <<"d">>], [[], 0]]))) end),
    show(several_frames, fun() -> bytes(zstd:decompress([zstd:compress(<<"one ">>), zstd:compress(<<"two">>)])) end),
    <<_:3, Odd:20/binary, _/bits>> = <<0:3, "twenty bytes as text", 1:5>>,
    show(odd, fun() -> bytes(zstd:decompress(zstd:compress(Odd))) end).

levels() ->
    Text = text(),
    [show({level, L}, fun() -> C = zstd:compress(Text, #{compressionLevel => L}), {sum(C), bytes(zstd:decompress(C)) =:= Text} end) || L <- [-131072, -7, -1, 0, 1, 2, 3, 5, 7, 9, 12, 15, 17, 19, 22, 23, 1000]].

strategies() ->
    Text = text(),
    [show(S, fun() -> sum(zstd:compress(Text, #{strategy => S})) end) || S <- [default, fast, dfast, greedy, lazy, lazy2, btlazy2, btopt, btultra, btultra2, none, 3]].

parameters() ->
    Text = text(),
    [show({K, V}, fun() ->
                          {ok, C} = zstd:context(compress),
                          ok = zstd:set_parameter(C, K, V),
                          {zstd:get_parameter(C, K), sum(zstd:compress(Text, C)), bytes(zstd:decompress(zstd:compress(Text, C))) =:= Text}
                  end)
     || {K, Vs} <- [{compressionLevel, [1, foo, 16#7fffffff, 16#80000000, 1.0]}, {windowLog, [0, 9, 10, 17, 27, 32]}, {hashLog, [6, 5, 12]}, {chainLog, [6, 12, 31]},
                    {searchLog, [1, 5, 31]}, {minMatch, [3, 7, 8]}, {targetLength, [0, 64, 131072, 131073]}, {targetCBlockSize, [0, 1340, 1339, 5000]},
                    {enableLongDistanceMatching, [true, false, 1]}, {ldmHashLog, [6, 5]}, {ldmMinMatch, [4, 3]}, {ldmBucketSizeLog, [1, 9]}, {ldmHashRateLog, [1, 26]},
                    {contentSizeFlag, [true, false, 0]}, {checksumFlag, [true, false, yes]}, {dictIDFlag, [true, false]}, {foo, [1]}, {windowLogMax, [20]}, {"a", [1]}],
        V <- Vs],
    [show({K, V}, fun() -> {ok, C} = zstd:context(decompress, #{K => V}), {zstd:get_parameter(C, K), sum(zstd:decompress(zstd:compress(Text), C))} end)
     || {K, V} <- [{windowLogMax, 20}, {windowLogMax, 10}, {windowLogMax, 9}, {windowLogMax, 32}, {windowLogMax, foo}, {foo, 1}, {foo, foo}, {compressionLevel, 1}]],
    show(no_context, fun() -> zstd:set_parameter(foo, a, 1) end),
    show(no_context, fun() -> zstd:get_parameter({foo, make_ref()}, a) end),
    show(no_reference, fun() -> zstd:get_parameter({compress, make_ref()}, compressionLevel) end),
    {ok, {compress, Ref}} = zstd:context(compress),
    show(other_direction, fun() -> zstd:get_parameter({decompress, Ref}, windowLogMax) end),
    show(mode, fun() -> zstd:context(foo) end),
    show(late, fun() -> {ok, C} = zstd:context(compress), {continue, _} = zstd:stream(C, <<"abc">>), zstd:set_parameter(C, windowLog, 12) end).

streams() ->
    Text = text(),
    {ok, C} = zstd:context(compress, #{compressionLevel => 5, checksumFlag => true}),
    Pieces = pieces(Text, 7001),
    show(stream, fun() ->
                         Outs = [stream_all(C, P) || P <- Pieces],
                         {done, Last} = zstd:finish(C, <<"end">>),
                         All = bytes([Outs, Last]),
                         {sum(All), bytes(zstd:decompress(All)) =:= <<Text/binary, "end">>}
                 end),
    show(flush, fun() ->
                        {continue, A} = zstd:stream(C, <<"hello ">>),
                        {continue, B} = zstd:flush(C),
                        {ok, D} = zstd:context(decompress),
                        Now = zstd:stream(D, bytes([A, B])),
                        {continue, E} = zstd:flush(C),
                        Done = {done, F} = zstd:finish(C, ["wor", <<"ld">>]),
                        {A, B, E, Now, Done, bytes(zstd:decompress([A, B, E, F])), zstd:finish(D, bytes(F))}
                end),
    show(large_flush, fun() ->
                              Noise = bytes(noise(200000)),
                              {Out, <<>>} = {stream_all(C, Noise), <<>>},
                              {continue, Flushed} = zstd:flush(C),
                              {done, Last} = zstd:finish(C, []),
                              {sum(Out), sum(Flushed), sum(Last), bytes(zstd:decompress([Out, Flushed, Last])) =:= Noise}
                      end),
    show(reset, fun() -> {continue, _} = zstd:stream(C, <<"lost">>), ok = zstd:reset(C), {done, X} = zstd:finish(C, <<"kept">>), bytes(zstd:decompress(X)) end),
    show(lists, fun() -> {zstd:stream(C, []), zstd:stream(C, [<<"a">>]), zstd:stream(C, ["b", binary:copy(<<"c">>, 100), <<>>]), zstd:finish(C, [[], [<<"d">>, "e"]])} end),
    show(pledged, fun() -> ok = zstd:set_parameter(C, pledgedSrcSize, 5), zstd:finish(C, <<"four">>) end),
    zstd:reset(C),
    show(pledged, fun() -> ok = zstd:set_parameter(C, pledgedSrcSize, 4), {done, X} = zstd:finish(C, <<"four">>), {X, zstd:get_frame_header(X)} end),
    [show({pledged, S}, fun() -> zstd:set_parameter(C, pledgedSrcSize, S) end) || S <- [-1, foo, 0, 1 bsl 63, (1 bsl 64) - 1, 1 bsl 64]],
    zstd:reset(C),
    show(flush_decompression, fun() -> {ok, D} = zstd:context(decompress), zstd:flush(D) end).

stream_all(C, Data) ->
    case zstd:stream(C, Data) of
        {continue, Out} -> [Out];
        {continue, Rest, Out} -> [Out | stream_all(C, Rest)]
    end.

pieces(B, N) when byte_size(B) =< N -> [B];
pieces(B, N) -> <<H:N/binary, T/binary>> = B, [H | pieces(T, N)].

decompressing_in_pieces() ->
    {ok, D} = zstd:context(decompress),
    [show({in_pieces, byte_size(Data), N}, fun() ->
                                  Outs = [stream_all(D, P) || P <- pieces(bytes(zstd:compress(Data)), N)],
                                  {done, Last} = zstd:finish(D, <<>>),
                                  {bytes([Outs, Last]) =:= Data, [byte_size(X) || X <- lists:flatten(Outs), byte_size(X) > 60000]}
                          end) || Data <- [text(), binary:copy(<<1>>, 400000)], N <- [1000, 65536, 1000000]],
    show(pieces_of_list, fun() -> bytes(zstd:decompress(pieces(bytes(zstd:compress(text())), 100))) =:= text() end),
    show(behind_end, fun() -> X = bytes(zstd:compress(<<"abc">>)), {zstd:stream(D, <<X/binary, "more">>), zstd:reset(D)} end),
    show(empty, fun() -> {zstd:finish(D, <<>>), zstd:stream(D, <<>>), zstd:reset(D), zstd:decompress([zstd:compress(<<>>)])} end),
    show(cut, fun() -> X = bytes(zstd:compress(text())), zstd:decompress(binary:part(X, 0, byte_size(X) - 5)) end).

%% A dictionary of raw content, which has no number.
dictionaries() ->
    Raw = binary:copy(<<"the quick brown fox jumps over the lazy dog, ">>, 20),
    Text = <<"the lazy dog jumps over the quick brown fox">>,
    {ok, CD} = zstd:dict(compress, Raw),
    {ok, CD19} = zstd:dict(compress, Raw, #{compressionLevel => 19}),
    {ok, DD} = zstd:dict(decompress, Raw),
    [show({dictionary, Tag}, fun() ->
                   C = zstd:compress(Text, #{dictionary => Dict}),
                   {C, [try bytes(zstd:decompress(C, Options)) catch E:R -> {E, R} end || Options <- [#{dictionary => DD}, #{dictionary => Raw}, #{dictionary => <<"other">>}, #{}]]}
           end) || {Tag, Dict} <- [{digested, CD}, {digested19, CD19}, {raw, Raw}, {list, [Raw]}]],
    show(ids, fun() -> [zstd:get_dict_id(X) || X <- [CD, DD, Raw, bytes(zstd:compress(Text, #{dictionary => CD}))]] end),
    %% One with a number that is none otherwise.
    show(bad_magic_dictionary, fun() -> [zstd:dict(M, <<16#37, 16#A4, 16#30, 16#EC, 1, 2, 3, 4, "rubbish and more of it">>) || M <- [compress, decompress]] end),
    show(bad_magic_dictionary, fun() -> zstd:compress(Text, #{dictionary => <<16#37, 16#A4, 16#30, 16#EC, 1, 2, 3, 4, "rubbish and more of it">>}) end),
    show(bad_magic_dictionary, fun() -> zstd:decompress(zstd:compress(Text), #{dictionary => <<16#37, 16#A4, 16#30, 16#EC, 1, 2, 3, 4, "rubbish and more of it">>}) end),
    show(id_of_rubbish, fun() -> zstd:get_dict_id(<<16#37, 16#A4, 16#30, 16#EC, 1, 2, 3, 4, "rubbish">>) end),
    show(wrong_direction, fun() -> zstd:compress(Text, #{dictionary => DD}) end),
    show(wrong_direction, fun() -> zstd:decompress(zstd:compress(Text), #{dictionary => CD}) end),
    show(no_dictionary, fun() -> zstd:compress(Text, #{dictionary => foo}) end),
    show(no_dictionary, fun() -> zstd:compress(Text, #{dictionary => {cdict, make_ref()}}) end),
    [show({arguments, A}, fun() -> apply(zstd, dict, A) end) || A <- [[compress, foo], [compress, "abc"], [decompress, foo], [foo, Raw], [compress, Raw, #{compressionLevel => foo}], [compress, Raw, foo], [compress, <<1:3>>]]],
    show(id, fun() -> zstd:get_dict_id({cdict, make_ref()}) end),
    show(id, fun() -> zstd:get_dict_id(foo) end),
    %% The reference has gone, the context has it still.
    {ok, C} = zstd:context(compress),
    {ok, D} = zstd:context(decompress),
    ok = zstd:set_parameter(C, dictionary, element(2, zstd:dict(compress, Raw))),
    ok = zstd:set_parameter(D, dictionary, element(2, zstd:dict(decompress, Raw))),
    [erlang:garbage_collect() || _ <- [1, 2]],
    show(kept, fun() -> [bytes(zstd:decompress(zstd:compress([Text, T], C), D)) || T <- ["", "!"]] end),
    ok = zstd:set_parameter(C, dictionary, <<>>),
    show(taken_away, fun() -> bytes(zstd:compress(Text, C)) =:= bytes(zstd:compress(Text)) end),
    show(many, fun() -> length([begin {ok, X} = zstd:dict(compress, Raw), zstd:compress(<<"a">>, #{dictionary => X}) end || _ <- lists:seq(1, 200)]) end).

headers() ->
    [show({header, O}, fun() -> zstd:get_frame_header(zstd:compress(text(), O)) end) || O <- [#{}, #{checksumFlag => true}, #{contentSizeFlag => false}, #{windowLog => 12}]],
    show(streamed, fun() -> {ok, C} = zstd:context(compress), {continue, A} = zstd:stream(C, <<"abc">>), {done, B} = zstd:finish(C, <<>>), zstd:get_frame_header([A, B]) end),
    show(skippable, fun() -> zstd:get_frame_header(<<16#184D2A53:32/little, 7:32/little, "skipped">>) end),
    show(skipped, fun() -> bytes(zstd:decompress([<<16#184D2A53:32/little, 7:32/little, "skipped">>, zstd:compress(<<"seen">>)])) end),
    [show({header, H}, fun() -> zstd:get_frame_header(H) end) || H <- [<<"rubbish that is no frame">>, foo, <<1:3>>, [256], <<16#28, 16#B5, 16#2F, 16#FD, 16#08, 0, 0, 0, 0, 0>>]].

%% Elsewhere in the data it depends on the decoder's form what is found to be wrong first.
damage() ->
    X = bytes(zstd:compress(text(), #{checksumFlag => true})),
    Size = byte_size(X),
    [show({damaged, At}, fun() ->
                                 <<A:At/binary, B, C/binary>> = X,
                                 sum(zstd:decompress(<<A/binary, (B bxor 16#55), C/binary>>))
                         end) || At <- [0, 3, 4, 5, 6, 8, 9, 10, 12, 20, 50, 1000, Size - 100, Size - 5, Size - 1]],
    {ok, D} = zstd:context(decompress),
    show(after_error, fun() -> {try zstd:stream(D, <<"rubbish and more">>) catch error:R -> R end, bytes(zstd:decompress(X, D)) =:= text()} end),
    show(rubbish, fun() -> zstd:decompress(<<"rubbish and more">>) end),
    show(nothing, fun() -> zstd:decompress(<<>>) end).

contexts() ->
    {ok, C} = zstd:context(compress),
    {ok, D} = zstd:context(decompress),
    show(again, fun() -> [bytes(zstd:decompress(zstd:compress(T, C), D)) || T <- [<<"a">>, <<>>, "bc"]] end),
    show(close, fun() -> {zstd:close(C), zstd:close(D)} end),
    [show({closed, N}, F) || {N, F} <- [{close, fun() -> zstd:close(C) end}, {close, fun() -> zstd:close(D) end}, {reset, fun() -> zstd:reset(C) end}, {reset, fun() -> zstd:reset(D) end},
                                        {compress, fun() -> zstd:compress(<<"a">>, C) end}, {decompress, fun() -> zstd:decompress(<<"a">>, D) end}, {stream, fun() -> zstd:stream(C, <<>>) end},
                                        {finish, fun() -> zstd:finish(D, <<>>) end}, {set, fun() -> zstd:set_parameter(C, foo, 1) end}, {get, fun() -> zstd:get_parameter(D, foo) end},
                                        {dictionary, fun() -> zstd:set_parameter(C, dictionary, foo) end}]],
    show(many, fun() -> length([element(2, zstd:context(M)) || _ <- lists:seq(1, 2000), M <- [compress, decompress]]) end).

owners() ->
    {ok, C} = zstd:context(compress),
    {ok, D} = zstd:context(decompress),
    Self = self(),
    spawn_link(fun() ->
                       [show({other, N}, F) || {N, F} <- [{compress, fun() -> zstd:compress(<<"a">>, C) end}, {decompress, fun() -> zstd:decompress(<<"a">>, D) end}, {close, fun() -> zstd:close(C) end},
                                                          {reset, fun() -> zstd:reset(D) end}, {get, fun() -> zstd:get_parameter(C, foo) end}, {set, fun() -> zstd:set_parameter(D, foo, 1) end}]],
                       Self ! done
               end),
    receive done -> ok end,
    show(owner, fun() -> bytes(zstd:decompress(zstd:compress(<<"a">>, C), D)) end).

arguments() ->
    {ok, C} = zstd:context(compress),
    [show(A, fun() -> apply(zstd, F, A) end) || {F, A} <- [{compress, [foo]}, {compress, [[foo]]}, {compress, [<<1:7>>]}, {decompress, [foo]}, {decompress, [[256]]}, {compress, [<<>>, foo]}, {compress, [<<>>, #{foo => 1}]}]],
    [show(X, fun() -> zstd:stream(C, X) end) || X <- [foo, [foo], <<1:1>>, [<<1:1>>]]],
    [show(X, fun() -> zstd:finish(C, X) end) || X <- [foo, [foo], <<1:1>>]].
