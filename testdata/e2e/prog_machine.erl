%% A byte code machine: assembler with labels, stack and memory in arrays and binaries, programs that loop and call.
-module(prog_machine).
-export([main/0]).

main() ->
    show(run(["push 10", "store 0", "push 1", "store 1", "loop:", "load 0", "jz end", "load 1", "load 0", "mul", "store 1",
              "load 0", "push 1", "sub", "store 0", "jmp loop", "end:", "load 1", "print", "halt"])),
    show(run(["push 20", "call fib", "print", "halt",
              "fib:", "dup", "push 2", "lt", "jnz base", "dup", "push 1", "sub", "call fib", "swap", "push 2", "sub", "call fib", "add", "ret",
              "base:", "ret"])),
    show(run(["push 1", "push 0", "div", "halt"])),
    show(run(["add"])),
    show(run(["nowhere 1"])),
    show(run(["jmp gone"])),
    show(run(["top:", "jmp top"])),
    show(run([lists:flatten(io_lib:format("push ~w", [I])) || I <- lists:seq(1, 300)] ++ lists:duplicate(299, "add") ++ ["print", "halt"])).

show(R) -> io:format("~p~n", [R]).

run(Source) ->
    try
        Code = assemble(Source),
        machine(Code, 0, [], [], array:new([{default, 0}]), [], 0)
    catch
        throw:Error -> Error
    end.

assemble(Source) ->
    {Rows, Labels, _} = lists:foldl(fun(Line, {Acc, L, At}) ->
        case lists:last(Line) of
            $: -> {Acc, L#{lists:droplast(Line) => At}, At};
            _ -> {[string:lexemes(Line, " ") | Acc], L, At + 3}
        end
    end, {[], #{}, 0}, Source),
    << <<(encode(Row, Labels))/binary>> || Row <- lists:reverse(Rows) >>.

encode([Name | Args], Labels) ->
    Op = case lists:keyfind(Name, 1, ops()) of {_, N} -> N; false -> throw({unknown, Name}) end,
    Arg = case Args of
              [] -> 0;
              [A] when Name =:= "jmp"; Name =:= "jz"; Name =:= "jnz"; Name =:= "call" ->
                  case Labels of #{A := At} -> At; _ -> throw({no_label, A}) end;
              [A] -> list_to_integer(A)
          end,
    <<Op, Arg:16/signed>>.

ops() ->
    lists:zip(["push", "add", "sub", "mul", "div", "lt", "dup", "swap", "load", "store", "jmp", "jz", "jnz", "call", "ret", "print", "halt"],
              lists:seq(1, 17)).

machine(_, _, _, _, _, Out, Steps) when Steps > 1000000 -> {too_long, lists:reverse(Out)};
machine(Code, PC, Stack, Calls, Mem, Out, N) ->
    case Code of
        <<_:PC/binary, Op, Arg:16/signed, _/binary>> -> step(Op, Arg, Code, PC + 3, Stack, Calls, Mem, Out, N + 1);
        _ -> {fell_off, PC}
    end.

step(1, A, C, PC, S, K, M, O, N) -> machine(C, PC, [A | S], K, M, O, N);
step(2, _, C, PC, [B, A | S], K, M, O, N) -> machine(C, PC, [A + B | S], K, M, O, N);
step(3, _, C, PC, [B, A | S], K, M, O, N) -> machine(C, PC, [A - B | S], K, M, O, N);
step(4, _, C, PC, [B, A | S], K, M, O, N) -> machine(C, PC, [A * B | S], K, M, O, N);
step(5, _, _, PC, [0, A | _], _, _, _, _) -> {division_by_zero, PC, A};
step(5, _, C, PC, [B, A | S], K, M, O, N) -> machine(C, PC, [A div B | S], K, M, O, N);
step(6, _, C, PC, [B, A | S], K, M, O, N) -> machine(C, PC, [if A < B -> 1; true -> 0 end | S], K, M, O, N);
step(7, _, C, PC, [A | S], K, M, O, N) -> machine(C, PC, [A, A | S], K, M, O, N);
step(8, _, C, PC, [B, A | S], K, M, O, N) -> machine(C, PC, [A, B | S], K, M, O, N);
step(9, A, C, PC, S, K, M, O, N) -> machine(C, PC, [array:get(A, M) | S], K, M, O, N);
step(10, A, C, PC, [V | S], K, M, O, N) -> machine(C, PC, S, K, array:set(A, V, M), O, N);
step(11, A, C, _, S, K, M, O, N) -> machine(C, A, S, K, M, O, N);
step(12, A, C, _, [0 | S], K, M, O, N) -> machine(C, A, S, K, M, O, N);
step(12, _, C, PC, [_ | S], K, M, O, N) -> machine(C, PC, S, K, M, O, N);
step(13, _, C, PC, [0 | S], K, M, O, N) -> machine(C, PC, S, K, M, O, N);
step(13, A, C, _, [_ | S], K, M, O, N) -> machine(C, A, S, K, M, O, N);
step(14, A, C, PC, S, K, M, O, N) -> machine(C, A, S, [PC | K], M, O, N);
step(15, _, C, _, S, [PC | K], M, O, N) -> machine(C, PC, S, K, M, O, N);
step(16, _, C, PC, [A | S], K, M, O, N) -> machine(C, PC, S, K, M, [A | O], N);
step(17, _, _, _, S, _, _, O, N) -> {halted, lists:reverse(O), S, N};
step(Op, _, _, PC, S, _, _, _, _) -> {stack_underflow, Op, PC, S}.
