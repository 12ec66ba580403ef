%% Functions that are being made, their wasm, operands of instructions.
-module(label_wasm).
-compile([export_all, nowarn_export_all]).

-define(CTX, 0).
-define(JS, 1).
-define(P, 2).
-define(LOCALS, 12).  % locals 3 to 14, all i32
-define(E_OFFSET, 16#14).
-define(FALSE, 16#0B).
-define(NIL, 16#3B).

%% ---- Functions being made ---------------------------------------------------------------------------------
%% `current`: {Label, Body}, or none when control does not get here. `position`: the label that stands for the current
%% line in traces; a label of its own behind every line instruction, which is never entered.
open(Label) ->
    case get(current) of
        none -> ok;
        _ -> emit(jump(Label)), close()
    end,
    start(Label).
emit(Code) ->
    case get(current) of
        none -> ok;
        {Label, Body} -> put(current, {Label, [Body | Code]})
    end.
close() ->
    case get(current) of
        none -> ok;
        {Label, Body} ->
            put(functions, [{Label, Body} | get(functions)]),
            put(current, none)
    end.
%% Ends the function, control goes on in a label of its own. As the return address of a call it has the call's line.
continue_at(Label) ->
    close(),
    start(Label),
    map_entry(Label).
start(Label) ->
    put(current, {Label, []}),
    put(position, Label),
    line_entry(Label).
new_label() ->
    L = get(next),
    put(next, L + 1),
    L.
map_entry(Label) -> put(map, [{Label, get(beam_label)} | get(map)]).
line_entry(Label) -> put(lines, [{4 * Label, get(line)} | get(lines)]).
new_line(Line) ->
    put(line, Line),
    case get(current) of
        none -> ok;
        _ ->
            P = new_label(),
            map_entry(P),
            line_entry(P),
            put(position, P)
    end.
off() -> 4 * get(position).

%% ---- wasm -------------------------------------------------------------------------------------------------
uleb(N) when N < 128 -> [N];
uleb(N) -> [N band 127 bor 128 | uleb(N bsr 7)].
sleb(N) when N >= -64, N < 64 -> [N band 127];
sleb(N) -> [N band 127 bor 128 | sleb(N bsr 7)].
c(N) when N >= 16#80000000 -> c(N - 16#100000000);
c(N) -> [16#41 | sleb(N)].
c64(N) -> [16#42 | sleb(N)].
get_local(I) -> [16#20 | uleb(I)].
set_local(I, V) -> [V, 16#21 | uleb(I)].
ctx() -> get_local(?CTX).
js() -> get_local(?JS).
load(Off, Addr) -> [Addr, 16#28, 2 | uleb(Off)].
store(Off, Addr, V) -> [Addr, V, 16#36, 2 | uleb(Off)].
op(Op, A, B) -> [A, B, Op].
add(A, B) -> op(16#6A, A, B).
sub(A, B) -> op(16#6B, A, B).
mul(A, B) -> op(16#6C, A, B).
and_(A, B) -> op(16#71, A, B).
or_(A, B) -> op(16#72, A, B).
shl(A, N) -> op(16#74, A, c(N)).
shr(A, N) -> op(16#75, A, c(N)).   % signed
shru(A, N) -> op(16#76, A, c(N)).
eq(A, B) -> op(16#46, A, B).
ne(A, B) -> op(16#47, A, B).
lt_s(A, B) -> op(16#48, A, B).
lt_u(A, B) -> op(16#49, A, B).
eqz(A) -> [A, 16#45].
'if'(Cond, Then) -> [Cond, 16#04, 16#40, Then, 16#0B].
return(V) -> [V, 16#0F].

%% Types: 0 to 5 (i32 * N) -> i32 for N = 1 to 6; 6 to 11 the same without result; 12 (i32, i64) -> i32.
prim(15, [A, V]) -> [A, V, primitive(15), 16#11, 12, 0];
prim(N, Args) ->
    Void = lists:member(N, [7, 23, 24, 25, 26, 27, 34, 37, 42, 58, 62]),
    Type = length(Args) - 1 + case Void of true -> 6; false -> 0 end,
    [Args, primitive(N), 16#11, Type, 0].
primitive(N) -> load(4 * N, get_local(?P)).

wasm(Functions) ->
    Types = [[16#60, N, lists:duplicate(N, 16#7F), 1, 16#7F] || N <- lists:seq(1, 6)] ++
            [[16#60, N, lists:duplicate(N, 16#7F), 0] || N <- lists:seq(1, 6)] ++ [[16#60, 2, 16#7F, 16#7E, 1, 16#7F]],
    Memory = case os:getenv("LABEL_CODEGEN_MEMORY") of
        "shared" -> [3, uleb(256), uleb(65536)];
        _ -> [0, 1]
    end,
    Imports = [[name("env"), name("memory"), 2, Memory], [name("env"), name("__indirect_function_table"), 1, 16#70, 0, 0]],
    Indexed = lists:zip(lists:seq(0, length(Functions) - 1), Functions),
    iolist_to_binary(
        [<<0, "asm", 1, 0, 0, 0>>,
         section(1, Types), section(2, Imports), section(3, [[2] || _ <- Functions]),
         section(7, [[name([$f | integer_to_list(L)]), 0, uleb(I)] || {I, {L, _}} <- Indexed]),
         section(10, [sized([1, uleb(?LOCALS), 16#7F, Body, 0, 16#0B]) || {_, Body} <- Functions])]).
section(Id, Items) -> [Id, sized([uleb(length(Items)), Items])].
sized(Bytes) -> [uleb(iolist_size(Bytes)), Bytes].
name(Text) -> sized(Text).

%% ---- Operands ---------------------------------------------------------------------------------------------
small(N) -> (N bsl 4) bor 15.
is_small(N) -> N >= -(1 bsl 27) andalso N < 1 bsl 27.

rd({x, N}) when N < 16 -> load(16#18 + 4 * N, ctx());
rd({x, N}) -> load(0, prim(18, [ctx(), c(N)]));
rd({y, N}) -> load(4 * N, load(?E_OFFSET, ctx()));
rd({i, V}) ->
    case is_small(V) of
        true -> c(small(V));
        false when V >= -(1 bsl 63), V < 1 bsl 63 -> prim(15, [ctx(), c64(V)]);
        false -> big(V)
    end;
rd({a, 0}) -> c(?NIL);
rd({a, N}) -> prim(3, [js(), c(N)]);
rd({literal, N}) -> prim(14, [ctx(), js(), c(N)]).
big(V) ->
    Digits = digits(abs(V)),
    length(Digits) =< 8 orelse throw({integer, too_large}),
    Sign = if V < 0 -> 4; true -> 0 end,
    [set_local(14, prim(73, [ctx(), c(length(Digits)), c(Sign)])),
     [store(4 * I - 2, get_local(14), c(D)) || {I, D} <- lists:zip(lists:seq(1, length(Digits)), Digits)],
     get_local(14)].
digits(0) -> [];
digits(N) -> [N band 16#FFFFFFFF | digits(N bsr 32)].

wr({x, N}, V) when N < 16 -> store(16#18 + 4 * N, ctx(), V);
wr({x, N}, V) -> [set_local(13, V), store(0, prim(18, [ctx(), c(N)]), get_local(13))];
wr({y, N}, V) -> [set_local(13, V), store(4 * N, load(?E_OFFSET, ctx()), get_local(13))].

untag(V) -> and_(V, c(-4)).
hdr(V) -> load(0, untag(V)).
word(V, I) -> load(4 * I, untag(V)).

jump(L) -> [store(4, js(), c(L + 1)), return(ctx())].
handle_error() -> return(prim(6, [ctx(), js(), c(off())])).
raise(Atom) -> return(prim(0, [ctx(), js(), c(off()), Atom])).
raise_with(Atom, V) -> return(prim(19, [ctx(), js(), c(off()), Atom, V])).
%% Fixed atoms.
atom(N) -> c((N bsl 6) bor 16#0B).
badarg() -> atom(4).
badarith() -> atom(5).
badfun() -> atom(6).
out_of_memory() -> atom(9).
unsupported() -> atom(14).
fail(0) -> raise(badarg());
fail(L) -> jump(L).
ensure(Call) -> 'if'(eqz(Call), handle_error()).
%% Anything but "goes on here" is returned.
signals() ->
    [set_local(12, prim(21, [ctx(), js()])),
     'if'(or_(ne(get_local(12), ctx()), or_(load(4, js()), eqz(load(8, js())))), return(get_local(12)))].
cp_of(K) -> or_(shl(load(0, load(0, js())), 24), c(K bsl 4)).
catch_of(K) -> or_(shl(load(0, load(0, js())), 24), c((K bsl 6) bor 16#1B)).
set_cp(K) -> store(16#5C, ctx(), cp_of(K)).
pop_frame(N) ->
    [store(16#5C, ctx(), load(4 * N, load(?E_OFFSET, ctx()))),
     store(?E_OFFSET, ctx(), add(load(?E_OFFSET, ctx()), c(4 * (N + 1))))].
%% One reduction; at the last one the process goes on at `continuation`.
reduce(L) ->
    [store(8, js(), sub(load(8, js()), c(1))), store(4, js(), c(L + 1)),
     'if'(eqz(load(8, js())), return(prim(2, [ctx(), js()]))), return(ctx())].
%% Before calls of other modules: the call itself stands in a label of its own.
split() ->
    K = new_label(),
    emit(reduce(K)),
    continue_at(K).
%% Roots besides x[0 .. live): stored behind the live ones. Returns code that ensures `words` and reloads local I.
ensure_with_root(Words, Live, I, Flags) ->
    Live =< 16 orelse throw({live, Live}),
    [prim(7, [ctx(), c(Live)]), store(16#18 + 4 * Live, ctx(), get_local(I)),
     ensure(prim(44, [ctx(), js(), Words, c(Live + 1), c(Flags)])),
     set_local(I, load(16#18 + 4 * Live, ctx()))].
live16(Live) -> min(Live, 16).

%% ---- Pieces of several instructions. The term in question is in local 3.
last(Code) -> emit(Code), close().
number(List) -> lists:zip(lists:seq(1, length(List)), List).

t() -> get_local(3).
h() -> hdr(t()).
tag(T) -> eq(and_(h(), c(16#3F)), c(T)).
%% To L unless Immediate or (boxed and Boxed), both conditions on local 3.
type_test(L, A, Immediate, Boxed) ->
    emit([set_local(3, rd(A)),
          'if'(eqz(Immediate), ['if'(ne(and_(t(), c(3)), c(2)), jump(L)), 'if'(eqz(Boxed), jump(L))])]).
