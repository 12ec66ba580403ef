%% The simplest code for AtomVM's native ABI: one wasm function per label, every branch through the dispatch loop, a
%% primitive for every operation (6 of the interface description). For tests of the host: it gives real programs, OTP's
%% modules among them, to run on it. Not the compiler's code generator, and knows nothing of it.
%%
%%   erl -noshell -pa DIR -run label_codegen main OUT_DIR FILE.beam...
%%
%% This module reads and writes the files; label_wasm makes functions and operands, label_instructions the code of
%% each instruction, label_data that of maps and binaries. What is being made is in the process dictionary.
%%
%% A module with instructions or operands that AtomVM has no place for is left out, with a line that says why.
-module(label_codegen).
-export([main/1, module/1]).

main([Out | Files]) ->
    lists:foreach(
        fun(File) ->
            case module(File) of
                {ok, Bytes} -> ok = file:write_file(filename:join(Out, filename:basename(File)), Bytes);
                {error, Why} -> io:format("~s: ~p~n", [filename:basename(File), Why])
            end
        end, Files),
    halt(0).

-spec module(file:filename()) -> {ok, binary()} | {error, term()}.
module(File) ->
    {ok, _, Chunks} = beam_lib:all_chunks(File),
    try {ok, translate(Chunks)}
    catch throw:Why -> {error, Why}
    end.

translate(Chunks) ->
    erase(),
    <<16:32, 0:32, _Max:32, Labels:32, _Functions:32, Code/binary>> = chunk("Code", Chunks),
    put(labels, Labels),
    put(next, Labels + 1),
    put(functions, []),
    put(lines, []),
    put(map, []),
    put(line, 0),
    put(position, 0),
    put(literals, literals(Chunks)),
    put(catches, #{}),
    put(atoms, atoms(chunk("AtU8", Chunks))),
    %% Instructions before the first label are lines.
    put(current, none),
    label_instructions:instructions(decode(Code)),
    Functions = lists:sort(get(functions)),
    Entries = lists:max([N || {N, _} <- Functions]) + 1,
    Wasm = label_wasm:wasm(Functions),
    Lines = lists:sort(get(lines)),
    Map = lists:reverse(get(map)),
    limit(length(Lines), lines),
    limit(Entries, labels),
    Stream = iolist_to_binary(
        [<<Entries:32/little, 12:32/little, (12 + byte_size(Wasm)):32/little>>, Wasm,
         <<(length(Lines)):16/little>>, [<<R:16/little, O:32/little>> || {O, R} <- Lines],
         <<(length(Map)):16/little>>, [<<K:16/little, B:16/little>> || {K, B} <- Map]]),
    Native = <<16:32, Labels:32, 1:16, 1:16, 7:16, 1:16, 0:32, Stream/binary>>,
    Literals = get(literals),
    LitU = iolist_to_binary([<<(length(Literals)):32>>, [begin T = ext(L), [<<(byte_size(T)):32>>, T] end || L <- Literals]]),
    Kept = [{Id, Data} || {Id, Data} <- Chunks, lists:member(Id, ["AtU8", "ImpT", "ExpT", "LocT", "FunT", "StrT", "Line"])],
    All = Kept ++ [{"LitU", LitU}, {"avmN", Native}],
    Body = iolist_to_binary(["BEAM", [iff_chunk(C) || C <- All]]),
    <<"FOR1", (byte_size(Body)):32, Body/binary>>.

chunk(Id, Chunks) ->
    case lists:keyfind(Id, 1, Chunks) of
        {_, Data} -> Data;
        false -> throw({no_chunk, Id})
    end.
iff_chunk({Id, Data}) ->
    [Id, <<(byte_size(Data)):32>>, Data, binary:copy(<<0>>, (4 - byte_size(Data) rem 4) rem 4)].
limit(N, What) when N > 65535 -> throw({too_many, What, N});
limit(_, _) -> ok.

atoms(<<N:32/signed, Rest/binary>>) when N >= 0 -> atom_list(Rest).
atom_list(<<N, Text:N/binary, Rest/binary>>) -> [binary_to_atom(Text) | atom_list(Rest)];
atom_list(<<>>) -> [].

literals(Chunks) ->
    case lists:keyfind("LitT", 1, Chunks) of
        {_, <<_:32, Packed/binary>>} ->
            <<_:32, Table/binary>> = zlib:uncompress(Packed),
            literal_terms(Table);
        false -> []
    end.
literal_terms(<<N:32, Term:N/binary, Rest/binary>>) -> [binary_to_term(Term) | literal_terms(Rest)];
literal_terms(<<>>) -> [].

%% External terms as the host reads literals: keys of maps in ascending order.
ext(Term) -> iolist_to_binary([131, ext1(Term)]).
ext1(M) when is_map(M) -> [116, <<(map_size(M)):32>>, [[ext1(K), ext1(V)] || {K, V} <- lists:sort(fun key_order/2, maps:to_list(M))]];
ext1(T) when is_tuple(T), tuple_size(T) < 256 -> [104, tuple_size(T), [ext1(E) || E <- tuple_to_list(T)]];
ext1(T) when is_tuple(T) -> [105, <<(tuple_size(T)):32>>, [ext1(E) || E <- tuple_to_list(T)]];
ext1([]) -> 106;
ext1(L) when is_list(L) ->
    {Heads, Tail} = improper(L, []),
    [108, <<(length(Heads)):32>>, [ext1(E) || E <- Heads], ext1(Tail)];
ext1(B) when is_bitstring(B), not is_binary(B) -> throw({literal, bitstring});
ext1(Other) ->
    case term_to_binary(Other) of
        <<131, 111, _/binary>> -> throw({literal, large_integer});
        <<131, 110, N, _/binary>> when N > 32 -> throw({literal, large_integer});
        <<131, Rest/binary>> -> Rest
    end.
improper([H | T], Acc) -> improper(T, [H | Acc]);
improper(Tail, Acc) -> {lists:reverse(Acc), Tail}.
%% Exact order: every integer before every float.
key_order({A, _}, {B, _}) when is_integer(A), is_float(B) -> true;
key_order({A, _}, {B, _}) when is_float(A), is_integer(B) -> false;
key_order({A, _}, {B, _}) -> A =< B.

%% ---- Code chunk -------------------------------------------------------------------------------------------
decode(<<>>) -> [];
decode(<<Op, Rest/binary>>) ->
    {Name, Arity} = beam_opcodes:opname(Op),
    {Args, Rest1} = operands(Arity, Rest),
    [{Name, Args} | decode(Rest1)].

operands(0, Rest) -> {[], Rest};
operands(N, Rest) ->
    {Arg, Rest1} = operand(Rest),
    {Args, Rest2} = operands(N - 1, Rest1),
    {[Arg | Args], Rest2}.

operand(<<B, Rest/binary>>) ->
    {Value, Rest1} = value(B, Rest),
    case B band 7 of
        0 -> {{u, Value}, Rest1};
        1 -> {{i, Value}, Rest1};
        2 -> {{a, Value}, Rest1};
        3 -> {{x, Value}, Rest1};
        4 -> {{y, Value}, Rest1};
        5 -> {{f, Value}, Rest1};
        6 -> {{h, Value}, Rest1};
        7 -> extended(Value, Rest1)
    end.
value(B, Rest) when B band 8 =:= 0 -> {B bsr 4, Rest};
value(B, <<C, Rest/binary>>) when B band 16 =:= 0 -> {((B band 16#E0) bsl 3) bor C, Rest};
value(B, Rest) ->
    {Size, Rest1} =
        case B bsr 5 of
            7 -> {{u, N}, R} = operand(Rest), {N + 9, R};
            N -> {N + 2, Rest}
        end,
    <<V:Size/signed-unit:8, Rest2/binary>> = Rest1,
    {V, Rest2}.
extended(1, Rest) ->
    {{u, N}, Rest1} = operand(Rest),
    {Items, Rest2} = operands(N, Rest1),
    {{list, Items}, Rest2};
extended(2, Rest) ->
    {{u, N}, Rest1} = operand(Rest),
    {{fr, N}, Rest1};
extended(3, Rest) ->
    {{u, N}, Rest1} = operand(Rest),
    {Items, Rest2} = operands(2 * N, Rest1),
    {{u, alloc_words(Items)}, Rest2};
extended(4, Rest) ->
    {{u, N}, Rest1} = operand(Rest),
    {{literal, N}, Rest1};
extended(5, Rest) ->
    {Reg, Rest1} = operand(Rest),
    {{u, _Type}, Rest2} = operand(Rest1),
    {Reg, Rest2}.
alloc_words([{u, 0}, {u, N} | T]) -> N + alloc_words(T);
alloc_words([{u, _}, {u, N} | T]) -> 3 * N + alloc_words(T);
alloc_words([]) -> 0.
