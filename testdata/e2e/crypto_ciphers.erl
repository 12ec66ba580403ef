%% Module crypto: every cipher and mode, whole texts and streams, paddings, authenticated ciphers, what the
%% library says it can, and what is raised.
-module(crypto_ciphers).
-export([main/0]).
-compile(nowarn_deprecated_function).

main() -> known(), one_time(), streams(), paddings(), keys(), aead(), tags(), options(), errors(), counters(), large().

k(N) -> list_to_binary([(7 * I + 3) band 255 || I <- lists:seq(1, N)]).
hex(B) -> list_to_binary([io_lib:format("~2.16.0b", [X]) || <<X>> <= iolist_to_binary(B)]).
ciphers() -> lists:sort(crypto:supports(ciphers)).

show(Tag, F) ->
    io:format("~tp: ~tp~n", [Tag, try shown(F()) catch C:R -> {C, R} end]).
shown(B) when is_binary(B) -> hex(B);
shown({A, B}) when is_binary(A), is_binary(B) -> {hex(A), hex(B)};
shown(X) -> X.

known() ->
    io:format("~p~n", [ciphers()]),
    [io:format("~p ~p~n", [C, lists:sort(maps:to_list(crypto:cipher_info(C)))]) || C <- ciphers()],
    io:format("~p~n", [lists:sort(maps:keys(crypto:info()))]),
    show(info, fun() -> crypto:cipher_info(no_cipher) end),
    show(info, fun() -> crypto:cipher_info("aes_cbc") end).

%% Those without authentication, with sizes.
plain() ->
    [{C, K, I, B} || C <- ciphers(), #{prop_aead := false, key_length := K, iv_length := I, block_size := B} <- [crypto:cipher_info(C)]].

one_time() ->
    [[begin
          E = crypto:crypto_one_time(C, k(K), k(I), k(N), true),
          Size = byte_size(E),
          D = crypto:crypto_one_time(C, k(K), k(I), E, false),
          io:format("~p ~p ~s ~p~n", [C, N, hex(E), D =:= binary:part(k(N), 0, Size)])
      end || N <- [0, 1, 7, 8, 16, 17, 48, 131]] || {C, K, I, _} <- plain()],
    [show(C, fun() -> crypto:crypto_one_time(C, k(K), ["some", <<" text">>, [" that is long"]], true) end) || {C, K, 0, _} <- plain()],
    [show({C, K}, fun() -> crypto:crypto_one_time(C, k(K), k(16), "of the key's size ", true) end) || C <- [aes_cbc, aes_ctr, aes_cfb8, aes_cfb128], K <- [16, 24, 32]].

streams() ->
    [begin
         S = crypto:crypto_init(C, k(K), k(I), true),
         true = is_reference(S),
         Parts = [crypto:crypto_update(S, k(N)) || N <- [0, 1, 15, 16, 3, 40, 5]] ++ [crypto:crypto_final(S)],
         io:format("~p ~p ~p~n", [C, [hex(P) || P <- Parts], lists:sort(maps:to_list(crypto:crypto_get_data(S)))]),
         T = crypto:crypto_init(C, k(K), k(I), false),
         Back = iolist_to_binary([crypto:crypto_update(T, P) || <<P:5/binary>> <= iolist_to_binary(Parts)]),
         io:format("~s ~p~n", [hex(Back), lists:sort(maps:to_list(crypto:crypto_get_data(T)))])
     end || {C, K, I, _} <- plain()],
    %% A state is one thing, whoever uses it.
    S = crypto:crypto_init(aes_128_ctr, k(16), k(16), true),
    A = crypto:crypto_update(S, "abc"),
    Self = self(),
    spawn(fun() -> Self ! crypto:crypto_update(S, "def") end),
    B = receive X -> X end,
    io:format("~p~n", [[A, B] =:= [binary:part(crypto:crypto_one_time(aes_128_ctr, k(16), k(16), "abcdef", true), P) || P <- [{0, 3}, {3, 3}]]]),
    M = crypto:mac_init(hmac, sha256, "key"),
    M = crypto:mac_update(M, "abc"),
    io:format("~s ~p~n", [hex(crypto:mac_final(M)), is_reference(M)]),
    E = crypto:crypto_init(aes_128_ecb, k(16), true),
    io:format("~s~n", [hex([crypto:crypto_update(E, k(20)), crypto:crypto_update(E, k(20))])]).

paddings() ->
    [begin
         E = crypto:crypto_one_time(C, k(K), k(I), k(N), [{encrypt, true}, {padding, P}]),
         show({C, P, N}, fun() -> E end),
         show(back, fun() -> crypto:crypto_one_time(C, k(K), k(I), E, [{encrypt, false}, {padding, P}]) end)
     end || {C, K, I} <- [{aes_128_cbc, 16, 16}, {aes_256_ecb, 32, 0}, {des_ede3_cbc, 24, 8}, {aes_128_ctr, 16, 16}, {blowfish_ecb, 16, 0}],
            P <- [undefined, zero, pkcs_padding], N <- [0, 5, 16, 23, 32]],
    show(random, fun() -> byte_size(crypto:crypto_one_time(aes_128_cbc, k(16), k(16), k(20), [{padding, random}])) end),
    [show({none, N}, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), k(16), k(N), [{padding, none}, {encrypt, E}]) end) || E <- [true, false], N <- [0, 16, 20]],
    [show({wrong, N}, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), k(16), k(N), [{padding, pkcs_padding}, {encrypt, false}]) end) || N <- [0, 16, 20]],
    S = crypto:crypto_init(aes_128_cbc, k(16), k(16), [{padding, pkcs_padding}]),
    show(parts, fun() -> [hex(crypto:crypto_update(S, k(N))) || N <- [3, 15, 20, 0, 10]] end),
    show(final, fun() -> crypto:crypto_final(S) end),
    show(data, fun() -> lists:sort(maps:to_list(crypto:crypto_get_data(S))) end),
    D = crypto:crypto_init(aes_128_cbc, k(16), k(16), [{padding, pkcs_padding}, {encrypt, false}]),
    Text = crypto:crypto_one_time(aes_128_cbc, k(16), k(16), k(40), [{padding, pkcs_padding}]),
    show(held_back, fun() -> [hex(crypto:crypto_update(D, P)) || <<P:16/binary>> <= Text] end),
    show(final, fun() -> crypto:crypto_final(D) end),
    show(data, fun() -> lists:sort(maps:to_list(crypto:crypto_get_data(D))) end),
    R = crypto:crypto_init(aes_128_cbc, k(16), k(16), true),
    First = crypto:crypto_update(R, k(20)),
    R = crypto:crypto_init(R, x, true),
    show(again, fun() -> crypto:crypto_update(R, k(20)) =:= First end).

keys() ->
    [show({C, N}, fun() -> crypto:crypto_one_time(C, k(N), k(8), k(24), true) end)
     || {C, Ns} <- [{rc4, [1, 3, 5, 16, 200, 255]}, {blowfish_cbc, [1, 3, 7, 8, 9, 56]}, {rc2_cbc, [1, 5, 7, 8, 16, 100, 128, 200]}], N <- Ns],
    [show({C, N}, fun() -> crypto:crypto_one_time(C, k(N), k(8), k(24), true) end)
     || C <- [des_cbc, des_ecb, des_cfb, des_ede3_cbc, des_ede3_cfb], N <- [0, 7, 8, 9, 16, 24, 25]].

aead_ciphers() -> [{C, K} || C <- ciphers(), #{prop_aead := true, key_length := K} <- [crypto:cipher_info(C)]].

aead() ->
    [begin
         {E, T} = crypto:crypto_one_time_aead(C, k(K), k(12), k(N), k(A), true),
         D = crypto:crypto_one_time_aead(C, k(K), k(12), E, k(A), T, false),
         Bad = [crypto:crypto_one_time_aead(C, k(K), k(12), E, k(A + 1), T, false),
                crypto:crypto_one_time_aead(C, k(K), k(12), [E, 1], k(A), T, false),
                crypto:crypto_one_time_aead(C, k(K), k(12), E, k(A), <<0:96>>, false)],
         io:format("~p ~p ~p ~s ~s ~p ~p~n", [C, N, A, hex(E), hex(T), D =:= k(N), Bad])
     end || {C, K} <- aead_ciphers(), N <- [0, 1, 16, 33, 200], A <- [0, 1, 16, 20]],
    [show({C, iv, N}, fun() -> crypto:crypto_one_time_aead(C, k(32), k(N), "text", "more", true) end)
     || C <- [aes_256_gcm, aes_256_ccm, chacha20_poly1305], N <- [0, 1, 6, 7, 8, 11, 12, 13, 14, 16, 60, 128, 129]].

tags() ->
    [show({C, N}, fun() -> crypto:crypto_one_time_aead(C, k(32), k(12), ["te", <<"xt">>], "more", N, true) end)
     || C <- [aes_256_gcm, aes_256_ccm, chacha20_poly1305], N <- [0, 1, 3, 4, 5, 12, 15, 16, 17, -1, a]],
    [show({back, C, N}, fun() ->
                            {E, _} = crypto:crypto_one_time_aead(C, k(32), k(12), "text", "more", 16, true),
                            {_, T} = crypto:crypto_one_time_aead(C, k(32), k(12), "text", "more", min(16, max(4, N band 254)), true),
                            crypto:crypto_one_time_aead(C, k(32), k(12), E, "more", binary:part(<<T/binary, 0:200>>, 0, N), false)
                        end)
     || C <- [aes_256_gcm, aes_256_ccm, chacha20_poly1305], N <- [0, 1, 3, 4, 5, 12, 16, 17]].

options() ->
    [show(O, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), k(16), k(32), O) end)
     || O <- [true, false, undefined, [], [{encrypt, undefined}], [{encrypt, undefined}, {padding, pkcs_padding}], [{padding, none}, {encrypt, false}],
              a, 1, {encrypt, true}, [a], [{a, b, c}], [{foo, 1}], [{encrypt, 1}], [{padding, 1}], [{encrypt, true}, {encrypt, true}],
              [{padding, zero}, {padding, zero}], [{encrypt, true} | b], [{"a tag that has a text of more than sixty-three bytes when it is printed", 1}]]].

errors() ->
    S = crypto:crypto_init(aes_128_cbc, k(16), k(16), true),
    [show(N, F) || {N, F} <- [{1, fun() -> crypto:crypto_one_time(foo, k(16), k(16), "d", true) end}, {2, fun() -> crypto:crypto_one_time("foo", k(16), k(16), "d", true) end},
                              {3, fun() -> crypto:crypto_one_time(aes_128_cbc, k(15), k(16), "d", true) end}, {4, fun() -> crypto:crypto_one_time(aes_cbc, k(15), k(16), "d", true) end},
                              {5, fun() -> crypto:crypto_one_time(aes_128_cbc, a, k(16), "d", true) end}, {6, fun() -> crypto:crypto_one_time(aes_cbc, a, k(16), "d", true) end},
                              {7, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), k(15), "d", true) end}, {8, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), a, "d", true) end},
                              {9, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), k(16), a, true) end}, {10, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), "d", true) end},
                              {11, fun() -> crypto:crypto_one_time(aes_128_gcm, k(16), k(12), "d", true) end}, {12, fun() -> crypto:crypto_one_time(aes_gcm, k(16), k(12), "d", true) end},
                              {13, fun() -> crypto:crypto_init(foo, k(16), true) end}, {14, fun() -> crypto:crypto_init(1, k(16), true) end}, {15, fun() -> crypto:crypto_init(S, k(16), a) end},
                              {16, fun() -> crypto:crypto_update(a, "d") end}, {17, fun() -> crypto:crypto_update(S, d) end}, {18, fun() -> crypto:crypto_update(make_ref(), "d") end},
                              {19, fun() -> crypto:crypto_final(a) end}, {20, fun() -> crypto:crypto_get_data(a) end}, {21, fun() -> crypto:crypto_dyn_iv_init(aes_128_cbc, k(16), true) end},
                              {22, fun() -> crypto:crypto_dyn_iv_update(S, "d", k(16)) end}, {23, fun() -> crypto:crypto_dyn_iv_update(a, "d", k(16)) end},
                              {24, fun() -> crypto:crypto_one_time(aes_128_cbc, k(16), undefined, "d", true) end},
                              {25, fun() -> crypto:crypto_one_time_aead(foo, k(16), k(12), "d", "a", 16, true) end}, {26, fun() -> crypto:crypto_one_time_aead("foo", k(16), k(12), "d", "a", 16, true) end},
                              {27, fun() -> crypto:crypto_one_time_aead(aes_128_cbc, k(16), k(12), "d", "a", 16, true) end}, {28, fun() -> crypto:crypto_one_time_aead(aes_128_gcm, k(17), k(12), "d", "a", 16, true) end},
                              {29, fun() -> crypto:crypto_one_time_aead(aes_128_gcm, a, k(12), "d", "a", 16, true) end}, {30, fun() -> crypto:crypto_one_time_aead(aes_128_gcm, k(16), a, "d", "a", 16, true) end},
                              {31, fun() -> crypto:crypto_one_time_aead(aes_128_gcm, k(16), k(12), d, "a", 16, true) end}, {32, fun() -> crypto:crypto_one_time_aead(aes_128_gcm, k(16), k(12), "d", a, 16, true) end},
                              {33, fun() -> crypto:crypto_one_time_aead(aes_128_gcm, k(16), k(12), "d", "a", 16, maybe_so) end}, {34, fun() -> crypto:crypto_one_time_aead(aes_128_gcm, k(16), k(12), "d", "a", 16, false) end},
                              {35, fun() -> crypto:crypto_one_time_aead(foo, k(16), k(12), "d", "a", true) end}, {36, fun() -> crypto:crypto_one_time_aead(aes_gcm, k(16), k(12), "d", "a", b, false) end}]],
    try crypto:crypto_one_time(aes_128_cbc, k(15), k(16), "d", true)
    catch error:_:St -> [{M, F, A, I} | _] = St, io:format("~p~n", [{M, F, length(A), I}])
    end.

%% Counters that run over.
counters() ->
    [io:format("~s~n", [hex(crypto:crypto_one_time(aes_128_ctr, k(16), Iv, <<0:400>>, true))])
     || Iv <- [<<-1:128>>, <<1, -2:120>>, <<0:64, -1:64>>]],
    [io:format("~s~n", [hex(crypto:crypto_one_time(chacha20, k(32), <<Low:32/little, High:32/little, (k(8))/binary>>, <<0:1200>>, true))])
     || {Low, High} <- [{0, 0}, {16#FFFFFFFF, 0}, {16#FFFFFFFE, 7}]],
    %% A generator of numbers that is a cipher.
    R0 = crypto:rand_seed_alg_s(crypto_aes, "seed"),
    {Ns, _} = lists:mapfoldl(fun(_, R) -> rand:uniform_s(1000000, R) end, R0, lists:seq(1, 200)),
    io:format("~p~n", [Ns]).

large() ->
    Text = binary:copy(<<"0123456789abcdef">>, 20000),
    [io:format("~p ~s~n", [C, hex(crypto:hash(md5, crypto:crypto_one_time(C, k(K), k(I), Text, true)))]) || {C, K, I, _} <- plain(), C =/= des_cfb],
    [io:format("~p ~s~n", [C, hex(crypto:hash(md5, tuple_to_list(crypto:crypto_one_time_aead(C, k(32), k(12), Text, Text, true))))]) || C <- [aes_256_gcm, aes_256_ccm, chacha20_poly1305]].
