%% Module crypto: hashes, message authentication codes, derived keys, and what needs no keys.
-module(crypto_hash).
-export([main/0]).
-compile(nowarn_deprecated_function).

main() -> hashes(), macs(), keys(), numbers(), errors(), hashed_terms().

show(Tag, F) ->
    io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).

hex(B) -> [io_lib:format("~2.16.0b", [X]) || <<X>> <= B].

types() -> [md4, md5, sha, sha224, sha256, sha384, sha512, sha3_224, sha3_256, sha3_384, sha3_512, blake2b, blake2s, ripemd160].

inputs() -> [<<>>, <<"a">>, <<"abc">>, binary:copy(<<"x">>, 55), binary:copy(<<"x">>, 56), binary:copy(<<"x">>, 64), binary:copy(<<"y">>, 111),
             binary:copy(<<"y">>, 112), binary:copy(<<"y">>, 128), binary:copy(<<"0123456789">>, 10000)].

hashes() ->
    [io:format("~p ~s~n", [T, hex(crypto:hash(T, D))]) || T <- types(), D <- inputs()],
    [begin
         S = lists:foldl(fun(D, A) -> crypto:hash_update(A, D) end, crypto:hash_init(T), inputs()),
         Whole = crypto:hash(T, inputs()),
         Whole = crypto:hash_final(S),
         Whole = crypto:hash_final(S),
         More = crypto:hash(T, [inputs(), "more"]),
         More = crypto:hash_final(crypto:hash_update(S, "more")),
         io:format("~p ~s ~p~n", [T, hex(Whole), lists:sort(maps:to_list(crypto:hash_info(T)))])
     end || T <- types()],
    io:format("~p~n", [lists:sort(proplists:get_value(hashs, crypto:supports())) =:= lists:sort(types())]),
    io:format("~p~n", [lists:sort(crypto:supports(macs))]),
    io:format("~s~n", [hex(crypto:hash(sha256, ["io", [<<"data">>, $!]]))]).

macs() ->
    Keys = [<<>>, <<"key">>, binary:copy(<<"k">>, 64), binary:copy(<<"k">>, 200)],
    [io:format("~p ~p ~s~n", [T, byte_size(K), hex(crypto:mac(hmac, T, K, "The quick brown fox"))]) || T <- types(), K <- Keys],
    [io:format("~p ~s~n", [C, hex(crypto:mac(cmac, C, binary:copy(<<"k">>, N), D))])
     || {C, N} <- [{aes_128_cbc, 16}, {aes_192_cbc, 24}, {aes_256_cbc, 32}, {aes_cbc, 16}], D <- [<<>>, <<"sixteen bytes ok">>, <<"some more than sixteen bytes">>]],
    io:format("~s~n", [hex(crypto:mac(poly1305, binary:copy(<<"p">>, 32), "Cryptographic Forum Research Group"))]),
    io:format("~s~n", [hex(crypto:macN(hmac, sha256, "key", "data", 10))]),
    S0 = crypto:mac_init(hmac, sha512, "key"),
    S1 = crypto:mac_update(S0, "The quick "),
    S2 = crypto:mac_update(S1, ["brown", <<" fox">>]),
    io:format("~s~n", [hex(crypto:mac_final(S2))]),
    P = crypto:mac_update(crypto:mac_init(poly1305, binary:copy(<<"p">>, 32)), "text"),
    io:format("~s~n", [hex(crypto:mac_finalN(P, 5))]),
    C = crypto:mac_update(crypto:mac_init(cmac, aes_128_cbc, binary:copy(<<"k">>, 16)), "text"),
    io:format("~s~n", [hex(crypto:mac_final(C))]).

keys() ->
    [io:format("~p ~s~n", [T, hex(crypto:pbkdf2_hmac(T, <<"password">>, <<"salt">>, N, L))])
     || T <- [sha, sha224, sha256, sha384, sha512], {N, L} <- [{1, 20}, {2, 20}, {100, 77}]].

numbers() ->
    io:format("~p~n", [[byte_size(crypto:strong_rand_bytes(N)) || N <- [0, 1, 16, 1000, 70000]]]),
    true = crypto:strong_rand_bytes(16) =/= crypto:strong_rand_bytes(16),
    io:format("~p~n", [crypto:exor(<<1, 2, 255>>, [<<3>>, 5, 1])]),
    io:format("~p~n", [[crypto:bytes_to_integer(crypto:mod_pow(B, E, M)) || {B, E, M} <- [{3, 20, 1000007}, {2, 1000, 1 bsl 521 - 1}, {0, 5, 7}, {5, 0, 7}, {<<5>>, <<3>>, <<100>>}]]]),
    io:format("~p~n", [[crypto:hash_equals(A, B) || {A, B} <- [{<<"abc">>, <<"abc">>}, {<<"abc">>, <<"abd">>}, {<<>>, <<>>}]]]),
    true = lists:all(fun(_) -> X = crypto:rand_uniform(5, 12), X >= 5 andalso X < 12 end, lists:seq(1, 200)),
    {U, _} = rand:uniform_s(10, crypto:rand_seed_s()),
    io:format("~p~n", [U >= 1 andalso U =< 10]).

errors() ->
    [show(E, F) || {E, F} <- [{1, fun() -> crypto:hash(foo, "a") end}, {2, fun() -> crypto:hash(sha, [300]) end}, {3, fun() -> crypto:hash(sha, a) end},
                              {4, fun() -> crypto:hash_init(foo) end}, {5, fun() -> crypto:hash_update(a, "b") end}, {6, fun() -> crypto:hash_update(crypto:hash_init(sha), a) end},
                              {7, fun() -> crypto:hash_final(<<"nothing">>) end}, {8, fun() -> crypto:mac(foo, sha, "k", "d") end}, {9, fun() -> crypto:mac(hmac, foo, "k", "d") end},
                              {10, fun() -> crypto:mac(hmac, sha, a, "d") end}, {11, fun() -> crypto:mac(hmac, sha, "k", a) end}, {12, fun() -> crypto:mac(cmac, foo, "k", "d") end},
                              {13, fun() -> crypto:mac(cmac, aes_128_cbc, "k", "d") end}, {14, fun() -> crypto:mac(poly1305, "short", "d") end},
                              {15, fun() -> crypto:mac_init(foo, sha, "k") end}, {16, fun() -> crypto:mac_init(hmac, foo, "k") end}, {17, fun() -> crypto:mac_update(a, "d") end},
                              {18, fun() -> crypto:mac_final(a) end}, {19, fun() -> crypto:strong_rand_bytes(-1) end}, {20, fun() -> crypto:strong_rand_bytes(a) end},
                              {21, fun() -> crypto:exor("a", "ab") end}, {22, fun() -> crypto:hash_equals(<<"a">>, <<"ab">>) end}, {23, fun() -> crypto:hash_info(foo) end},
                              {24, fun() -> crypto:pbkdf2_hmac(foo, <<"p">>, <<"s">>, 1, 1) end}, {25, fun() -> crypto:pbkdf2_hmac(sha, "p", <<"s">>, 1, 1) end},
                              {26, fun() -> crypto:pbkdf2_hmac(sha, <<"p">>, <<"s">>, 0, 1) end}, {27, fun() -> crypto:mod_pow(1, 2, 0) end}]].

%% The emulator's own hashes.
hashed_terms() ->
    io:format("~s~n", [hex(erlang:md5(inputs()))]),
    io:format("~s~n", [hex(erlang:md5_final(erlang:md5_update(erlang:md5_update(erlang:md5_init(), "ab"), <<"c">>)))]),
    Ts = [0, -1, 1 bsl 40, -(1 bsl 80), 1.5, -0.0, a, 'åä', [], "abc", [1 | 2], {}, {a, 1}, <<>>, <<"abc">>, <<1:3>>, #{}, #{a => 1}, maps:from_list([{X, X} || X <- lists:seq(1, 50)]),
          fun lists:map/2, binary:copy(<<"abc">>, 100), lists:seq(1, 100), [[a], {b, [c]}]],
    [io:format("~w ~w ~w ~w~n", [erlang:phash2(T), erlang:phash2(T, 1000), erlang:phash2(T, 1 bsl 32), erlang:phash(T, 1 bsl 32)]) || T <- Ts],
    [show(phash, F) || F <- [fun() -> erlang:phash2(a, 0) end, fun() -> erlang:phash2(a, (1 bsl 32) + 1) end, fun() -> erlang:phash2(a, a) end, fun() -> erlang:phash(a, 0) end,
                             fun() -> erlang:md5([a]) end, fun() -> erlang:md5_update(<<"x">>, "a") end]].
