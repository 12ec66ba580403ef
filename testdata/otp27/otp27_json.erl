%% Module json: encoding with own encoders, decoding with callbacks, in pieces, formatting, and what is no JSON.
-module(otp27_json).
-export([main/0]).

main() -> encode(), decode(), callbacks(), pieces(), formats(), errors().

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).

encode() ->
    [show(T, fun() -> iolist_to_binary(json:encode(T)) end)
     || T <- [true, false, null, an_atom, 0, -12, 1 bsl 80, 1.5, -0.0, 1.0e300, 1.0e-7, <<>>, <<"text">>, <<"åäö€😀"/utf8>>, <<"\"\\/\b\f\n\r\t", 0, 31, 127>>,
              [], [1, [2, [3, []]]], #{}, #{<<"k">> => 1}, #{7 => 1}, #{1.5 => 1}, #{<<"a">> => #{<<"b">> => [#{}, []]}}]],
    show(atom_key, fun() -> iolist_to_binary(json:encode(#{key => value})) end),
    show(escaped, fun() -> iolist_to_binary(json:encode(<<"å€😀/"/utf8>>, fun(B, _) when is_binary(B) -> json:encode_binary_escape_all(B); (X, E) -> json:encode_value(X, E) end)) end),
    show(own, fun() -> iolist_to_binary(json:encode([{a, 1}, {b, [x, {c, 2}]}], fun own/2)) end),
    show(key_values, fun() -> iolist_to_binary(json:encode_key_value_list([{b, 1}, {<<"a">>, 2}], fun json:encode_value/2)) end),
    show(checked, fun() -> iolist_to_binary(json:encode_key_value_list_checked([{a, 1}, {<<"a">>, 2}], fun json:encode_value/2)) end),
    show(checked, fun() -> iolist_to_binary(json:encode_map_checked(#{a => 1}, fun json:encode_value/2)) end).

own({K, V}, Encode) -> json:encode_map(#{K => V}, Encode);
own(Other, Encode) -> json:encode_value(Other, Encode).

texts() ->
    [<<"true">>, <<" null ">>, <<"0">>, <<"-0">>, <<"-0.0">>, <<"12345678901234567890">>, <<"1.5e3">>, <<"1E-2">>, <<"\"a\\u00e5\\ud83d\\ude00\\n\"">>,
     <<"\"åäö\""/utf8>>, <<"[]">>, <<"[1, 2 , [3]]">>, <<"{}">>, <<"{\"a\": {\"b\": [1, {}]}, \"a\": 2}">>, <<"\t[\r\n]">>].

decode() -> [show(T, fun() -> json:decode(T) end) || T <- texts()].

callbacks() ->
    Text = <<"{\"b\": [1, 2.5, null, \"s\"], \"a\": {}}">>,
    show(keys, fun() -> json:decode(Text, ok, #{object_push => fun(K, V, Acc) -> [{binary_to_atom(K), V} | Acc] end, object_finish => fun(Acc, Old) -> {lists:reverse(Acc), Old} end,
                                                 object_start => fun(_) -> [] end}) end),
    show(values, fun() -> json:decode(Text, 0, #{null => nothing, integer => fun(B) -> {int, B} end, float => fun(B) -> {float, B} end, string => fun string:uppercase/1,
                                                 array_start => fun(Acc) -> [Acc] end, array_push => fun(V, Acc) -> [V | Acc] end, array_finish => fun(Acc, Old) -> {list_to_tuple(Acc), Old + 1} end}) end),
    show(rest, fun() -> json:decode(<<"1 2">>, acc, #{}) end).

pieces() ->
    {continue, S0} = json:decode_start(<<"{\"a\": [1, 2">>, ok, #{}),
    {continue, S1} = json:decode_continue(<<"3, \"te">>, S0),
    show(done, fun() -> json:decode_continue(<<"xt\"]} more">>, S1) end),
    {continue, S2} = json:decode_start(<<"12">>, ok, #{}),
    show(number, fun() -> json:decode_continue(end_of_input, S2) end),
    {continue, S3} = json:decode_start(<<"[1">>, ok, #{}),
    show(early, fun() -> json:decode_continue(end_of_input, S3) end).

formats() ->
    [io:format("~ts", [json:format(T)]) || T <- [1, [], #{}, [1, [2, 3]], #{<<"a">> => [#{<<"b">> => true}]}, [#{<<"x">> => 1}]]],
    io:format("~ts", [json:format(#{<<"a">> => [1, 2]}, #{indent => 4})]).

errors() ->
    [show(T, fun() -> json:decode(T) end)
     || T <- [<<>>, <<"tru">>, <<"nul">>, <<"01">>, <<"1.">>, <<"-">>, <<"1e">>, <<"\"">>, <<"\"\\x\"">>, <<"\"\\ud800\"">>, <<"\"", 16#ff, "\"">>, <<"\"", 1, "\"">>, <<"[1,]">>, <<"[1">>,
              <<"{1: 2}">>, <<"{\"a\"}">>, <<"{\"a\": 1,}">>, <<"1 2">>, <<"]">>, abc]],
    [show(T, fun() -> json:encode(T) end) || T <- [{a, b}, <<255>>, <<1:3>>, self, make_ref, [a | b], #{{} => 1}], T =/= self, T =/= make_ref],
    show(pid, fun() -> try json:encode(self()) catch error:{unsupported_type, P} when is_pid(P) -> unsupported end end).
