%% Module zlib: whole values, streams, dictionaries, errors.
-module(zlib_streams).
-export([main/0]).
-compile(nowarn_deprecated_function).

main() -> whole(), streams(), dictionaries(), ends(), errors(), owners(), sums().

show(Tag, F) ->
    io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).

data() ->
    [<<>>, <<"a">>, <<"hello hello hello hello">>, binary:copy(<<"0123456789abcdef">>, 5000), list_to_binary(lists:seq(0, 255)),
     pseudo_random(20000, 1)].

pseudo_random(N, Seed) -> pseudo_random(N, Seed, <<>>).
pseudo_random(0, _, B) -> B;
pseudo_random(N, S, B) -> pseudo_random(N - 1, (S * 1103515245 + 12345) band 16#7FFFFFFF, <<B/binary, (S bsr 16)>>).

digest(B) when byte_size(B) < 40 -> B;
digest(B) -> {byte_size(B), erlang:md5(B)}.

whole() ->
    [begin
         C = zlib:compress(D), G = zlib:gzip(D), Z = zlib:zip(D),
         io:format("~p ~p ~p~n", [digest(C), digest(G), digest(Z)]),
         D = zlib:uncompress(C), D = zlib:gunzip(G), D = zlib:unzip(Z)
     end || D <- data()],
    show(iodata, fun() -> zlib:uncompress(zlib:compress(["ab", [<<"c">>, $d]])) end),
    show(more, fun() -> zlib:gunzip([zlib:gzip("one"), zlib:gzip("two")]) end),
    [show(bad, fun() -> F(B) end)
     || F <- [fun zlib:uncompress/1, fun zlib:gunzip/1, fun zlib:unzip/1],
        B <- [<<>>, <<"nonsense">>, binary:part(zlib:compress("hello"), 0, 8), [a], foo, <<1:3>>,
              <<(zlib:compress("hello"))/binary, "tail">>]].

deflate(Options, Parts) ->
    Z = zlib:open(),
    ok = apply(zlib, deflateInit, [Z | Options]),
    Out = [zlib:deflate(Z, P, F) || {P, F} <- Parts],
    Sum = zlib:crc32(Z),
    ok = zlib:deflateEnd(Z),
    ok = zlib:close(Z),
    {iolist_to_binary(Out), Sum}.

inflate(Options, Parts) ->
    Z = zlib:open(),
    ok = apply(zlib, inflateInit, [Z | Options]),
    Out = [zlib:inflate(Z, P) || P <- Parts],
    Sum = zlib:crc32(Z),
    ok = zlib:inflateEnd(Z),
    ok = zlib:close(Z),
    {iolist_to_binary(Out), Sum}.

streams() ->
    Big = binary:copy(<<"some text, some more text; ">>, 3000),
    [begin
         {C, S} = deflate(O, [{Big, none}, {<<"x">>, sync}, {[], full}, {"end", finish}]),
         io:format("~p ~p ~p~n", [O, digest(C), S]),
         Bits = case O of [_, _, B | _] -> [B]; _ -> [] end,
         Halves = [binary:part(C, 0, byte_size(C) div 2), binary:part(C, byte_size(C) div 2, byte_size(C) - byte_size(C) div 2)],
         io:format("~p~n", [begin {D, Sum} = inflate(Bits, Halves), {digest(D), Sum} end])
     end || O <- [[], [none], [best_speed], [best_compression], [default], [9], [default, deflated, 15, 9, filtered],
                  [default, deflated, -15, 8, default], [default, deflated, 31, 8, huffman_only], [default, deflated, 12, 1, rle]]],
    Z = zlib:open(),
    zlib:deflateInit(Z),
    A = zlib:deflate(Z, Big),
    ok = zlib:deflateParams(Z, best_compression, filtered),
    B = zlib:deflate(Z, Big, finish),
    io:format("~p~n", [digest(iolist_to_binary([A, B]))]),
    ok = zlib:deflateReset(Z),
    C = zlib:deflate(Z, "again", finish),
    io:format("~p~n", [iolist_to_binary(C)]),
    ok = zlib:deflateEnd(Z),
    zlib:inflateInit(Z),
    {continue, Part} = zlib:safeInflate(Z, [A, B]),
    io:format("~p ~p~n", [iolist_size(Part), iolist_size(safe(Z))]),
    ok = zlib:inflateReset(Z),
    io:format("~p~n", [iolist_to_binary(zlib:inflate(Z, C))]),
    ok = zlib:inflateEnd(Z),
    ok = zlib:close(Z).

safe(Z) ->
    case zlib:safeInflate(Z, []) of
        {continue, Out} -> [Out | safe(Z)];
        {finished, Out} -> Out
    end.

dictionaries() ->
    Dict = <<"hello world dictionary">>,
    [begin
         Z = zlib:open(),
         zlib:deflateInit(Z, default, deflated, Bits, 8, default),
         Adler = zlib:deflateSetDictionary(Z, Dict),
         C = iolist_to_binary(zlib:deflate(Z, "hello dictionary world", finish)),
         io:format("~p ~p~n", [Adler, C]),
         zlib:close(Z),
         I = zlib:open(),
         zlib:inflateInit(I, Bits),
         Bits < 0 andalso zlib:inflateSetDictionary(I, Dict),
         show(inflate, fun() -> iolist_to_binary(zlib:inflate(I, C)) end),
         show(dictionary, fun() -> zlib:inflateGetDictionary(I) end),
         show(set, fun() -> zlib:inflateSetDictionary(I, Dict) end),
         show(inflate, fun() -> iolist_to_binary(zlib:inflate(I, [])) end),
         zlib:close(I),
         J = zlib:open(),
         zlib:inflateInit(J, Bits),
         show(need, fun() -> zlib:inflate(J, C, [{exception_on_need_dict, false}]) end),
         show(wrong, fun() -> zlib:inflateSetDictionary(J, <<"other">>) end),
         show(safe, fun() -> zlib:safeInflate(J, []) end),
         zlib:close(J)
     end || Bits <- [15, -15]].

ends() ->
    Two = [zlib:gzip("one"), zlib:gzip("two"), "rest"],
    [begin
         Z = zlib:open(),
         zlib:inflateInit(Z, 31, E),
         show(E, fun() -> iolist_to_binary(zlib:inflate(Z, Two)) end),
         show('end', fun() -> zlib:inflateEnd(Z) end),
         zlib:close(Z)
     end || E <- [cut, reset, error]].

errors() ->
    Z = zlib:open(),
    [show(E, F) || {E, F} <- [{1, fun() -> zlib:deflate(Z, "a") end}, {2, fun() -> zlib:inflate(Z, "a") end}, {3, fun() -> zlib:deflateEnd(Z) end},
                              {4, fun() -> zlib:inflateEnd(Z) end}, {5, fun() -> zlib:deflateInit(Z, 10) end}, {6, fun() -> zlib:deflateInit(Z, foo) end},
                              {7, fun() -> zlib:deflateInit(Z, default, foo, 15, 8, default) end}, {8, fun() -> zlib:deflateInit(Z, default, deflated, 7, 8, default) end},
                              {9, fun() -> zlib:deflateInit(Z, default, deflated, 15, 10, default) end}, {10, fun() -> zlib:deflateInit(Z, default, deflated, 15, 8, foo) end},
                              {11, fun() -> zlib:inflateInit(Z, 100) end}, {12, fun() -> zlib:crc32(Z) end}, {13, fun() -> zlib:deflateReset(Z) end},
                              {14, fun() -> zlib:deflateInit(Z), zlib:deflateInit(Z) end}, {15, fun() -> zlib:inflateInit(Z) end}, {16, fun() -> zlib:deflate(Z, a) end},
                              {17, fun() -> zlib:deflate(Z, "a", foo) end}, {18, fun() -> zlib:deflate(Z, [300]) end}, {19, fun() -> zlib:deflateSetDictionary(Z, a) end},
                              {20, fun() -> zlib:deflateEnd(Z) end}, {21, fun() -> zlib:inflateInit(Z), zlib:inflate(Z, "garbage!") end}, {22, fun() -> zlib:inflateEnd(Z) end},
                              {23, fun() -> zlib:close(Z) end}, {24, fun() -> zlib:close(Z) end}, {25, fun() -> zlib:deflateInit(Z) end}, {26, fun() -> zlib:close(make_ref()) end},
                              {27, fun() -> zlib:close(a) end}, {28, fun() -> zlib:inflate(a, "b") end}]].

owners() ->
    Z = zlib:open(),
    Self = self(),
    spawn(fun() -> Self ! (catch zlib:deflateInit(Z)) end),
    {'EXIT', {Reason, _}} = answer(),
    io:format("~p~n", [Reason]),
    P = spawn(fun() -> receive go -> Self ! zlib:deflateInit(Z) end end),
    ok = zlib:set_controlling_process(Z, P),
    show(lost, fun() -> zlib:deflateInit(Z) end),
    P ! go,
    io:format("~p~n", [answer()]).

answer() -> receive X -> X end.

sums() ->
    [io:format("~p ~p~n", [erlang:crc32(D), erlang:adler32(D)]) || D <- data()],
    io:format("~p ~p~n", [erlang:crc32(5, "abc"), erlang:adler32(5, "abc")]),
    io:format("~p ~p~n", [erlang:crc32_combine(erlang:crc32("ab"), erlang:crc32("cde"), 3) =:= erlang:crc32("abcde"),
                          erlang:adler32_combine(erlang:adler32("ab"), erlang:adler32("cde"), 3) =:= erlang:adler32("abcde")]),
    [show(sum, F) || F <- [fun() -> erlang:crc32(a) end, fun() -> erlang:crc32(-1, "a") end, fun() -> erlang:adler32([300]) end,
                           fun() -> erlang:crc32(1 bsl 32, "a") end, fun() -> erlang:crc32_combine(1, 2, -1) end]].
