%% External terms both ways: tags, options, compression, sizes, and binaries that are changed at random.
-module(term_external).
-export([main/0]).

main() -> encode(), options(), decode(), compressed(), mutated().

show(Tag, F) ->
    io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).

digest(B) when byte_size(B) < 100 -> B;
digest(B) -> {byte_size(B), erlang:md5(B)}.

terms() ->
    [0, 1, 255, 256, -1, -255, 1 bsl 26, -(1 bsl 26), (1 bsl 27) - 1, 1 bsl 27, -(1 bsl 27), -(1 bsl 27) - 1, (1 bsl 31) - 1, 1 bsl 31, -(1 bsl 31), -(1 bsl 31) - 1,
     1 bsl 32, (1 bsl 59) - 1, 1 bsl 60, 1 bsl 63, 1 bsl 64, -(1 bsl 64), (1 bsl 2040) - 1, 1 bsl 2040, 0.0, -0.0, 1.0, -1.5e300, 2.2250738585072014e-308, 5.0e-324,
     '', a, true, 'hello world', 'åäö', 'ÿ', 'Ā', '日本語', list_to_atom(lists:duplicate(255, $a)), list_to_atom(lists:duplicate(255, $å)), list_to_atom(lists:duplicate(255, 960)),
     [], "abc", [255], [256], [1, 2 | 3], [a], lists:duplicate(65535, 1), lists:duplicate(65536, 1), [[]], [1, a], [-1],
     {}, {1}, {a, {b, {c}}}, list_to_tuple(lists:seq(1, 255)), list_to_tuple(lists:seq(1, 256)),
     <<>>, <<1>>, <<1:1>>, <<255:7>>, <<1, 2:2>>, binary:copy(<<7>>, 100), <<(binary:copy(<<7>>, 100))/binary, 5:3>>,
     #{}, #{a => 1}, #{1 => a, 1.0 => b, "x" => #{}}, maps:from_list([{X, X * X} || X <- lists:seq(1, 33)]), maps:from_list([{X, -X} || X <- lists:seq(1, 500)]),
     fun lists:map/2, fun erlang:'+'/2].

encode() ->
    [begin
         B = term_to_binary(T),
         io:format("~w ~w~n", [digest(B), erlang:external_size(T)]),
         T = binary_to_term(B),
         {T, N} = binary_to_term(<<B/binary, 1, 2, 3>>, [used]),
         N = byte_size(B),
         B = iolist_to_binary(term_to_iovec(T))
     end || T <- terms()],
    [begin P = binary_to_term(term_to_binary(P)) end || P <- [self(), make_ref(), [self() | self()], #{self() => make_ref()}]],
    F = fun(X, Y) -> {X, Y, 3, 3} end,
    {1, 2, 3, 3} = (binary_to_term(term_to_binary(F)))(1, 2),
    Z = {self(), 1.5, <<"free">>},
    G = fun() -> Z end,
    Z = (binary_to_term(term_to_binary(G)))(),
    true = G =:= binary_to_term(term_to_binary(G)).

options() ->
    Ts = [{1.5, a}, 'åäö', 'Ā', #{b => 1, a => 2}, maps:from_list([{X, X} || X <- lists:seq(1, 40)]), [1.0e-10, 3.0e200]],
    [io:format("~w ~w~n", [O, digest(term_to_binary(T, O))]) || T <- Ts, O <- [[], [{minor_version, 0}], [{minor_version, 1}], [{minor_version, 2}], [{minor_version, 2}, {minor_version, 0}]]],
    [show(O, fun() -> digest(term_to_binary({a, 1.5}, O)) end)
     || O <- [a, [a], [{minor_version, 3}], [{minor_version, -1}], [{minor_version, a}], [{compressed, 10}], [{compressed, -1}], [{compressed, a}], [deterministic],
              [compressed], [{compressed, 0}], [{compressed, 9}], [local], [compressed | a], [{compressed}], [{foo, 1}], [iovec]]],
    [show(O, fun() -> erlang:external_size({a, 1.5}, O) end) || O <- [[], [{minor_version, 0}], [{minor_version, 1}], [{minor_version, 2}], a, [compressed], [deterministic]]],
    [show(O, fun() -> term_to_iovec({a, 1.5}, O) end) || O <- [[], [{minor_version, 0}], [foo]]],
    [show(O, fun() -> binary_to_term(term_to_binary(a), O) end) || O <- [[], [safe], [used], [safe, used], [used, used], foo, [foo], [safe | foo], [{safe}]]],
    [show(safe, fun() -> binary_to_term(B, [safe]) end)
     || B <- [<<131, 119, 23, "an_atom_nobody_has_here">>, <<131, 119, 5, "false">>, <<131, 100, 0, 23, "another_that_is_unknown">>,
              <<131, 113, 119, 5, "lists", 119, 3, "map", 97, 2>>, <<131, 113, 119, 5, "lists", 119, 3, "map", 97, 77>>, <<131, 104, 1, 119, 12, "not_existing">>]],
    show(bits, fun() -> binary_to_term(<<1:3>>) end),
    show(list, fun() -> binary_to_term("abc") end).

decode() ->
    [show(B, fun() -> binary_to_term(<<131, B/binary>>) end)
     || B <- [<<>>, <<97>>, <<97, 5>>, <<98, 255, 255, 255, 255>>, <<98, 1, 2, 3>>, <<99, "1.50000000000000000000e+00", 0, 0, 0, 0, 0>>, <<99, "nonsense-------------------", 0, 0, 0, 0>>,
              <<70, 63, 248, 0, 0, 0, 0, 0, 0>>, <<70, 127, 240, 0, 0, 0, 0, 0, 0>>, <<70, 255, 248, 0, 0, 0, 0, 0, 0>>,
              <<100, 0, 1, "a">>, <<100, 0, 1, 228>>, <<115, 1, "a">>, <<115, 0>>, <<118, 0, 2, 195, 165>>, <<118, 0, 1, 195>>, <<119, 2, 195, 165>>, <<119, 1, 255>>, <<119, 3, 237, 160, 128>>,
              <<100, 1, 0, (binary:copy(<<"a">>, 256))/binary>>, <<118, 1, 0, (binary:copy(<<"a">>, 256))/binary>>,
              <<104, 0>>, <<105, 0, 0, 0, 0>>, <<105, 0, 0, 0, 2, 97, 1, 97, 2>>, <<105, 255, 255, 255, 255, 97>>, <<106>>, <<107, 0, 0>>, <<107, 0, 2, 1, 2>>, <<107, 0, 3, 1>>,
              <<108, 0, 0, 0, 0, 106>>, <<108, 0, 0, 0, 0, 97, 7>>, <<108, 0, 0, 0, 1, 97, 1, 97, 2>>, <<108, 0, 0, 0, 1, 97, 1>>, <<109, 0, 0, 0, 2, 1, 2>>, <<109, 0, 0, 0, 3, 1>>,
              <<77, 0, 0, 0, 1, 3, 255>>, <<77, 0, 0, 0, 0, 0>>, <<77, 0, 0, 0, 0, 1>>, <<77, 0, 0, 0, 1, 0, 1>>, <<77, 0, 0, 0, 1, 9, 1>>, <<77, 0, 0, 0, 2, 8, 1, 2>>,
              <<110, 0, 0>>, <<110, 1, 0, 5>>, <<110, 1, 1, 5>>, <<110, 1, 7, 5>>, <<110, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1>>, <<110, 4, 0, 1, 0, 0, 0>>, <<110, 3, 0, 0, 0, 0>>, <<111, 0, 0, 0, 2, 1, 255, 1>>, <<111, 255, 255, 255, 255, 0, 1>>,
              <<116, 0, 0, 0, 1, 97, 1, 97, 2>>, <<116, 0, 0, 0, 2, 97, 1, 97, 2, 97, 1, 97, 3>>, <<116, 0, 0, 0, 2, 97, 2, 97, 2, 97, 1, 97, 3>>, <<116, 0, 0, 0, 0>>, <<116, 255, 255, 255, 255>>, <<116, 0, 0, 0, 1, 97>>,
              <<113, 119, 1, "m", 119, 1, "f", 97, 3>>, <<113, 119, 1, "m", 97, 1, 97, 3>>, <<113, 119, 1, "m", 119, 1, "f", 98, 255, 255, 255, 255>>, <<113, 119, 1, "m", 119, 1, "f", 119, 1, "a">>,
              <<82, 0>>, <<117, 0, 0, 0, 0>>, <<0>>, <<255>>, <<131, 97, 1>>]],
    %% Of another node, and of this one under its own name.
    Node = <<119, 5, "x@y.z">>, This = <<119, 13, "nonode@nohost">>,
    [show(B, fun() -> T = binary_to_term(<<131, B/binary>>), {is_pid(T), is_port(T), is_reference(T), node(T), term_to_binary(T) =:= <<131, B/binary>>} end)
     || N <- [Node, This],
        B <- [<<88, N/binary, 77:32, 0:32, 5:32>>, <<103, N/binary, 77:32, 0:32, 3>>, <<103, N/binary, 77:32, 0:32, 4>>, <<88, N/binary, 77:32, 9:32, 0:32>>,
              <<89, N/binary, 7:32, 5:32>>, <<102, N/binary, 7:32, 2>>, <<102, N/binary, 7:32, 9>>, <<120, N/binary, 7:64, 5:32>>, <<120, N/binary, (1 bsl 40):64, 5:32>>,
              <<90, 3:16, N/binary, 5:32, 1:32, 2:32, 3:32>>, <<90, 1:16, N/binary, 5:32, 1:32>>, <<90, 5:16, N/binary, 5:32, 1:32, 2:32, 3:32, 4:32, 5:32>>, <<90, 6:16, N/binary, 5:32, 1:32, 2:32, 3:32, 4:32, 5:32, 6:32>>,
              <<114, 3:16, N/binary, 1, 1:32, 2:32, 3:32>>, <<114, 3:16, N/binary, 4, 1:32, 2:32, 3:32>>, <<114, 3:16, N/binary, 1, (1 bsl 18):32, 2:32, 3:32>>, <<101, N/binary, 1:32, 1>>, <<101, N/binary, (1 bsl 18):32, 1>>,
              <<90, 3:16, N/binary, 0:32, 1:32, 2:32, 3:32>>, <<90, 3:16, N/binary, 0:32, (1 bsl 20):32, 2:32, 3:32>>, <<90, 4:16, N/binary, 0:32, 1:32, 2:32, 3:32, 4:32>>]].

compressed() ->
    Ts = [lists:duplicate(1000, abc), binary:copy(<<"0123456789">>, 1000), lists:seq(1, 300), a, "short", <<"abcdefghijklmnopqrstuvwxyz">>, binary:copy(<<0>>, 20),
          maps:from_list([{X, X} || X <- lists:seq(1, 100)])],
    [begin
         B = term_to_binary(T, [O]),
         io:format("~w ~w~n", [O, digest(B)]),
         T = binary_to_term(B),
         {T, N} = binary_to_term(<<B/binary, "tail">>, [used]),
         N = byte_size(B),
         N = byte_size(iolist_to_binary(term_to_iovec(T, [O])))
     end || T <- Ts, O <- [compressed | [{compressed, L} || L <- lists:seq(0, 9)]]],
    <<131, 80, Size:32, Z/binary>> = term_to_binary(lists:duplicate(1000, abc), [compressed]),
    [show(damaged, fun() -> length(binary_to_term(B)) end)
     || B <- [<<131, 80, (Size - 1):32, Z/binary>>, <<131, 80, (Size + 1):32, Z/binary>>, <<131, 80, Size:32, (binary:part(Z, 0, byte_size(Z) - 1))/binary>>, <<131, 80, Size:32>>, <<131, 80, 1, 2>>,
              <<131, 80, 16#FFFFFFFF:32, Z/binary>>, <<131, 80, Size:32, Z/binary>>, <<131, 80, 0:32, (zlib:compress(<<>>))/binary>>, <<131, 80, 4:32, (zlib:compress(<<108, 0, 0, 0>>))/binary>>,
              <<131, 80, 2:32, (zlib:compress(<<106, 106>>))/binary>>, <<131, 80, 1:32, (zlib:compress(<<106>>))/binary, "x">>]].

%% What OTP makes of damaged binaries, and what it refuses. Tags that name atoms by their number in OTP's table (73, 75) are left out.
mutated() ->
    Seeds = [term_to_binary(T)
             || T <- [[1, {a, "str"}, <<"bin">>, 1.5, 1 bsl 70], #{k => [v, {1, 2}], "s" => <<1:3>>}, {fun lists:map/2, 'ünï', [a | b]}, lists:seq(250, 260),
                      [{X, X * X} || X <- lists:seq(1, 5)], maps:from_list([{X, a} || X <- lists:seq(1, 34)])]]
            ++ [<<131, 104, 3, 88, 119, 3, "a@b", 1:32, 2:32, 3:32, 90, 2:16, 119, 3, "a@b", 4:32, 5:32, 6:32, 120, 119, 3, "a@b", 7:64, 8:32>>,
                <<131, 105, 0, 0, 0, 2, 99, "1.25000000000000000000e+01", 0, 0, 0, 0, 0, 70, 64, 9, 33, 251, 84, 68, 45, 24>>],
    mutate(Seeds, 4000, 12345, 0, erlang:md5_init()).

mutate(_, 0, _, Good, Sum) -> io:format("~w good, ~w~n", [Good, erlang:md5_final(Sum)]);
mutate(Seeds, N, R0, Good, Sum) ->
    {I, R1} = random(R0, length(Seeds)),
    B = lists:nth(I + 1, Seeds),
    {B1, R2} = change(B, R1),
    {Mine, Count} = try {io_lib:format("~w", [named(binary_to_term(B1))]), 1} catch error:badarg -> {"badarg", 0} end,
    mutate(Seeds, N - 1, R2, Good + Count, erlang:md5_update(Sum, unicode:characters_to_binary(Mine))).

change(B, R0) ->
    {At, R1} = random(R0, byte_size(B) - 1),
    {How, R2} = random(R1, 4),
    {V, R3} = random(R2, 256),
    <<_, Rest/binary>> = B,
    <<Front:At/binary, X, Tail/binary>> = Rest,
    New = case How of
              0 -> <<Front/binary, V, Tail/binary>>;
              1 -> <<Front/binary, Tail/binary>>;
              2 -> <<Front/binary, X, V, Tail/binary>>;
              3 -> <<Front/binary, (X bxor (1 bsl (V rem 8))), Tail/binary>>
          end,
    Safe = << <<(case C of 73 -> 97; 75 -> 97; _ -> C end)>> || <<C>> <= New >>,
    {<<131, Safe/binary>>, R3}.

random(R, N) ->
    R1 = (R * 1103515245 + 12345) band 16#7FFFFFFF,
    {(R1 bsr 8) rem N, R1}.

%% Pids, ports and references print by the number of their node.
named(T) when is_pid(T); is_port(T); is_reference(T) -> {node(T), term_to_binary(T)};
named([H | T]) -> [named(H) | named(T)];
named(T) when is_tuple(T) -> list_to_tuple([named(X) || X <- tuple_to_list(T)]);
named(T) when is_map(T) -> {map, [{named(K), named(V)} || {K, V} <- lists:sort(maps:to_list(T))]};
named(T) -> T.
