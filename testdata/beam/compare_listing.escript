#!/usr/bin/env escript
%% compare_listing.escript LISTING DISASSEMBLY: compares the output of `erlc -S` with that of our disassembler, both being
%% sequences of Erlang terms. What a .beam does not hold (annotations, types of registers in full, order of flags) is
%% taken out of both. Prints the first difference of each function; exit status 1 when there is one.
-mode(compile).

main([Listing, Disassembly]) ->
    {ok, Expected} = file:consult(Listing),
    {ok, Got} = file:consult(Disassembly),
    case compare(functions(Expected), functions(Got), 0) of
        0 -> ok;
        N -> io:format("~p functions differ~n", [N]), halt(1)
    end.

%% [{Head, [Instruction]}]: what stands in front of the first function has the head `module`.
functions(Terms) -> functions(Terms, module, []).

functions([{function, _, _, _} = F | Rest], Head, Acc) -> [{Head, lists:reverse(Acc)} | functions(Rest, F, [])];
functions([{'%', _} | Rest], Head, Acc) -> functions(Rest, Head, Acc);
functions([{attributes, _} | Rest], Head, Acc) -> functions(Rest, Head, Acc);
functions([{records, _} | Rest], Head, Acc) -> functions(Rest, Head, Acc);
functions([{exports, L} | Rest], Head, Acc) -> functions(Rest, Head, [{exports, lists:sort(L)} | Acc]);
%% The assembler adds it from an attribute.
functions([on_load | Rest], Head, Acc) -> functions(Rest, Head, Acc);
functions([Term | Rest], Head, Acc) -> functions(Rest, Head, [norm(Term) | Acc]);
functions([], Head, Acc) -> [{Head, lists:reverse(Acc)}].

compare([F | As], [F | Bs], N) -> compare(As, Bs, N);
compare([{Head, A} | As], [{Head, B} | Bs], N) ->
    {X, Y} = first_difference(A, B),
    io:format("~p~n  erlc: ~p~n  ours: ~p~n", [Head, X, Y]),
    compare(As, Bs, N + 1);
compare([], [], N) -> N;
compare(As, Bs, N) ->
    io:format("other functions: ~p ~p~n", [[H || {H, _} <- As], [H || {H, _} <- Bs]]),
    N + 1.

first_difference([X | As], [X | Bs]) -> first_difference(As, Bs);
first_difference([X | _], [Y | _]) -> {X, Y};
first_difference(As, Bs) -> {As, Bs}.

norm({tr, R, _}) -> R;
norm({kill, Y}) -> {init, Y};
norm({literal, []}) -> nil;
norm({literal, F}) when is_float(F) -> {float, F};
norm({literal, I}) when is_integer(I) -> {integer, I};
norm({literal, A}) when is_atom(A) -> {atom, A};
norm({literal, _} = L) -> L;
norm({integer, _} = I) -> I;
norm({float, _} = F) -> F;
norm({atom, _} = A) -> A;
norm({string, _} = S) -> S;
norm({extfunc, _, _, _} = E) -> E;
norm({field_flags, L}) -> {field_flags, [F || F <- [little, native, signed], lists:member(F, L)]};
norm({make_fun2, F, _Index, _Uniq, Free}) -> {make_fun2, F, Free};
norm({make_fun3, F, _Index, _Uniq, Dst, Env}) -> {make_fun3, F, norm(Dst), norm(Env)};
norm({debug_line, Kind, Location, Index, Live, _Info}) -> {debug_line, Kind, Location, Index, Live};
norm({line, Annotations}) -> {line, lists:sublist([L || {location, _, _} = L <- Annotations], 1)};
norm(T) when is_tuple(T) -> list_to_tuple(norm(tuple_to_list(T)));
norm([H | T]) -> [norm(H) | norm(T)];
norm(T) -> T.
