%% Maps, match states, making binaries.
-module(label_data).
-export([advance/1, bits/3, create_bin/5, get_elements/2, get_integer/3, get_tail/3, get_utf/3, map_position/2, put_map_assoc/5, put_map_exact/5, remaining/1, segments/1, start_match/4, sub_binary/1]).
-import(label_wasm, ['if'/2, add/2, and_/2, atom/1, badarg/0, c/1, ctx/0, emit/1, ensure/1, ensure_with_root/4, eq/2,
    eqz/1, fail/1, get_local/1, h/0, handle_error/0, hdr/1, js/0, jump/1, live16/1, load/2, lt_s/2, lt_u/2, mul/2,
    ne/2, number/1, or_/2, out_of_memory/0, prim/2, raise/1, rd/1, set_local/2, shl/2, shr/2, shru/2, store/3, sub/2,
    t/0, tag/1, unsupported/0, untag/1, word/2, wr/2]).

-define(FALSE, 16#0B).

%% ---- Maps -------------------------------------------------------------------------------------------------
%% Map in local 3; position of the key in local 4.
map_position(Key, L) ->
    [set_local(4, prim(49, [ctx(), get_local(3), Key])), 'if'(eq(get_local(4), c(-2)), raise(out_of_memory())),
     'if'(eq(get_local(4), c(-1)), jump(L))].
get_elements([K, D | Rest], L) ->
    [map_position(rd(K), L), wr(D, load(8, add(untag(get_local(3)), shl(get_local(4), 2)))) | get_elements(Rest, L)];
get_elements([], _) -> [].
pairs([K, V | Rest]) -> [{K, V} | pairs(Rest)];
pairs([]) -> [].

put_map_assoc(_L, S, D, Live, List) ->
    Pairs = pairs(List),
    Size = sub(shru(hdr(get_local(3)), 6), c(1)),
    emit([set_local(3, rd(S)), set_local(5, c(0)),
          [[set_local(4, prim(49, [ctx(), get_local(3), rd(K)])), 'if'(eq(get_local(4), c(-2)), raise(out_of_memory())),
            'if'(eq(get_local(4), c(-1)), set_local(5, add(get_local(5), c(1))))] || {K, _} <- Pairs],
          set_local(6, add(Size, c(2))),
          'if'(get_local(5), set_local(6, add(shl(add(Size, get_local(5)), 1), c(3)))),
          ensure_with_root(get_local(6), Live, 3, 1),
          set_local(7, prim(61, [ctx(), js(), c(8 * length(Pairs))])), ensure(get_local(7)),
          [[store(8 * I - 8, get_local(7), rd(K)), store(8 * I - 4, get_local(7), rd(V))] || {I, {K, V}} <- number(Pairs)],
          set_local(8, prim(63, [ctx(), js(), get_local(3), get_local(5), c(length(Pairs)), get_local(7)])),
          prim(62, [get_local(7)]), ensure(get_local(8)), wr(D, get_local(8))]).
put_map_exact(L, S, D, Live, List) ->
    Pairs = pairs(List),
    emit([set_local(3, rd(S)),
          [[set_local(4, prim(49, [ctx(), get_local(3), rd(K)])), 'if'(eq(get_local(4), c(-2)), raise(out_of_memory())),
            'if'(eq(get_local(4), c(-1)), bad_key(L, K))] || {K, _} <- Pairs],
          ensure_with_root(add(shru(hdr(get_local(3)), 6), c(1)), Live, 3, 1),
          set_local(5, prim(70, [ctx(), get_local(3)])),
          [[set_local(4, prim(49, [ctx(), get_local(5), rd(K)])),
            store(8, add(untag(get_local(5)), shl(get_local(4), 2)), rd(V))] || {K, V} <- Pairs],
          wr(D, get_local(5))]).
bad_key(0, _) -> raise(badarg());
bad_key(L, _) -> jump(L).

%% ---- Bit syntax -------------------------------------------------------------------------------------------
%% Match state in local 3.
advance(Bits) -> store(8, untag(t()), add(word(t(), 2), Bits)).
remaining(I) -> set_local(I, sub(shl(word(word(t(), 1), 1), 3), word(t(), 2))).
%% Local 4 := size * unit in bits.
bits(_, {i, N}, Unit) -> set_local(4, c(N * Unit));
bits(L, S, Unit) ->
    [set_local(4, rd(S)), 'if'(ne(and_(get_local(4), c(15)), c(15)), fail(L)), 'if'(lt_s(get_local(4), c(0)), fail(L)),
     set_local(4, mul(shr(get_local(4), 4), c(Unit)))].
get_integer(L, Bits, Flags) ->
    [set_local(5, prim(46, [ctx(), js(), word(t(), 1), word(t(), 2), Bits, c(Flags)])), ensure(get_local(5)),
     'if'(eq(get_local(5), c(?FALSE)), jump(L)), advance(Bits)].
%% Local 5 := the bits (local 4, whole bytes) at the current position.
sub_binary(Live) ->
    [set_local(7, prim(47, [word(t(), 1), shru(get_local(4), 3)])), ensure_with_root(get_local(7), Live, 3, 1),
     set_local(5, prim(48, [ctx(), word(t(), 1), shru(word(t(), 2), 3), shru(get_local(4), 3)]))].
start_match(L, S, Live, D) ->
    emit(set_local(3, rd(S))),
    case L of
        none -> ok;
        _ ->
            emit(['if'(ne(and_(t(), c(3)), c(2)), fail(L)),
                  'if'(eqz(or_(or_(tag(16#20), tag(16#24)), or_(tag(16#28), tag(4)))), fail(L))])
    end,
    emit([ensure_with_root(c(4), Live, 3, 1), wr(D, prim(45, [ctx(), t(), c(0)]))]).
get_tail(Ms, D, Live) ->
    emit([set_local(3, rd(Ms)), 'if'(and_(word(t(), 2), c(7)), raise(badarg())), remaining(4), sub_binary(Live), wr(D, get_local(5))]).
get_utf(L, Call, D) ->
    emit([set_local(3, Call), 'if'(eqz(get_local(3)), jump(L)), case D of none -> []; _ -> wr(D, get_local(3)) end]).

segments([Type, {u, _}, {u, Unit}, Flags, Src, Size | Rest]) -> [{segment_type(Type), Unit, Flags, Src, Size} | segments(Rest)];
segments([]) -> [].
segment_type({a, N}) -> lists:nth(N, get(atoms)).

%% Total size in local 6.
create_bin(L, Alloc, Live, D, Segments) ->
    emit([set_local(6, c(0)), [segment_size(L, S) || S <- Segments],
          'if'(and_(get_local(6), c(7)), raise(unsupported())),
          prim(7, [ctx(), c(Live)])]),
    Bytes = shru(get_local(6), 3),
    emit([ensure(prim(44, [ctx(), js(), add(c(8 + Alloc), shru(add(Bytes, c(3)), 2)), c(live16(Live)), c(1)]))]),
    case Segments of
        [{private_append, _, _, Src, {a, _}} | Rest] ->
            emit([set_local(3, rd(Src)), set_local(8, shl(word(t(), 1), 3)), set_local(7, prim(72, [ctx(), t(), Bytes]))]);
        Rest ->
            emit([set_local(7, prim(52, [ctx(), Bytes])), set_local(8, c(0))])
    end,
    emit(['if'(eqz(get_local(7)), raise(out_of_memory())), [segment_bits(L, S) || S <- Rest], wr(D, get_local(7))]).

grow(N) -> set_local(6, add(get_local(6), N)).
is_small_local(I) -> eq(and_(get_local(I), c(15)), c(15)).
%% Local 4 := size * unit, for segments.
segment_count(_, {i, N}, Unit) when N > 0 -> set_local(4, c(N * Unit));
segment_count(_, {u, N}, Unit) -> set_local(4, c(N * Unit));
segment_count(L, {i, _}, _) -> fail(L);
segment_count(L, Size, Unit) ->
    [set_local(4, rd(Size)), 'if'(eqz(is_small_local(4)), fail(L)), 'if'(lt_s(get_local(4), c(0)), fail(L)),
     set_local(4, mul(shr(get_local(4), 4), c(Unit)))].
is_all({a, N}) when N =/= 0 -> lists:nth(N, get(atoms)) =:= all;
is_all(_) -> false.

segment_size(L, {utf8, _, _, S, _}) ->
    [set_local(3, rd(S)), 'if'(eqz(is_small_local(3)), fail(L)), set_local(4, prim(50, [shr(t(), 4)])),
     'if'(eqz(get_local(4)), fail(L)), grow(shl(get_local(4), 3))];
segment_size(L, {utf16, _, _, S, _}) ->
    [set_local(3, rd(S)), 'if'(eqz(is_small_local(3)), fail(L)), set_local(4, prim(51, [shr(t(), 4)])),
     'if'(eqz(get_local(4)), fail(L)), grow(shl(get_local(4), 3))];
segment_size(L, {utf32, _, _, S, _}) -> [set_local(3, rd(S)), 'if'(eqz(is_small_local(3)), fail(L)), grow(c(32))];
segment_size(L, {float, Unit, _, S, Size}) ->
    ['if'(eqz(prim(36, [rd(S)])), fail(L)), segment_count(L, Size, Unit),
     'if'(eqz(or_(eq(get_local(4), c(64)), or_(eq(get_local(4), c(32)), eq(get_local(4), c(16))))), fail(L)), grow(get_local(4))];
segment_size(L, {integer, Unit, _, S, Size}) ->
    [set_local(3, rd(S)),
     'if'(eqz(is_small_local(3)), ['if'(ne(and_(t(), c(3)), c(2)), fail(L)), 'if'(ne(and_(h(), c(16#3B)), c(8)), fail(L))]),
     segment_count(L, Size, Unit), grow(get_local(4))];
segment_size(_, {string, _, _, _, {_, N}}) -> grow(c(8 * N));
segment_size(L, {_, Unit, _, S, Size}) ->
    [set_local(3, rd(S)), 'if'(ne(and_(t(), c(3)), c(2)), fail(L)),
     'if'(eqz(or_(tag(16#20), or_(tag(16#24), tag(16#28)))), fail(L)),
     case is_all(Size) of
         true -> grow(shl(word(t(), 1), 3));
         false -> [segment_count(L, Size, Unit), 'if'(lt_u(shl(word(t(), 1), 3), get_local(4)), fail(L)), grow(get_local(4))]
     end].

%% Writes into local 7 at bit local 8.
segment_bits(L, {utf8, _, _, S, _}) -> utf_bits(L, prim(54, [get_local(7), get_local(8), shr(rd(S), 4)]));
segment_bits(L, {utf16, _, F, S, _}) -> utf_bits(L, prim(55, [get_local(7), get_local(8), shr(rd(S), 4), c(flags(F))]));
segment_bits(L, {utf32, _, F, S, _}) ->
    ['if'(eqz(prim(56, [get_local(7), get_local(8), shr(rd(S), 4), c(flags(F))])), fail(L)), step(c(32))];
segment_bits(L, {integer, Unit, F, S, Size}) ->
    [segment_count(L, Size, Unit), 'if'(eqz(prim(57, [get_local(7), get_local(8), rd(S), get_local(4), c(flags(F))])), fail(L)), step(get_local(4))];
segment_bits(L, {float, Unit, F, S, Size}) ->
    [segment_count(L, Size, Unit), 'if'(eqz(prim(74, [get_local(7), get_local(8), rd(S), get_local(4), c(flags(F))])), fail(L)), step(get_local(4))];
segment_bits(_, {string, _, _, {_, Off}, {_, N}}) ->
    [prim(58, [ctx(), js(), get_local(7), get_local(8), c(Off), c(8 * N)]), step(c(8 * N))];
segment_bits(L, {_, Unit, _, S, Size}) ->
    [case is_all(Size) of
         true -> set_local(5, atom(15));
         false -> [segment_count(L, Size, Unit), set_local(5, or_(shl(get_local(4), 4), c(15)))]
     end,
     set_local(4, prim(59, [ctx(), js(), get_local(7), get_local(8), rd(S), get_local(5)])),
     'if'(lt_s(get_local(4), c(0)), handle_error()), step(get_local(4))].
utf_bits(L, Call) -> [set_local(4, Call), 'if'(eqz(get_local(4)), fail(L)), step(shl(get_local(4), 3))].
step(N) -> set_local(8, add(get_local(8), N)).
flags({a, 0}) -> 0;
flags({literal, N}) -> lists:sum([flag(F) || F <- lists:nth(N + 1, get(literals))]).
flag(little) -> 2;
flag(signed) -> 4;
flag(native) -> 16;
flag(_) -> 0.
