%% Cellular automata on bit strings, a Turing machine, Langton's ant, an L-system, Brainfuck.
-module(prog_rules).
-export([main/0]).

main() ->
    [automaton(R) || R <- [30, 90, 110]],
    io:format("~p~n", [turing(#{{a, 0} => {1, r, b}, {a, 1} => {1, l, b}, {b, 0} => {1, l, a}, {b, 1} => {1, r, halt}})]),
    io:format("~p~n", [turing(#{{a, 0} => {1, r, b}, {a, 1} => {1, r, halt}, {b, 0} => {0, r, c}, {b, 1} => {1, r, b}, {c, 0} => {1, l, c}, {c, 1} => {1, l, a}})]),
    io:format("~p~n", [ant(1000)]),
    io:format("~s ~p~n", [system("A", 5), [length(system("A", N)) || N <- lists:seq(0, 10)]]),
    io:format("~s", [brain("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.")]).

automaton(Rule) ->
    W = 31,
    lists:foldl(fun(_, Row) -> io:format("~s~n", [[case B of 1 -> $#; 0 -> $. end || <<B:1>> <= Row]]), next(Rule, Row, W) end, <<0:15, 1:1, 0:15>>, lists:seq(1, 6)).

next(Rule, Row, W) ->
    N = bit_size(Row), N = W,
    Padded = <<0:1, Row/bitstring, 0:1>>,
    << <<((Rule bsr triple(Padded, I)) band 1):1>> || I <- lists:seq(0, W - 1) >>.
triple(B, I) -> <<_:I, V:3, _/bitstring>> = B, V.

turing(Program) -> turing(a, 0, #{}, Program, 0).
turing(halt, _, Tape, _, N) -> {N, lists:sum(maps:values(Tape)), maps:size(Tape)};
turing(S, At, Tape, P, N) -> {W, D, S2} = maps:get({S, maps:get(At, Tape, 0)}, P), turing(S2, case D of r -> At + 1; l -> At - 1 end, Tape#{At => W}, P, N + 1).

ant(N) -> ant({0, 0}, {0, 1}, sets:new(), N).
ant(P, D, Black, 0) -> {P, D, sets:size(Black)};
ant({X, Y} = P, {DX, DY}, Black, N) ->
    {{EX, EY} = E, B2} = case sets:is_element(P, Black) of
                             true -> {{-DY, DX}, sets:del_element(P, Black)};
                             false -> {{DY, -DX}, sets:add_element(P, Black)}
                         end,
    ant({X + EX, Y + EY}, E, B2, N - 1).

system(S, 0) -> S;
system(S, N) -> system(lists:append([case C of $A -> "AB"; $B -> "A" end || C <- S]), N - 1).

brain(Source) -> brain(parse(Source, []), {[], 0, []}, []).
parse(S, Stack) -> {P, _} = block([C || C <- S, lists:member(C, "+-<>[].")], [], Stack), P.
block([$[ | T], Acc, S) -> {B, R} = block(T, [], [x | S]), block(R, [{loop, B} | Acc], S);
block([$] | T], Acc, [_ | _]) -> {lists:reverse(Acc), T};
block([C | T], Acc, S) -> block(T, [C | Acc], S);
block([], Acc, _) -> {lists:reverse(Acc), []}.

brain(P, Tape, Out) -> {_, O} = steps(P, Tape, Out), lists:reverse(O).
steps([], T, O) -> {T, O};
steps([{loop, _} | P], {_, 0, _} = T, O) -> steps(P, T, O);
steps([{loop, B} | _] = P, T, O) -> {T2, O2} = steps(B, T, O), steps(P, T2, O2);
steps([$+ | P], {L, C, R}, O) -> steps(P, {L, (C + 1) band 255, R}, O);
steps([$- | P], {L, C, R}, O) -> steps(P, {L, (C - 1) band 255, R}, O);
steps([$. | P], {_, C, _} = T, O) -> steps(P, T, [C | O]);
steps([$> | P], {L, C, []}, O) -> steps(P, {[C | L], 0, []}, O);
steps([$> | P], {L, C, [N | R]}, O) -> steps(P, {[C | L], N, R}, O);
steps([$< | P], {[N | L], C, R}, O) -> steps(P, {L, N, [C | R]}, O);
steps([$< | P], {[], C, R}, O) -> steps(P, {[], 0, [C | R]}, O).
