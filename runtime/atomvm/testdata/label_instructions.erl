%% The code of each instruction but those of label_data.
-module(label_instructions).
-export([instructions/1]).
-import(label_wasm, ['if'/2, add/2, and_/2, atom/1, badarg/0, badarith/0, badfun/0, c/1, catch_of/1, close/0,
    continue_at/1, ctx/0, emit/1, ensure/1, ensure_with_root/4, eq/2, eqz/1, fail/1, get_local/1, h/0, hdr/1, js/0,
    jump/1, last/1, live16/1, load/2, lt_u/2, ne/2, new_label/0, new_line/1, number/1, off/0, op/3, open/1, or_/2,
    pop_frame/1, prim/2, raise/1, raise_with/2, rd/1, reduce/1, return/1, set_cp/1, set_local/2, shl/2, shr/2,
    shru/2, signals/0, split/0, store/3, t/0, tag/1, type_test/4, untag/1, word/2, wr/2]).
-import(label_data, [advance/1, bits/3, create_bin/5, get_elements/2, get_integer/3, get_tail/3, get_utf/3,
    map_position/2, put_map_assoc/5, put_map_exact/5, remaining/1, segments/1, start_match/4, sub_binary/1]).

-define(E_OFFSET, 16#14).
-define(FALSE, 16#0B).
-define(NIL, 16#3B).

instructions([{label, [{u, L}]}, {catch_end, [Y]} | Rest]) ->
    open(L),
    put(beam_label, L),
    %% The normal path must not look at x[0] (H-30); exceptions come to a label of their own.
    Join = new_label(),
    emit([wr(Y, c(?NIL)), jump(Join)]),
    case maps:find(L, get(catches)) of
        {ok, H} ->
            continue_at(H),
            emit([wr(Y, c(?NIL)), ensure(prim(43, [ctx(), js()])), jump(Join)]);
        error -> ok
    end,
    continue_at(Join),
    instructions(Rest);
instructions([{label, [{u, L}]} | Rest]) ->
    open(L),
    put(beam_label, L),
    instructions(Rest);
instructions([{line, [{u, N}]} | Rest]) ->
    new_line(N),
    instructions(Rest);
instructions([{int_code_end, []} | _]) ->
    close(),
    L = get(labels),
    put(functions, [{L, return(prim(10, [ctx(), js()]))} | get(functions)]);
instructions([{Name, Args} | Rest]) ->
    case get(current) of
        none -> ok;
        _ -> instruction(Name, Args)
    end,
    instructions(Rest).

%% ---- Instructions -----------------------------------------------------------------------------------------
instruction(func_info, [_, {a, F}, {u, A}]) -> last(return(prim(76, [ctx(), js(), c(off()), c(F), c(A)])));
instruction(call, [_, {f, L}]) ->
    K = new_label(),
    emit([set_cp(K), reduce(L)]),
    continue_at(K);
instruction(call_last, [_, {f, L}, {u, N}]) -> last([pop_frame(N), reduce(L)]);
instruction(call_only, [_, {f, L}]) -> last(reduce(L));
instruction(call_ext, [{u, A}, {u, I}]) -> call_ext(A, I);
%% The frame is left only afterwards: the callee may be a native that suspends (H-16).
instruction(call_ext_last, [{u, A}, {u, I}, {u, N}]) ->
    call_ext(A, I),
    emit(ensure(prim(9, [ctx(), js(), c(N)]))),
    last(return(prim(1, [ctx(), js()])));
instruction(call_ext_only, [{u, A}, {u, I}]) ->
    split(),
    last(return(prim(4, [ctx(), js(), c(off()), c(A), c(I), c(-1)])));
instruction(bif0, [{u, I}, D]) -> emit(wr(D, call_bif([ctx()], I)));
instruction(bif1, [{f, L}, {u, I}, A, D]) -> bif(L, I, [c(L), rd(A)], D);
instruction(bif2, [{f, L}, {u, I}, A, B, D]) -> bif(L, I, [c(L), rd(A), rd(B)], D);
instruction(bif3, [{f, L}, {u, I}, A, B, C, D]) -> bif(L, I, [c(L), rd(A), rd(B), rd(C)], D);
instruction(gc_bif1, [{f, L}, {u, Live}, {u, I}, A, D]) -> gc_bif(L, Live, I, [rd(A)], D);
instruction(gc_bif2, [{f, L}, {u, Live}, {u, I}, A, B, D]) -> gc_bif(L, Live, I, [rd(A), rd(B)], D);
instruction(gc_bif3, [{f, L}, {u, Live}, {u, I}, A, B, C, D]) -> gc_bif(L, Live, I, [rd(A), rd(B), rd(C)], D);
instruction(allocate, [{u, N}, {u, Live}]) -> emit(ensure(prim(5, [ctx(), js(), c(N), c(0), c(Live)])));
instruction(allocate_heap, [{u, N}, {u, Need}, {u, Live}]) -> emit(ensure(prim(5, [ctx(), js(), c(N), c(Need), c(Live)])));
instruction(test_heap, [{u, Need}, {u, Live}]) -> emit(ensure(prim(12, [ctx(), js(), c(Need), c(Live)])));
instruction(deallocate, [{u, N}]) -> emit(ensure(prim(9, [ctx(), js(), c(N)])));
instruction(trim, [{u, N}, _]) -> emit(store(?E_OFFSET, ctx(), add(load(?E_OFFSET, ctx()), c(4 * N))));
instruction(return, []) -> last(return(prim(1, [ctx(), js()])));
instruction(init_yregs, [{list, Ys}]) -> emit([wr(Y, c(?NIL)) || Y <- Ys]);
instruction(send, []) -> emit(ensure(prim(17, [ctx(), js()])));
instruction(remove_message, []) -> emit([prim(26, [ctx()]), signals(), prim(23, [ctx()])]);
instruction(timeout, []) -> emit(prim(24, [ctx()]));
instruction(loop_rec, [{f, L}, D]) ->
    emit([signals(), set_local(3, prim(22, [ctx()])), 'if'(eqz(get_local(3)), jump(L)), wr(D, get_local(3))]);
instruction(loop_rec_end, [{f, L}]) -> last([signals(), prim(25, [ctx()]), jump(L)]);
instruction(wait, [{f, L}]) -> last([store(4, js(), c(L + 1)), return(prim(29, [ctx(), js()]))]);
instruction(wait_timeout, [{f, L}, T]) ->
    K = new_label(),
    emit([store(4, js(), c(K + 1)), return(prim(30, [ctx(), js(), rd(T), c(L)]))]),
    continue_at(K),
    emit([signals(), 'if'(eqz(prim(33, [ctx(), c(2)])), return(prim(31, [ctx(), js(), c(L)])))]);
instruction(is_lt, [{f, L}, A, B]) -> compare(L, A, B, 0, 5);
instruction(is_ge, [{f, L}, A, B]) -> compare(L, A, B, 0, 2);
instruction(is_eq, [{f, L}, A, B]) -> compare(L, A, B, 0, 6);
instruction(is_ne, [{f, L}, A, B]) -> compare(L, A, B, 0, 1);
instruction(is_eq_exact, [{f, L}, A, B]) -> compare(L, A, B, 1, 6);
instruction(is_ne_exact, [{f, L}, A, B]) -> compare(L, A, B, 1, 1);
instruction(is_integer, [{f, L}, A]) -> type_test(L, A, eq(and_(t(), c(15)), c(15)), eq(and_(h(), c(16#3B)), c(8)));
instruction(is_float, [{f, L}, A]) -> type_test(L, A, c(0), tag(16#18));
instruction(is_number, [{f, L}, A]) -> type_test(L, A, eq(and_(t(), c(15)), c(15)), eq(and_(h(), c(16#2B)), c(8)));
instruction(is_atom, [{f, L}, A]) -> emit('if'(ne(and_(rd(A), c(16#3F)), c(16#0B)), jump(L)));
instruction(is_pid, [{f, L}, A]) -> type_test(L, A, eq(and_(t(), c(15)), c(3)), tag(16#30));
instruction(is_port, [{f, L}, A]) -> type_test(L, A, eq(and_(t(), c(15)), c(7)), tag(16#34));
instruction(is_reference, [{f, L}, A]) -> type_test(L, A, c(0), or_(tag(16#10), tag(16#38)));
instruction(is_nil, [{f, L}, A]) -> emit('if'(ne(rd(A), c(?NIL)), jump(L)));
instruction(is_binary, [{f, L}, A]) -> type_test(L, A, c(0), or_(tag(16#20), or_(tag(16#24), tag(16#28))));
instruction(is_bitstr, Args) -> instruction(is_binary, Args);
instruction(is_list, [{f, L}, A]) ->
    emit([set_local(3, rd(A)), 'if'(eqz(or_(eq(t(), c(?NIL)), eq(and_(t(), c(3)), c(1)))), jump(L))]);
instruction(is_nonempty_list, [{f, L}, A]) -> emit('if'(ne(and_(rd(A), c(3)), c(1)), jump(L)));
instruction(is_tuple, [{f, L}, A]) -> type_test(L, A, c(0), tag(0));
instruction(is_map, [{f, L}, A]) -> type_test(L, A, c(0), tag(16#2C));
instruction(is_function, [{f, L}, A]) -> type_test(L, A, c(0), tag(16#14));
instruction(is_boolean, [{f, L}, A]) -> emit('if'(ne(and_(rd(A), c(-65)), c(?FALSE)), jump(L)));
instruction(is_function2, [{f, L}, A, N]) ->
    emit([set_local(4, rd(N)), 'if'(ne(and_(get_local(4), c(15)), c(15)), fail(L))]),
    type_test(L, A, c(0), tag(16#14)),
    emit(['if'(eq(and_(word(t(), 2), c(16#3F)), c(16#0B)), set_local(5, shr(word(t(), 3), 4))),
          'if'(ne(and_(word(t(), 2), c(16#3F)), c(16#0B)), set_local(5, prim(65, [word(t(), 1), shr(word(t(), 2), 4)]))),
          'if'(ne(get_local(5), shr(get_local(4), 4)), jump(L))]);
instruction(test_arity, [{f, L}, A, {u, N}]) -> emit('if'(ne(shru(hdr(rd(A)), 6), c(N)), jump(L)));
instruction(is_tagged_tuple, [{f, L}, A, {u, N}, Atom]) ->
    type_test(L, A, c(0), tag(0)),
    emit(['if'(ne(shru(h(), 6), c(N)), jump(L)), 'if'(ne(word(t(), 1), rd(Atom)), jump(L))]);
instruction(select_val, [A, {f, D}, {list, Pairs}]) -> last([set_local(3, rd(A)), select_val(Pairs), jump(D)]);
instruction(select_tuple_arity, [A, {f, D}, {list, Pairs}]) ->
    last([set_local(3, shru(hdr(rd(A)), 6)), select_arity(Pairs), jump(D)]);
instruction(jump, [{f, L}]) -> last(reduce(L));
instruction('catch', [Y, {f, L}]) ->
    H = new_label(),
    put(catches, (get(catches))#{L => H}),
    emit(wr(Y, catch_of(H)));
instruction('try', [Y, {f, L}]) -> emit(wr(Y, catch_of(L)));
instruction(try_end, [Y]) -> emit(wr(Y, c(?NIL)));
instruction(try_case, [Y]) -> emit(wr(Y, c(?NIL)));
instruction(try_case_end, [V]) -> last(raise_with(atom(8), rd(V)));
instruction(badmatch, [V]) -> last(raise_with(atom(10), rd(V)));
instruction(case_end, [V]) -> last(raise_with(atom(11), rd(V)));
instruction(badrecord, [V]) -> last(raise_with(atom(17), rd(V)));
instruction(if_end, []) -> last(raise(atom(12)));
instruction(raise, [Trace, V]) -> last(return(prim(28, [ctx(), js(), rd(Trace), rd(V)])));
instruction(raw_raise, []) ->
    emit([set_local(3, rd({x, 0})),
          'if'(or_(eq(t(), atom(3)), or_(eq(t(), atom(16)), eq(t(), atom(13)))), return(prim(75, [ctx(), js()]))),
          wr({x, 0}, badarg())]);
instruction(build_stacktrace, []) -> emit(wr({x, 0}, prim(71, [ctx()])));
instruction(move, [S, D]) -> emit(wr(D, rd(S)));
instruction(swap, [A, B]) -> emit([set_local(3, rd(A)), set_local(4, rd(B)), wr(A, get_local(4)), wr(B, get_local(3))]);
instruction(get_list, [S, H, T]) -> emit([set_local(3, rd(S)), wr(H, word(t(), 1)), wr(T, word(t(), 0))]);
instruction(get_hd, [S, D]) -> emit(wr(D, word(rd(S), 1)));
instruction(get_tl, [S, D]) -> emit(wr(D, word(rd(S), 0)));
instruction(get_tuple_element, [S, {u, I}, D]) -> emit(wr(D, word(rd(S), I + 1)));
instruction(set_tuple_element, [V, T, {u, I}]) -> emit(store(4 * (I + 1), untag(rd(T)), rd(V)));
instruction(put_list, [H, T, D]) -> emit(wr(D, prim(13, [ctx(), rd(H), rd(T)])));
instruction(put_tuple2, [D, {list, Vs}]) ->
    emit([set_local(3, prim(16, [ctx(), c(length(Vs))])),
          [store(4 * I, untag(t()), rd(V)) || {I, V} <- number(Vs)], wr(D, t())]);
instruction(update_record, [_Hint, {u, Size}, S, D, {list, Updates}]) ->
    emit([set_local(4, prim(16, [ctx(), c(Size)])), set_local(3, rd(S)),
          [store(4 * I, untag(get_local(4)), word(t(), I)) || I <- lists:seq(1, Size)], update(Updates), wr(D, get_local(4))]);
instruction(call_fun, [{u, N}]) -> call_fun(N, {x, N});
instruction(call_fun2, [_Tag, {u, N}, F]) -> call_fun(N, F);
instruction(make_fun3, [{u, I}, D, {list, Free}]) ->
    emit([set_local(3, prim(20, [ctx(), js(), c(I), c(length(Free))])),
          [store(4 * (N + 2), untag(t()), rd(V)) || {N, V} <- number(Free)], wr(D, t())]);
instruction(apply, [{u, N}]) ->
    split(),
    K = new_label(),
    emit([apply_check(N), set_cp(K), return(apply_call(N))]),
    continue_at(K);
instruction(apply_last, [{u, N}, {u, Frame}]) ->
    instruction(apply, [{u, N}]),
    emit(ensure(prim(9, [ctx(), js(), c(Frame)]))),
    last(return(prim(1, [ctx(), js()])));
instruction(fmove, [{fr, N}, D]) -> emit(wr(D, prim(35, [ctx(), c(N)])));
instruction(fmove, [S, {fr, N}]) ->
    emit([prim(34, [ctx()]), set_local(3, rd(S)), store(8 * N, load(16#60, ctx()), word(t(), 1)),
          store(8 * N + 4, load(16#60, ctx()), word(t(), 2))]);
instruction(fconv, [S, {fr, N}]) ->
    emit([set_local(3, rd(S)), 'if'(eqz(prim(36, [t()])), raise(badarith())), prim(34, [ctx()]), prim(37, [ctx(), t(), c(N)])]);
instruction(fadd, Args) -> float_op(38, Args);
instruction(fsub, Args) -> float_op(39, Args);
instruction(fmul, Args) -> float_op(40, Args);
instruction(fdiv, Args) -> float_op(41, Args);
instruction(fnegate, [_, {fr, A}, {fr, D}]) -> emit(prim(42, [ctx(), c(A), c(D)]));
instruction(recv_marker_reserve, [D]) -> emit(wr(D, c(?NIL)));
instruction(Name, _) when Name =:= recv_marker_bind; Name =:= recv_marker_clear; Name =:= recv_marker_use;
                          Name =:= nif_start; Name =:= executable_line; Name =:= debug_line -> ok;
instruction(put_map_assoc, [{f, L}, S, D, {u, Live}, {list, Pairs}]) -> put_map_assoc(L, S, D, Live, Pairs);
instruction(put_map_exact, [{f, L}, S, D, {u, Live}, {list, Pairs}]) -> put_map_exact(L, S, D, Live, Pairs);
instruction(has_map_fields, [{f, L}, M, {list, Keys}]) ->
    emit([set_local(3, rd(M)), [map_position(rd(K), L) || K <- Keys]]);
instruction(get_map_elements, [{f, L}, M, {list, Pairs}]) -> emit([set_local(3, rd(M)), get_elements(Pairs, L)]);
instruction(bs_start_match3, [{f, L}, S, {u, Live}, D]) -> start_match(L, S, Live, D);
instruction(bs_start_match4, [Fail, {u, Live}, S, D]) ->
    case Fail of
        {f, L} -> start_match(L, S, Live, D);
        {a, _} -> start_match(none, S, Live, D)
    end;
instruction(bs_get_position, [Ms, D, _]) -> emit(wr(D, or_(shl(word(rd(Ms), 2), 4), c(15))));
instruction(bs_set_position, [Ms, Pos]) -> emit(store(8, untag(rd(Ms)), shr(rd(Pos), 4)));
instruction(bs_get_tail, [Ms, D, {u, Live}]) -> get_tail(Ms, D, Live);
instruction(bs_get_integer2, [{f, L}, Ms, {u, _}, Size, {u, Unit}, {u, Flags}, D]) ->
    emit([bits(L, Size, Unit), set_local(3, rd(Ms)), get_integer(L, get_local(4), Flags), wr(D, get_local(5))]);
instruction(bs_get_float2, [{f, L}, Ms, {u, Live}, Size, {u, Unit}, {u, Flags}, D]) ->
    emit([bits(L, Size, Unit), set_local(3, rd(Ms)), ensure_with_root(c(3), Live, 3, 1),
          set_local(5, prim(64, [ctx(), word(t(), 1), word(t(), 2), get_local(4), c(Flags)])),
          'if'(eq(get_local(5), c(?FALSE)), jump(L)), advance(get_local(4)), wr(D, get_local(5))]);
instruction(bs_get_binary2, [{f, L}, Ms, {u, Live}, Size, {u, Unit}, {u, Flags}, D]) ->
    Flags =:= 0 orelse throw({unsupported, bs_get_binary2, Unit}),
    emit([set_local(3, rd(Ms)), remaining(6),
          case Size of
              {a, A} when A =/= 0 -> set_local(4, get_local(6));
              _ -> bits(L, Size, Unit)
          end,
          'if'(lt_u(get_local(6), get_local(4)), jump(L)),
          'if'(and_(or_(word(t(), 2), get_local(4)), c(7)), raise(badarg())),
          sub_binary(Live), advance(get_local(4)), wr(D, get_local(5))]);
instruction(bs_skip_bits2, [{f, L}, Ms, Size, {u, Unit}, _]) ->
    emit([set_local(3, rd(Ms)), remaining(6),
          case Size of
              {a, A} when A =/= 0 -> [set_local(4, get_local(6))];
              _ -> bits(L, Size, Unit)
          end,
          'if'(lt_u(get_local(6), get_local(4)), jump(L)), advance(get_local(4))]);
instruction(bs_test_tail2, [{f, L}, Ms, {u, N}]) -> emit([set_local(3, rd(Ms)), remaining(6), 'if'(ne(get_local(6), c(N)), jump(L))]);
instruction(bs_test_unit, [{f, L}, Ms, {u, U}]) ->
    emit([set_local(3, rd(Ms)), remaining(6), 'if'(op(16#70, get_local(6), c(U)), jump(L))]);
instruction(bs_match_string, [{f, L}, Ms, {u, Bits}, {u, Off}]) ->
    emit([set_local(3, rd(Ms)), 'if'(eqz(prim(66, [ctx(), js(), word(t(), 1), word(t(), 2), c(Off), c(Bits)])), jump(L)), advance(c(Bits))]);
instruction(bs_get_utf8, [{f, L}, Ms, _, _, D]) -> get_utf(L, prim(67, [rd(Ms)]), D);
instruction(bs_skip_utf8, [{f, L}, Ms, _, _]) -> get_utf(L, prim(67, [rd(Ms)]), none);
instruction(bs_get_utf16, [{f, L}, Ms, _, {u, F}, D]) -> get_utf(L, prim(68, [rd(Ms), c(F)]), D);
instruction(bs_skip_utf16, [{f, L}, Ms, _, {u, F}]) -> get_utf(L, prim(68, [rd(Ms), c(F)]), none);
instruction(bs_get_utf32, [{f, L}, Ms, _, {u, F}, D]) -> get_utf(L, prim(69, [rd(Ms), c(F)]), D);
instruction(bs_skip_utf32, [{f, L}, Ms, _, {u, F}]) -> get_utf(L, prim(69, [rd(Ms), c(F)]), none);
instruction(bs_init_writable, []) ->
    emit([ensure(prim(44, [ctx(), js(), c(3), c(0), c(1)])), wr({x, 0}, prim(52, [ctx(), c(0)]))]);
instruction(bs_create_bin, [{f, L}, {u, Alloc}, {u, Live}, {u, _Unit}, D, {list, Segments}]) ->
    create_bin(L, Alloc, Live, D, segments(Segments));
instruction(Name, _) -> throw({instruction, Name}).

compare(L, A, B, Exact, Mask) ->
    emit([set_local(3, prim(11, [ctx(), js(), rd(A), rd(B), c(Exact)])), ensure(get_local(3)), 'if'(and_(get_local(3), c(Mask)), jump(L))]).
select_val([V, {f, L} | Rest]) ->
    [set_local(4, prim(11, [ctx(), js(), get_local(3), rd(V), c(1)])), 'if'(eq(get_local(4), c(1)), jump(L)) | select_val(Rest)];
select_val([]) -> [].
select_arity([{u, N}, {f, L} | Rest]) -> ['if'(eq(get_local(3), c(N)), jump(L)) | select_arity(Rest)];
select_arity([]) -> [].
update([{u, I}, V | Rest]) -> [store(4 * I, untag(get_local(4)), rd(V)) | update(Rest)];
update([]) -> [].

call_ext(A, I) ->
    split(),
    K = new_label(),
    emit([set_cp(K), return(prim(4, [ctx(), js(), c(off()), c(A), c(I), c(-2)]))]),
    continue_at(K).
call_fun(N, F) ->
    split(),
    K = new_label(),
    emit([set_local(3, rd(F)), 'if'(ne(and_(t(), c(3)), c(2)), raise_with(badfun(), t())),
          'if'(ne(and_(h(), c(16#3F)), c(16#14)), raise_with(badfun(), t())),
          set_cp(K), return(prim(32, [ctx(), js(), c(off()), t(), c(N)]))]),
    continue_at(K).
apply_check(N) ->
    ['if'(ne(and_(rd({x, N + I}), c(16#3F)), c(16#0B)), raise(badarg())) || I <- [0, 1]].
apply_call(N) -> prim(60, [ctx(), js(), c(off()), rd({x, N}), rd({x, N + 1}), c(N)]).

call_bif(Args, I) -> [Args, prim(8, [js(), c(I)]), 16#11, length(Args) - 1, 0].
bif(L, I, Args, D) ->
    emit([set_local(3, call_bif([ctx() | Args], I)), bif_failed(L), wr(D, get_local(3))]).
gc_bif(L, Live, I, Args, D) ->
    emit([prim(7, [ctx(), c(Live)]), set_local(3, call_bif([ctx(), c(L), c(live16(Live)) | Args], I)), bif_failed(L), wr(D, get_local(3))]).
bif_failed(0) -> ensure(get_local(3));
bif_failed(L) -> 'if'(eqz(get_local(3)), jump(L)).
float_op(N, [{f, L}, {fr, A}, {fr, B}, {fr, D}]) ->
    emit('if'(eqz(prim(N, [ctx(), c(A), c(B), c(D)])), case L of 0 -> raise(badarith()); _ -> jump(L) end)).
