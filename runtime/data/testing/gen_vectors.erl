%% Makes test vectors: calls of BIFs with the answers of this OTP.
-module(gen_vectors).
-export([main/1]).

main([Path]) ->
    rand:seed(exsss, {1, 2, 3}),
    erts_debug:set_internal_state(available_internal_state, true),
    {ok, F} = file:open(Path, [write, binary, raw, delayed_write]),
    lists:foreach(fun({M, Fn, Args}) -> emit(F, M, Fn, Args) end, all()),
    ok = file:close(F).

emit(F, bits, Fn, Args) ->
    record(F, {bits, Fn, Args}, try {ok, bits(Fn, Args)} catch _:_ -> error end);
emit(F, M, Fn, Args) ->
    Answer =
        try {ok, case Fn of
                     internal_hash -> erts_debug:get_internal_state({internal_hash, hd(Args)});
                     select_chunks -> chunks(apply(ets, select, Args));
                     _ -> apply(M, Fn, Args)
                 end}
        catch C:R -> {C, R}
        end,
    record(F, {M, Fn, Args}, Answer).

record(F, Call, Answer) ->
    A = term_to_binary(Call),
    B = term_to_binary(Answer),
    file:write(F, [<<(byte_size(A)):32>>, A, <<(byte_size(B)):32>>, B]).

all() ->
    lists:append([arith(), compare(), text(), floats(), hashes(), maps(), binaries(), unicode(), lists_tuples(), etf(),
                  math(), times(), ets(), bits()]).

%% ---- Values -----------------------------------------------------------------
ints() ->
    Edges = [0, 1, -1, 2, -2, 7, 10, 255, 256, 65535, 65536],
    Powers = [S * (1 bsl N) + D || N <- [26, 27, 28, 31, 32, 47, 52, 53, 58, 59, 60, 62, 63, 64, 65, 95, 96, 127, 128, 200, 1000],
                                   D <- [-1, 0, 1], S <- [1, -1]],
    Randoms = [random_int(B) || B <- [20, 27, 30, 40, 61, 70, 100, 130, 300, 900, 3000], _ <- [1, 2]],
    Edges ++ Powers ++ Randoms.

random_int(Bits) ->
    <<I:Bits>> = random_bits(Bits),
    case rand:uniform(2) of 1 -> I; 2 -> -I end.
random_bits(Bits) ->
    <<B:Bits/bitstring, _/bitstring>> = rand:bytes(Bits div 8 + 1),
    B.

flts() ->
    Edges = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, 0.1, 0.2, 0.3, 1.0e-5, 1.0e-4, 1.0e10, 1.0e15, 1.0e16, 1.0e17, 1.0e21, 1.0e22, 1.0e23,
             9007199254740991.0, 9007199254740992.0, 9007199254740993.0, 1.7976931348623157e308, 5.0e-324, 2.2250738585072014e-308,
             2.225073858507201e-308, 5.684341886080801e-14, 123456789.125, 1.0e100, -1.0e-100, 100.0, 1000.0, 12345678912345.0,
             123456789012345680.0, 0.001, 0.00012, 4.35, 2.675, 1.005, 0.045, 99.995, 134217727.5, 134217728.0, 2147483648.0, 4294967296.0,
             18446744073709551616.0, 9.2e18, 9.3e18, 1.0e40],
    Edges ++ [random_float() || _ <- lists:seq(1, 60)] ++ [rand:uniform() * math:pow(10, rand:uniform(40) - 20) || _ <- lists:seq(1, 60)].

random_float() ->
    case rand:bytes(8) of
        <<F/float>> -> F;
        _ -> random_float()
    end.

pick(L) -> lists:nth(rand:uniform(length(L)), L).

terms() ->
    [a, b, 'A b', '', [], {}, {1}, {1, 2}, {a, {b, [c]}}, [1], [1, 2, 3], [1 | 2], "hello", [a, [b, [c]]], <<>>, <<1>>, <<1, 2, 3>>, <<5:3>>,
     <<1, 2, 3:4>>, <<"a longer binary that is more than sixty-four bytes long, so that it does not live in the heap">>,
     #{}, #{a => 1}, #{1 => a, 1.0 => b}, #{a => #{b => c}}, maps:from_list([{I, I} || I <- lists:seq(1, 40)]), fun lists:map/2,
     1, -1, 1.0, 1.5, 1 bsl 70, -(1 bsl 70), 2.0e30, [1.0], [1], {1.0}, "abc" ++ [256], lists:seq(250, 260)].

random_term(0) -> pick(ints() ++ flts() ++ [a, b, abc, [], {}, <<>>]);
random_term(D) ->
    case rand:uniform(8) of
        1 -> list_to_tuple([random_term(D - 1) || _ <- lists:seq(1, rand:uniform(4))]);
        2 -> [random_term(D - 1) || _ <- lists:seq(1, rand:uniform(4))];
        3 -> random_bits(rand:uniform(200));
        4 -> maps:from_list([{random_term(D - 1), random_term(D - 1)} || _ <- lists:seq(1, rand:uniform(5))]);
        5 -> [random_term(D - 1) | random_term(D - 1)];
        6 -> [rand:uniform(256) - 1 || _ <- lists:seq(1, rand:uniform(20))];
        _ -> random_term(0)
    end.
randoms(N) -> [random_term(rand:uniform(4) - 1) || _ <- lists:seq(1, N)].

%% ---- Subjects -----------------------------------------------------------------
arith() ->
    Is = ints(), Fs = flts(),
    Pairs = [{pick(Is), pick(Is)} || _ <- lists:seq(1, 600)],
    Mixed = [{pick(Is ++ Fs), pick(Fs)} || _ <- lists:seq(1, 150)] ++ [{pick(Fs), pick(Is)} || _ <- lists:seq(1, 150)],
    [{erlang, Op, [A, B]} || {A, B} <- Pairs, Op <- ['+', '-', '*', 'div', 'rem', 'band', 'bor', 'bxor', '/']] ++
    [{erlang, Op, [A, B]} || {A, B} <- Mixed, Op <- ['+', '-', '*', '/']] ++
    [{erlang, Op, [A, S]} || A <- Is, S <- [0, 1, 5, 27, 28, 31, 32, 33, 60, 64, 100, -1, -7, -64, -100], Op <- ['bsl', 'bsr']] ++
    [{erlang, Op, [A]} || A <- Is ++ Fs ++ [a], Op <- ['-', '+', abs, float, round, trunc, ceil, floor, 'bnot']] ++
    %% Sizes around and above the thresholds of the subquadratic algorithms.
    [{erlang, Op, [random_int(A), random_int(B)]} || {A, B} <- [{1200, 1300}, {1280, 1280}, {1312, 9000}, {2560, 2560}, {2600, 5300}, {5120, 5120}, {8000, 20000},
        {20000, 8000}, {60000, 3000}, {60000, 30000}, {100000, 49999}, {200000, 100000}, {131072, 65536}, {5200, 2590}, {300000, 20000}, {10240, 5120}],
        _ <- [1, 2, 3], Op <- ['*', 'div', 'rem']] ++
    [{erlang, Op, [(1 bsl A) - 1, (1 bsl B) - D]} || {A, B} <- [{5120, 2560}, {10240, 5120}, {20000, 10000}, {40960, 20480}], D <- [0, 1], Op <- ['*', 'div', 'rem']] ++
    [{erlang, 'div', [(1 bsl A) - (1 bsl (A - B)), (1 bsl B) - 1]} || {A, B} <- [{10240, 5120}, {20480, 10240}, {40000, 20000}]] ++
    [{erlang, integer_to_binary, [random_int(B), R]} || B <- [900, 960, 1000, 2000, 5000, 20000, 100000], R <- [10, 16, 7, 36]] ++
    [{erlang, integer_to_binary, [trunc(math:pow(10, 15)) * I, 10]} || I <- [1, lists:foldl(fun(_, P) -> P * 1000000000 end, 1, lists:seq(1, 600))]] ++
    [{erlang, binary_to_integer, [integer_to_binary(random_int(B), R), R]} || B <- [900, 1300, 2000, 5000, 20000, 100000], R <- [10, 16, 7, 36]] ++
    [{erlang, 'bsl', [1, 1 bsl 26]}, {erlang, 'bsl', [1, 1 bsl 70]}, {erlang, 'bsr', [-5, 1 bsl 70]}, {erlang, 'bsl', [0, 1 bsl 70]},
     {erlang, 'div', [1, 0]}, {erlang, 'rem', [1, 0]}, {erlang, '/', [1, 0]}, {erlang, '+', [a, 1]}, {erlang, 'band', [1.0, 1]},
     {erlang, '*', [1 bsl 20000, 1 bsl 30000]}, {erlang, 'div', [1 bsl 50000, 1 bsl 20000 + 7]}, {erlang, '/', [1 bsl 2000, 1 bsl 1999]},
     {erlang, '/', [1 bsl 1000, 1 bsl 999]}, {erlang, float, [1 bsl 2000]}].

compare() ->
    Ts = terms() ++ randoms(150) ++ ints() ++ flts(),
    Ps = [{pick(Ts), pick(Ts)} || _ <- lists:seq(1, 1500)] ++ [{T, T} || T <- Ts] ++
        [{A, B} || A <- terms(), B <- terms()],
    [{erlang, Op, [A, B]} || {A, B} <- Ps, Op <- ['==', '=:=', '<', '>=']] ++
    [{erlang, Op, [A, B]} || {A, B} <- Ps, Op <- [max, min, '>', '/=']] ++
    [{erts_internal, cmp_term, [A, B]} || {A, B} <- Ps].

text() ->
    Is = ints(),
    [{erlang, F, [I]} || I <- Is, F <- [integer_to_list, integer_to_binary]] ++
    [{erlang, F, [I, B]} || I <- Is, B <- [2, 3, 8, 10, 16, 36], F <- [integer_to_list, integer_to_binary]] ++
    [{erlang, list_to_integer, [integer_to_list(I)]} || I <- Is] ++
    [{erlang, binary_to_integer, [integer_to_binary(I)]} || I <- Is] ++
    [{erlang, list_to_integer, [integer_to_list(I, B), B]} || I <- Is, B <- [2, 3, 16, 36]] ++
    [{erlang, binary_to_integer, [integer_to_binary(I, B), B]} || I <- Is, B <- [2, 3, 16, 36]] ++
    [{erlang, list_to_integer, [S]} || S <- ["", "-", "+5", "12x", "--1", "1.0", " 1", "00012", "-0", lists:duplicate(400, $7), abc, [a], "1" ++ a]] ++
    [{string, list_to_integer, [S]} || S <- ["12abc", "-5", "+7x", "x", "", abc, "12" ++ foo, "12345678901234567890z"]] ++
    [{string, list_to_float, [S]} || S <- ["1.5", "-1.5e3x", "1", "1.", "1.5e", "1.5e+", "1,5", "x", "", "+0.5abc", abc, ".5", "1.0e400"]] ++
    [{erlang, atom_to_list, [A]} || A <- [a, 'A b', '', 'åäö', '日本']] ++
    [{erlang, atom_to_binary, [A, E]} || A <- [a, 'A b', '', 'åäö', '日本'], E <- [utf8, latin1, unicode, foo]] ++
    [{erlang, list_to_atom, [S]} || S <- ["a", "A b", "", "åäö", [26085], [a], lists:duplicate(256, $a), lists:duplicate(255, $a), [55296]]] ++
    [{erlang, binary_to_atom, [S, E]} || S <- [<<"a">>, <<"\303\245">>, <<255>>, <<>>, <<1:3>>, a], E <- [utf8, latin1, foo]] ++
    [{erlang, binary_to_existing_atom, [<<"never_seen_atom_xyz">>, utf8]}, {erlang, list_to_existing_atom, ["lists"]}].

floats() ->
    Fs = flts(),
    [{erlang, F, [X]} || X <- Fs, F <- [float_to_list, float_to_binary]] ++
    [{erlang, float_to_list, [X, O]} || X <- Fs, O <- [[short], [{decimals, 0}], [{decimals, 2}], [{decimals, 4}, compact], [{decimals, 10}],
        [{decimals, 18}], [{decimals, 20}], [{decimals, 30}, compact], [{scientific, 0}], [{scientific, 3}], [{scientific, 17}], [{scientific, 40}],
        [{decimals, 253}], [{scientific, 249}], [foo], [{decimals, -1}], [compact]]] ++
    [{erlang, list_to_float, [float_to_list(X)]} || X <- Fs] ++
    [{erlang, list_to_float, [float_to_list(X, [short])]} || X <- Fs] ++
    [{erlang, binary_to_float, [float_to_binary(X, [{scientific, 40}])]} || X <- Fs] ++
    [{erlang, list_to_float, [S]} || S <- ["1.0", "1", "1.", ".5", "1.0e5", "1.0E-5", "+1.5", "-1.5", "1.0e400", "1.0e-400", "1e5", "1.5x", "", "1,5",
        "0.000000000000000000000000000000000000000000000000000000000001", "123456789012345678901234567890.123456789",
        "2.2250738585072011e-308", "4.9406564584124654e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308", "1.7976931348623159e308",
        "9007199254740992.5", "9007199254740993.0", "9007199254740994.5", "0.1e-322", "8.5e22", "1.0e23", "3.0e-23"]].

hashes() ->
    Ts = terms() ++ randoms(300) ++ ints() ++ flts(),
    %% Atoms hash by their index in OTP, which is not ours.
    [{seabeam, internal_hash, [T]} || T <- Ts, not has_atom(T)] ++
    [{erlang, phash2, [T]} || T <- Ts] ++ [{erlang, phash2, [T, 1 bsl 32]} || T <- Ts] ++ [{erlang, phash, [T, 1 bsl 32]} || T <- Ts] ++
    [{erlang, phash2, [T, 97]} || T <- Ts] ++ [{erlang, phash2, [a, 0]}, {erlang, phash2, [a, -1]}] ++
    [{erlang, F, [B]} || B <- [<<>>, <<"abc">>, ["a", <<"bc">>, [$d]], rand:bytes(1000), lists:duplicate(56, 1), lists:duplicate(64, 2), [256], a],
        F <- [md5, crc32, adler32]] ++
    [{erlang, crc32, [123, "abc"]}, {erlang, adler32, [123, "abc"]}, {erlang, crc32_combine, [erlang:crc32("abc"), erlang:crc32("defg"), 4]},
     {erlang, adler32_combine, [erlang:adler32("abc"), erlang:adler32("defg"), 4]}].

has_atom(T) when is_atom(T); is_function(T) -> true;
has_atom([H | T]) -> has_atom(H) orelse (T =/= [] andalso has_atom(T));
has_atom(T) when is_tuple(T) -> lists:any(fun has_atom/1, tuple_to_list(T));
has_atom(T) when is_map(T) -> lists:any(fun has_atom/1, lists:append([[K, V] || {K, V} <- maps:to_list(T)]));
has_atom(_) -> false.

maps() ->
    Sizes = [0, 1, 2, 5, 31, 32, 33, 34, 40, 100, 1000, 5000],
    Kinds = [fun(I) -> I end, fun(I) -> I * 1000003 end, fun(I) -> integer_to_binary(I) end, fun(I) -> integer_to_list(I) end,
             fun(I) -> {I, I bsl 40} end, fun(I) -> I / 2 end, fun(I) -> [I, {I}] end, fun(I) -> I bsl 70 end, fun(I) -> -I bsl 30 end],
    Ms = [maps:from_list([{K(I), I} || I <- lists:seq(1, N)]) || N <- Sizes, K <- Kinds],
    Small = [M || M <- Ms, map_size(M) =< 1000],
    [{maps, from_list, [[{K(I), I} || I <- lists:seq(1, N)]]} || N <- [3, 33, 200], K <- Kinds] ++
    [{maps, F, [M]} || M <- Small, F <- [keys, values]] ++
    [{maps, from_keys, [maps:keys(M), x]} || M <- Small] ++
    [{erts_internal, map_next, [0, M, Kind]} || M <- Small, map_size(M) =< 32, Kind <- [iterator, []]] ++
    [{maps, put, [K, new, M]} || M <- Small, K <- [hd(maps:keys(M) ++ [a]), 17, <<"17">>, 3.5]] ++
    [{maps, remove, [K, M]} || M <- Small, K <- lists:sublist(maps:keys(M), 3) ++ [zzz]] ++
    [{maps, take, [K, M]} || M <- Small, K <- [hd(maps:keys(M) ++ [a]), zzz]] ++
    [{maps, get, [K, M]} || M <- Small, K <- [hd(maps:keys(M) ++ [a]), zzz]] ++
    [{maps, find, [K, M]} || M <- Small, K <- [hd(maps:keys(M) ++ [a]), zzz]] ++
    [{maps, update, [K, 1, M]} || M <- Small, K <- [hd(maps:keys(M) ++ [a]), zzz]] ++
    [{maps, merge, [pick(Small), pick(Small)]} || _ <- lists:seq(1, 100)] ++
    [{maps, from_list, [X]} || X <- [a, [a], [{a, 1} | b], [{1, a}, {1.0, b}, {1, c}], [{a, 1}, {b, 2}, {a, 3}]]] ++
    [{maps, F, [x]} || F <- [keys, values]] ++ [{maps, get, [a, b]}, {maps, put, [a, b, c]}, {erlang, map_size, [a]}, {erlang, map_get, [a, #{}]},
     {erlang, is_map_key, [a, b]}, {maps, merge, [a, #{}]}, {maps, merge, [#{}, a]}].

binaries() ->
    Bs = [<<>>, <<1>>, <<"hello world">>, rand:bytes(100), rand:bytes(500), <<1:1>>, <<5:3>>, random_bits(77), sub(rand:bytes(200), 13, 900)],
    Ios = [[], "abc", [<<"ab">>, $c, ["d", [<<"e">>]] | <<"f">>], [<<1:3>>, <<2:5>>], [1, <<1:4>>, 2, <<3:4>>], [256], [a], [1 | 2], a, <<"x">>, <<1:3>>,
           [[[[[]]]]], ["abc" | "def"], [-1], [[1, 2] | 3], lists:duplicate(300, <<"0123456789">>)],
    [{erlang, F, [B]} || B <- Bs ++ [a], F <- [size, byte_size, bit_size, binary_to_list, bitstring_to_list, is_binary, is_bitstring]] ++
    [{erlang, F, [B]} || B <- Ios, F <- [list_to_binary, iolist_to_binary, iolist_size, list_to_bitstring]] ++
    [{erlang, split_binary, [B, N]} || B <- Bs, N <- [0, 1, 5, 13, 101, -1, a]] ++
    [{erlang, binary_part, [B, S, L]} || B <- Bs, S <- [0, 1, 7, 11], L <- [0, 1, 4, -1, -4, 50]] ++
    [{erlang, binary_to_list, [B, S, E]} || B <- Bs, {S, E} <- [{1, 1}, {1, 5}, {2, 11}, {0, 1}, {5, 4}, {1, 1000}]] ++
    [{binary, F, [B]} || B <- Bs ++ [a], F <- [first, last, copy, bin_to_list, encode_unsigned, decode_unsigned]] ++
    [{binary, at, [B, N]} || B <- Bs, N <- [0, 5, 99, 100, -1]] ++
    [{binary, copy, [B, N]} || B <- Bs, N <- [0, 1, 3, -1, a]] ++
    [{binary, encode_unsigned, [I, E]} || I <- ints(), E <- [big, little]] ++
    [{binary, decode_unsigned, [rand:bytes(N), E]} || N <- [0, 1, 2, 3, 4, 5, 8, 9, 16, 33], E <- [big, little, foo]] ++
    [{binary, F, [[<<"abcde">>, <<"abxde">>, <<"ab">>]]} || F <- [longest_common_prefix, longest_common_suffix]] ++
    [{binary, F, [[<<"xxabc">>, <<"yabc">>]]} || F <- [longest_common_prefix, longest_common_suffix]] ++
    [{binary, F, [B, P]} || B <- [<<"hello world, hello">>, <<>>, <<"aaaa">>, <<"abcabcabd">>], P <- [<<"hello">>, <<"l">>, <<"zz">>, [<<"he">>, <<"hello">>, <<"o">>],
        <<"aa">>, [<<"a">>, <<"aa">>], <<"abcabd">>, <<>>, [], [<<"a">>, <<>>], a], F <- [match, matches, split]] ++
    [{binary, F, [<<"hello world, hello">>, P, [{scope, S}]]} || P <- [<<"l">>, [<<"o">>, <<"he">>]], S <- [{0, 5}, {3, 10}, {18, -5}, {5, 100}], F <- [match, matches, split]] ++
    [{binary, split, [<<",a,b,,c,">>, <<",">>, O]} || O <- [[], [global], [global, trim], [global, trim_all], [trim], [trim_all], [foo]]].

sub(B, Skip, Bits) ->
    <<_:Skip, R:Bits/bitstring, _/bitstring>> = B,
    R.

unicode() ->
    Ds = [<<"abc">>, "abc", [<<"a", 16#C3>>], <<"a", 16#C3>>, [<<"a", 16#C3>>, <<16#A5, "b">>], [[<<"a", 255, "z">>, "k"], "x"], [<<"a", 16#C3>>, $b, $c],
          [$a, 16#D800, $b], [$a, 256, $b], [$a, foo], [$a, 55555555], [$a, [[<<255>> | "q"] | "r"]], [$a, -1, "z"], <<1:3>>, ["a", <<1:3>>],
          [[<<"a", 16#C3>>], [], [[<<16#A5, "b">>]]], [<<"a", 16#E2>>, <<16#82>>], [<<"a", 16#C3>> | <<>>], [<<"a", 16#C3>>, []],
          <<0, 65, 216, 0>>, <<0, 65, 216, 0, 0, 0>>, [1, 2 | 3], abc, "日本語", <<"日本語"/utf8>>, <<"日本語"/utf16>>, <<"日本語"/utf32>>, [128512, <<"x">>], <<240, 159, 152, 128>>,
          <<237, 160, 128>>, <<192, 128>>, <<244, 144, 128, 128>>],
    [{unicode, F, [D, E]} || D <- Ds, E <- [utf8, latin1, unicode, foo], F <- [characters_to_binary, characters_to_list]] ++
    [{unicode, F, [D, E]} || D <- Ds, is_binary(D), E <- [utf16, {utf16, little}, utf32, {utf32, big}], F <- [characters_to_binary, characters_to_list]].

lists_tuples() ->
    L = [3, 1, 2, a, 1.0, "x", {k, 1}, {1.0, z}, {1, y}],
    [{erlang, '++', [A, B]} || A <- [[], [1, 2], a, [1 | 2]], B <- [[], [3], x]] ++
    [{erlang, '--', [A, B]} || A <- [[], [1, 2, 1, 3], lists:seq(1, 30), [1 | 2], a], B <- [[], [1], [1, 1, 4], lists:seq(5, 40, 2), [1.0], [1 | 2], a]] ++
    [{lists, reverse, [A, B]} || A <- [[], [1, 2], a, [1 | 2]], B <- [[], [3], x]] ++
    [{lists, member, [X, L]} || X <- [1, 1.0, "x", zz, {k, 1}]] ++ [{lists, member, [a, b]}, {lists, member, [a, [b | c]]}] ++
    [{lists, F, [K, N, L]} || F <- [keyfind, keymember, keysearch], K <- [k, 1, 1.0, zz], N <- [1, 2, 0, a]] ++
    [{lists, keyfind, [a, 1, [{b} | c]]}] ++
    [{erlang, make_tuple, [N, x]} || N <- [0, 1, 5, -1, a]] ++ [{erlang, make_tuple, [3, x, [{2, y}]]}, {erlang, make_tuple, [3, x, [{4, y}]]}] ++
    [{erlang, setelement, [N, {a, b, c}, x]} || N <- [0, 1, 3, 4, a]] ++ [{erlang, append_element, [{a}, b]}, {erlang, insert_element, [1, {a, b}, x]},
     {erlang, insert_element, [3, {a, b}, x]}, {erlang, insert_element, [4, {a, b}, x]}, {erlang, delete_element, [1, {a, b}]}, {erlang, delete_element, [3, {a, b}]},
     {erlang, tuple_to_list, [{a, b}]}, {erlang, tuple_to_list, [a]}, {erlang, list_to_tuple, [[a, b]]}, {erlang, list_to_tuple, [[a | b]]},
     {erlang, length, [[1, 2]]}, {erlang, length, [[1 | 2]]}, {erlang, hd, [[]]}, {erlang, element, [2, {a, b}]}, {erlang, element, [3, {a, b}]},
     {erlang, is_record, [{a, b}, a]}, {erlang, is_record, [{a, b}, a, 2]}, {erlang, is_function, [fun lists:map/2, 2]}, {erlang, is_function, [a, -1]},
     {erlang, 'and', [true, a]}, {erlang, 'or', [true, false]}, {erlang, 'xor', [true, true]}, {erlang, 'not', [a]}].

etf() ->
    Ts = terms() ++ randoms(300),
    [{erlang, term_to_binary, [T]} || T <- Ts] ++ [{erlang, binary_to_term, [term_to_binary(T)]} || T <- Ts] ++
    [{erlang, term_to_binary, [T, [{minor_version, V}]]} || T <- Ts, V <- [0, 1, 2]] ++
    [{erlang, binary_to_term, [term_to_binary(T, [{minor_version, V}])]} || T <- Ts, V <- [0, 2]] ++
    [{erlang, external_size, [T]} || T <- Ts] ++
    [{erlang, binary_to_term, [B]} || B <- [<<>>, <<131>>, <<131, 97>>, <<131, 104, 200, 97, 1>>, <<130, 97, 1>>, <<131, 116, 0, 0, 0, 2, 97, 1, 97, 1, 97, 1, 97, 2>>, a]] ++
    [{erlang, binary_to_term, [<<(term_to_binary(T))/binary, 1, 2, 3>>, [used]]} || T <- terms()].

math() ->
    [{math, F, [X]} || F <- [sqrt, exp, ceil, floor, log2, atan], X <- [0, 1, 2.0, 0.25, 100, -1, a, 1 bsl 2000, 4, 1000]] ++
    [{math, F, [X, Y]} || F <- [pow, fmod], X <- [0, 1, 2, -2.5, 10], Y <- [0, 1, 2, 3.0, -1]].

times() ->
    Ds = [{{1970, 1, 1}, {0, 0, 0}}, {{2000, 2, 29}, {12, 30, 59}}, {{2100, 3, 1}, {23, 59, 59}}, {{1969, 12, 31}, {23, 59, 59}}, {{2023, 2, 29}, {0, 0, 0}}, a],
    [{erlang, universaltime_to_posixtime, [D]} || D <- Ds] ++
    [{erlang, posixtime_to_universaltime, [S]} || S <- [0, -1, 951827459, 4107542399, 86399, 86400, 1 bsl 33]] ++
    [{erlang, convert_time_unit, [T, A, B]} || T <- [0, 1, -1, 1500, -1500, 123456789012345], A <- [second, millisecond, nanosecond, 60], B <- [second, microsecond, native, 3]].

%% ---- ETS: the calls of one table are made in this order on both sides -----------
chunks('$end_of_table') -> [];
chunks({L, C}) -> [L | chunks(ets:select(C))].

ets() ->
    lists:append([ets_table(Name, Type) || {Name, Type} <- [{t_set, set}, {t_bag, bag}, {t_dup, duplicate_bag}, {t_ord, ordered_set}]]) ++
    [{ets, new, [N, O]} || {N, O} <- [{"x", []}, {x, [foo]}, {x, a}, {x, [{keypos, 0}]}, {x, [named_table]}, {x, [named_table]}]] ++
    [{ets, F, [no_such_table]} || F <- [first, last, delete, info]] ++ [{ets, lookup, [no_such_table, a]}, {ets, insert, [no_such_table, {a}]}] ++
    [{ets, match_spec_run_r, [[{a}], foo, []]}, {ets, is_compiled_ms, [foo]}] ++
    [{erlang, match_spec_test, [O, MS, table]} || O <- [{a, 1}, {b, 2, c}, {1, 2}], MS <- lists:sublist(specs(), 13)].

ets_table(T, Type) ->
    Keys = [1, 2, 3, 1.0, a, b, "str", <<"bin">>, {1, 2}, 1 bsl 65, [], #{5 => 1}, 1 bsl 40],
    Objects = [{K, V, x} || K <- Keys, V <- [1, 2]],
    Many = [{I, I * I} || I <- lists:seq(1, 1500)],
    Specs = specs(),
    [{ets, new, [T, [named_table, Type, public]]}] ++
    [{ets, insert, [T, O]} || O <- Objects] ++
    [{ets, insert, [T, X]} || X <- [{}, a, [{1}, {2, 3} | a], [{7, 8}, {}], [{7, 8}, {9, 9, 9}]]] ++
    [{ets, info, [T, I]} || I <- [size, type, keypos, protection, named_table, name, heir, fixed]] ++
    [{ets, lookup, [T, K]} || K <- Keys ++ [zz, 99]] ++
    [{ets, lookup_element, [T, K, P]} || K <- [1, a, zz], P <- [1, 2, 3, 4, 0]] ++
    [{ets, member, [T, K]} || K <- Keys ++ [zz]] ++
    [{ets, F, [T]} || F <- [first, last]] ++ [{ets, F, [T, K]} || F <- [next, prev], K <- Keys ++ [zz, 2.5]] ++
    [{ets, match_object, [T, P]} || P <- ['_', {'_', 1, '_'}, {'$1', '$1', '_'}, {a, '_', '_'}, {{1, '_'}, '_', '_'}, {'_', '_'}, a]] ++
    [{ets, match, [T, P]} || P <- [{'$1', '$2', '_'}, {'$2', '$1', x}, '$1', {a, '$1', '_'}, {1, '$1', '$1'}]] ++
    [{ets, select, [T, S]} || S <- Specs] ++ [{ets, select_reverse, [T, S]} || S <- Specs] ++ [{ets, select_count, [T, S]} || S <- Specs] ++
    [{ets, insert_new, [T, O]} || O <- [{1, new}, {new1, 1}, [{new2, 1}, {a, 1}], [{new3, 1}, {new4, 1}]]] ++
    [{ets, insert, [T, {counter, 5, 10}]}] ++
    [{ets, update_counter, [T, counter, Op]} || Op <- [1, -3, {3, 5}, [{2, 1}, {3, -1}], {2, 100, 50, 0}, {2, -100, -50, 7}, {4, 1}, {1, 1}, a, [], {2, 1 bsl 70}]] ++
    [{ets, update_counter, [T, K, Op, D]} || {K, Op, D} <- [{c2, 1, {x, 0}}, {c2, 1, {x, 0}}, {c3, 1, {x}}, {c4, {3, 2}, {x, 0, 9}}]] ++
    [{ets, update_element, [T, counter, Op]} || Op <- [{2, a}, [{2, b}, {3, c}], {1, x}, {9, x}, [], [{2, z} | q]]] ++ [{ets, update_element, [T, zz, {2, a}]}] ++
    [{ets, lookup, [T, counter]}, {ets, take, [T, a]}, {ets, take, [T, a]}, {ets, delete, [T, 2]}, {ets, delete_object, [T, {3, 1, x}]}, {ets, delete_object, [T, {3, 2, x}]},
     {ets, lookup, [T, 3]}, {ets, match_object, [T, '_']}, {ets, internal_select_delete, [T, [{{'_', 2, '_'}, [], [true]}]]}, {ets, match_object, [T, '_']},
     {ets, select_replace, [T, [{{'$1', '$2', x}, [{is_integer, '$2'}], [{{'$1', {'+', '$2', 1}, y}}]}]]}, {ets, match_object, [T, '_']},
     {ets, select_replace, [T, [{{'$1', '$2', y}, [], [{{a, '$2'}}]}]]},
     {ets, delete_all_objects, [T]}, {ets, info, [T, size]}, {ets, insert, [T, Many]}, {ets, insert, [T, Many]}, {ets, info, [T, size]}, {ets, match_object, [T, '_']},
     {ets, select, [T, [{{'$1', '$2'}, [{'<', '$1', 20}], ['$_']}]]}, {ets, first, [T]}, {ets, last, [T]}, {ets, next, [T, 700]}, {ets, prev, [T, 700]}, {ets, slot, [T, 3]}] ++
    [{ets, select_chunks, [T, [{{'$1', '$2'}, [{'>', '$1', L}], ['$1']}], N]} || L <- [0, 700, 1490, 1500], N <- [1, 7, 100, 1500, 5000]] ++
    [{ets, select_chunks, [T, [{{5, '$2'}, [], ['$2']}], 1]}] ++
    [{ets, delete, [T, I]} || I <- lists:seq(1, 1400)] ++ [{ets, match_object, [T, '_']}, {ets, safe_fixtable, [T, true]}] ++
    [{ets, delete, [T, I]} || I <- lists:seq(1410, 1450)] ++ [{ets, first, [T]}, {ets, info, [T, size]}, {ets, insert, [T, {1420, again}]}, {ets, match_object, [T, '_']},
     {ets, safe_fixtable, [T, false]}, {ets, match_object, [T, '_']}, {ets, rename, [T, renamed]}, {ets, info, [renamed, size]}, {ets, delete, [renamed]}, {ets, info, [renamed, size]},
     {ets, new, [T, [named_table, Type, {keypos, 2}]]}, {ets, insert, [T, {a, 1}]}, {ets, insert, [T, {b}]}, {ets, insert, [T, {c, 1, d}]}, {ets, lookup, [T, 1]},
     {ets, insert, [T, [{list_to_atom("k" ++ integer_to_list(I)), list_to_atom("k" ++ integer_to_list(I))} || I <- lists:seq(1, 300)]]}, {ets, match_object, [T, '_']}, {ets, delete, [T]}].

specs() ->
    [[{'_', [], ['$_']}], [{{'$1', '$2', '_'}, [], ['$$']}], [{{'$1', '$2', '_'}, [{'>', '$2', 1}], [{{'$2', '$1'}}]}],
     [{{'$1', '_', '_'}, [{is_integer, '$1'}], ['$1']}, {{'$1', '_', '_'}, [{is_atom, '$1'}], [{{atom, '$1'}}]}],
     [{{'$1', '$2', '$3'}, [{'andalso', {is_list, '$1'}, {'==', '$2', 1}}], [['$3', '$2' | '$1']]}],
     [{{'$1', '$2', '_'}, [{'or', {'==', '$1', 1}, {'==', '$1', {const, a}}}], [true]}],
     [{{a, '$1', '_'}, [], ['$1']}], [{{{'$1', '$2'}, '_', '_'}, [], [{'+', '$1', '$2'}]}],
     [{{#{5 => '$1'}, '_', '_'}, [], ['$1']}], [{{'$1', '$2', '_'}, [{'orelse', {is_map, '$1'}, {'=:=', '$1', 1.0}}], [#{k => '$2'}]}],
     [{{'$1', '$2', '_'}, [{'>', {'div', 10, {'-', '$2', 1}}, 1}], ['$2']}], [{{'$1', '_', '_'}, [], [{hd, '$1'}]}], [{{'$1', '_', '_'}, [{'not', {is_integer, '$1'}}, {'>', {abs, {element, 2, '$_'}}, 1}], [{size, '$_'}]}],
     [], [{a, b}], foo, [{{'$1'}, [{foo, '$1'}], ['$1']}], [{{'$1', '_', '_'}, [true], []}], [{{'$1', '_', '_'}, [false], [x]}], [{{'$1', '_', '_'}, [{is_integer}], [x]}]].

%% ---- Bit syntax: primitives of the runtime against the language ------------------
%% Flags: 2 = little, 4 = signed. Types as in abi/layout.h.
bits(get_integer, [B, Skip, Size, Flags]) ->
    case Flags of
        0 -> <<_:Skip, V:Size, R/bits>> = B, {V, R};
        2 -> <<_:Skip, V:Size/little, R/bits>> = B, {V, R};
        4 -> <<_:Skip, V:Size/signed, R/bits>> = B, {V, R};
        6 -> <<_:Skip, V:Size/signed-little, R/bits>> = B, {V, R}
    end;
bits(get_float, [B, Skip, Size, Flags]) ->
    case Flags of
        0 -> <<_:Skip, V:Size/float, R/bits>> = B, {V, R};
        2 -> <<_:Skip, V:Size/float-little, R/bits>> = B, {V, R}
    end;
bits(get_binary, [B, Skip, Size, _]) -> <<_:Skip, V:Size/bits, R/bits>> = B, {V, R};
bits(get_utf8, [B, Skip, _, _]) -> <<_:Skip, V/utf8, R/bits>> = B, {V, R};
bits(get_utf16, [B, Skip, _, 0]) -> <<_:Skip, V/utf16, R/bits>> = B, {V, R};
bits(get_utf16, [B, Skip, _, 2]) -> <<_:Skip, V/utf16-little, R/bits>> = B, {V, R};
bits(get_utf32, [B, Skip, _, 0]) -> <<_:Skip, V/utf32, R/bits>> = B, {V, R};
bits(get_utf32, [B, Skip, _, 2]) -> <<_:Skip, V/utf32-little, R/bits>> = B, {V, R};
bits(make, [P, 0, V, Size, 0]) -> <<P/bits, V:Size>>;
bits(make, [P, 0, V, Size, 2]) -> <<P/bits, V:Size/little>>;
bits(make, [P, 1, V, Size, 0]) -> <<P/bits, V:Size/float>>;
bits(make, [P, 1, V, Size, 2]) -> <<P/bits, V:Size/float-little>>;
bits(make, [P, 2, V, Size, 0]) -> <<P/bits, V:Size/bits>>;
bits(make, [P, 3, V, _, 0]) -> <<P/bits, V/utf8>>;
bits(make, [P, 4, V, _, 0]) -> <<P/bits, V/utf16>>;
bits(make, [P, 4, V, _, 2]) -> <<P/bits, V/utf16-little>>;
bits(make, [P, 5, V, _, 0]) -> <<P/bits, V/utf32>>;
bits(make, [P, 5, V, _, 2]) -> <<P/bits, V/utf32-little>>;
bits(append, [Start, Pieces]) ->
    {L, _} = lists:mapfoldl(fun(X, Acc) -> R = <<Acc/bits, X/bits>>, {R, R} end, Start, Pieces),
    L.

bits() ->
    Bs = [random_bits(N) || N <- [0, 3, 8, 17, 64, 100, 333, 1000]] ++ [sub(rand:bytes(100), S, 400) || S <- [1, 3, 8, 13]],
    Sizes = [0, 1, 3, 7, 8, 9, 15, 16, 24, 27, 28, 29, 31, 32, 33, 48, 57, 58, 59, 60, 61, 63, 64, 65, 66, 71, 72, 96, 127, 128, 129, 255, 300],
    Chars = [0, 65, 127, 128, 2047, 2048, 55295, 55296, 57344, 65533, 65535, 65536, 128512, 1114111, 1114112],
    Prefixes = [<<>>, <<1:1>>, <<5:3>>, <<255>>, <<1, 2, 3:5>>, rand:bytes(80)],
    [{bits, get_integer, [B, S, N, F]} || B <- Bs, S <- [0, 1, 5, 8, 13], N <- Sizes, F <- [0, 2, 4, 6]] ++
    [{bits, get_binary, [B, S, N, 0]} || B <- Bs, S <- [0, 1, 8, 11, 40], N <- [0, 1, 8, 16, 64, 65, 72, 128, 300]] ++
    [{bits, get_float, [<<P/bits, F:N/float>>, bit_size(P), N, 0]} || P <- Prefixes, F <- [0.0, -0.0, 1.0, -2.5, 0.1, 65504.0, 6.0e-8, 1.0e-5], N <- [16, 32, 64]] ++
    [{bits, get_float, [<<P/bits, F:N/float-little>>, bit_size(P), N, 2]} || P <- Prefixes, F <- [0.0, 1.0, -2.5, 0.1], N <- [16, 32, 64]] ++
    [{bits, get_float, [B, 0, N, F]} || B <- Bs ++ [<<255, 255, 255, 255, 255, 255, 255, 255>>, <<16#7c00:16>>], N <- [0, 16, 32, 64], F <- [0, 2]] ++
    [{bits, get_utf8, [B, S, 0, 0]} || B <- [<<C/utf8, "x">> || C <- Chars, C < 55296 orelse (C > 57343 andalso C < 1114112)] ++ Bs ++ [<<237, 160, 128>>, <<192, 128>>, <<240, 159>>, <<244, 144, 128, 128>>], S <- [0, 1]] ++
    [{bits, F, [<<P/bits, (unicode:characters_to_binary([C], utf8, {E, D}))/binary, 7:3>>, bit_size(P), 0, case D of big -> 0; little -> 2 end]} ||
        {F, E} <- [{get_utf16, utf16}, {get_utf32, utf32}], C <- Chars, C < 55296 orelse (C > 57343 andalso C < 1114112), P <- Prefixes, D <- [big, little]] ++
    [{bits, F, [B, 0, 0, L]} || F <- [get_utf16, get_utf32], B <- Bs ++ [<<216, 0, 0, 65>>, <<220, 0, 216, 0>>, <<0, 17, 0, 0>>], L <- [0, 2]] ++
    [{bits, make, [P, 0, V, N, F]} || P <- Prefixes, V <- [0, 1, -1, 255, -256, 16#123456789abcdef, -16#123456789abcdef, 1 bsl 63, -(1 bsl 64), random_int(200), random_int(300)], N <- Sizes ++ [-1], F <- [0, 2]] ++
    [{bits, make, [P, 1, V, N, F]} || P <- Prefixes, V <- [0, 1, -1.5, 0.1, 1.0e-8, 65504.0, 65519.0, 65520.0, 3.4e38, 1.0e39, 1.0e-40, 5.0e-324, 1 bsl 70, 2.98e-8, 5.97e-8, 6.09e-5, 1.0e-4, 0.333333, a], N <- [16, 32, 64, 8], F <- [0, 2]] ++
    [{bits, make, [P, 2, B, N, 0]} || P <- Prefixes, B <- Bs ++ [a], N <- [0, 1, 8, 64, 77, 400, -1]] ++
    [{bits, make, [P, T, C, none, F]} || P <- Prefixes, C <- Chars ++ [-1, a], {T, F} <- [{3, 0}, {4, 0}, {4, 2}, {5, 0}, {5, 2}]] ++
    [{bits, append, [S, [random_bits(rand:uniform(M)) || _ <- lists:seq(1, 40)]]} || S <- Prefixes ++ [rand:bytes(300), random_bits(1001)], M <- [1, 8, 30, 400]] ++
    [{bits, append, [S, [rand:bytes(rand:uniform(20)) || _ <- lists:seq(1, 60)]]} || S <- Prefixes].
