%% Functions that came with OTP 26 and 27: tables, zeros, maps, lists, sets, binaries, timers.
-module(otp27_library).
-export([main/0]).

main() -> release(), tables(), zeros(), lists_and_maps(), terms(), sizes(<<"GET">>), sizes(<<"PUSH">>), sizes(<<"P", 1:3>>).

show(Tag, F) -> io:format("~tp: ~tp~n", [Tag, try F() catch C:R -> {C, R} end]).

release() ->
    io:format("~p~n", [list_to_integer(erlang:system_info(otp_release)) >= 27]),
    io:format("~p~n", [[erlang:system_info(I) || I <- [otp_release, version, nif_version, compat_rel, time_offset]]]).

tables() ->
    O = ets:new(o, [ordered_set]), S = ets:new(s, []), B = ets:new(b, [bag]), D = ets:new(d, [duplicate_bag]),
    ets:insert(O, [{N, N * N, x} || N <- [1, 2, 3]]), ets:insert(S, [{a, 1}]), [ets:insert(T, [{k, 1}, {k, 2}, {k, 1}]) || T <- [B, D]],
    [show(N, F) || {N, F} <- [{1, fun() -> ets:first_lookup(O) end}, {2, fun() -> ets:last_lookup(O) end}, {3, fun() -> ets:next_lookup(O, 1) end}, {4, fun() -> ets:next_lookup(O, 3) end},
                              {5, fun() -> ets:prev_lookup(O, 2) end}, {6, fun() -> ets:prev_lookup(O, 1) end}, {7, fun() -> ets:next_lookup(O, 1.5) end}, {8, fun() -> ets:first_lookup(S) end},
                              {9, fun() -> ets:first_lookup(B) end}, {10, fun() -> ets:first_lookup(D) end}, {11, fun() -> ets:next_lookup(S, zz) end}, {12, fun() -> ets:next_lookup(B, k) end},
                              {13, fun() -> ets:first_lookup(none) end}, {14, fun() -> ets:last_lookup(ets:new(e, [])) end}, {15, fun() -> ets:lookup_element(O, 1, 2, d) end},
                              {16, fun() -> ets:lookup_element(O, 9, 2, d) end}, {17, fun() -> ets:lookup_element(B, k, 2, d) end}, {18, fun() -> ets:lookup_element(O, 1, 9, d) end},
                              {19, fun() -> ets:lookup_element(O, 9, 0, d) end}, {20, fun() -> ets:lookup_element(O, 1, a, d) end}, {21, fun() -> ets:lookup_element(none, 1, 1, d) end},
                              {22, fun() -> ets:update_element(O, 1, {2, z}, {0, 0, 0}) end}, {23, fun() -> ets:update_element(O, 5, [{2, z}, {3, y}], {0, 0, 0}) end},
                              {24, fun() -> ets:update_element(O, 6, {4, z}, {0, 0, 0}) end}, {25, fun() -> ets:update_element(O, 6, [], {0, 1}) end}, {26, fun() -> ets:update_element(B, 6, [], {0, 1}) end},
                              {27, fun() -> ets:update_element(O, 7, {2, z}, x) end}, {28, fun() -> ets:update_element(O, 7, {1, z}, {0, 0}) end}, {29, fun() -> ets:update_element(O, 7, a, {0, 0}) end}]],
    io:format("~p~n", [ets:tab2list(O)]),
    io:format("~p~n", [ets:foldl(fun({K, _, _}, A) -> [K | A]; (_, A) -> A end, [], O)]).

zeros() ->
    P = list_to_float("0.0"), M = list_to_float("-0.0"),
    io:format("~p~n", [[P =:= M, P == M, P =/= M, P < M, abs(M), {P} =:= {M}, [P] == [M], #{P => 1} =:= #{M => 1}, maps:size(#{P => 1, M => 2}), lists:usort([P, M]),
                        lists:member(M, [P]), erlang:phash2(P) =:= erlang:phash2(M), zero(P), zero(M), zero(0), maps:to_list(#{P => a, M => b})]]),
    T = ets:new(t, []), ets:insert(T, [{P, p}, {M, m}]),
    io:format("~p~n", [lists:sort(ets:tab2list(T))]),
    L = maps:from_list([{N, N} || N <- lists:seq(1, 40)]),
    io:format("~p~n", [maps:size(L#{P => p, M => m})]).

zero(0) -> integer;
zero(+0.0) -> plus;
zero(-0.0) -> minus.

lists_and_maps() ->
    io:format("~p~n", [lists:zip([1, 2, 3], [a], trim)]),
    io:format("~p~n", [lists:zip([1], [a, b, c], {pad, {x, y}})]),
    io:format("~p~n", [lists:enumerate(5, -2, [a, b, c])]),
    io:format("~p~n", [lists:uniq(fun(X) -> X rem 3 end, lists:seq(1, 10))]),
    io:format("~p~n", [maps:groups_from_list(fun(X) -> X rem 2 end, [1, 2, 3, 4])]),
    io:format("~p~n", [maps:to_list(maps:iterator(#{3 => c, 1 => a, 2 => b}, reversed))]),
    io:format("~p~n", [maps:to_list(maps:iterator(#{3 => c, 1 => a, 2 => b}, fun(A, B) -> A >= B end))]),
    io:format("~p~n", [[K || K := V <- #{1 => 2, 3 => 3}, K =:= V]]),
    io:format("~p~n", [#{K => V + 1 || K := V <- #{1 => 2, 3 => 3}}]),
    io:format("~p~n", [#{X => <<X>> || <<X>> <= <<"ab">>}]),
    io:format("~kp~n", [#{b => 1, a => 2, c => 3}]),
    io:format("~p~n", [sets:to_list(sets:map(fun(X) -> X div 2 end, sets:from_list([1, 2, 3])))]),
    io:format("~p~n", [base64:encode(<<251, 255>>, #{mode => urlsafe, padding => false})]).

terms() ->
    io:format("~p~n", [[term_to_binary(X) || X <- [a, 'å', {b, []}, "text", #{1 => 2}]]]),
    io:format("~p~n", [[term_to_binary(a, [{minor_version, V}]) || V <- [0, 1, 2]]]),
    io:format("~p~n", [process_flag(max_heap_size, #{size => 100000, include_shared_binaries => true})]),
    io:format("~p~n", [process_info(self(), max_heap_size)]),
    try id(a) + 1 catch error:badarith:St -> io:format("~p~n", [hd(St)]) end.

id(X) -> X.

%% What is left of a match is not made a binary for its size.
sizes(<<"GET", _/bits>>) -> io:format("get~n");
sizes(<<"P", R/binary>>) -> io:format("~p~n", [byte_size(R)]);
sizes(<<"P", R/bits>> = B) when bit_size(R) < 8 -> io:format("~p~n", [{bit_size(R), byte_size(B)}]).
