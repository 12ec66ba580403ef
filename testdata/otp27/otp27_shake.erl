%% crypto:hash_xof/3: digests of any size.
-module(otp27_shake).
-export([main/0]).

main() ->
    [show({Type, byte_size(Data), Bits}, fun() -> crypto:hash_xof(Type, Data, Bits) end)
     || Type <- [shake128, shake256], Data <- [<<>>, <<"abc">>, binary:copy(<<"0123456789">>, 100)], Bits <- [0, 1, 7, 8, 20, 128, 136, 256, 1337, 3000]],
    [show({Type, Bits}, fun() -> crypto:hash_xof(Type, ["a", <<"bc">>], Bits) end)
     || {Type, Bits} <- [{sha256, 256}, {sha256, 8}, {blake2b, 512}, {foo, 8}, {shake128, -1}, {shake128, foo}, {shake256, 8.0}, {shake256, 1 bsl 33}, {shake256, 1 bsl 80}]],
    show(data, fun() -> crypto:hash_xof(shake128, foo, 8) end),
    show(states, fun() ->
                         S0 = crypto:hash_init(shake128),
                         S1 = crypto:hash_update(S0, "abc"),
                         S2 = crypto:hash_update(S1, "def"),
                         [crypto:hash_final_xof(S, 64) || S <- [S0, S1, S2, S1]]
                 end),
    show(no_state, fun() -> crypto:hash_final_xof(foo, 8) end),
    show(md5, fun() -> erlang:md5(crypto:hash_xof(shake256, <<"large">>, 8000000)) end),
    show(mac, fun() -> crypto:mac(hmac, shake128, "k", "abc") end),
    show(pbkdf2, fun() -> crypto:pbkdf2_hmac(shake128, <<"k">>, <<"abc">>, 10, 10) end),
    show(listed, fun() -> [lists:member(T, crypto:supports(hashs)) || T <- [shake128, shake256]] end),
    show(seven_bits, fun() -> [unicode:bin_is_7bit(X) || X <- [<<>>, <<"abc">>, <<200>>, <<1:3>>]] end).

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, without_lines(R)} end]).

%% The lines of OpenSSL's glue differ between releases.
without_lines({Id, #{c_function_arg_num := Argument}, Text}) -> {Id, Argument, Text};
without_lines({Id, {File, _}, Text}) -> {Id, File, Text};
without_lines(Reason) -> Reason.
