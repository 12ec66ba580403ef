%% A calculator: scanner, operator precedence parser, evaluator with variables, big and rational results, errors.
-module(prog_calculator).
-export([main/0]).

main() ->
    lists:foldl(fun(Line, Env) -> line(Line, Env) end, #{"pi" => 355 / 113},
                ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "x = 7", "x * x - 1", "y = x / 2", "y", "10 / 0",
                 "2 ^ 200", "1 +", "(1", "z + 1", "3 $ 4", "x = y = 2", "7 % 3 - -1", "2 * pi", "1.5e3 + .5", "max(3, x, 9)",
                 "fact(25)", "max()", "f(1)", "((((((1))))))", "1 - 2 - 3", "2 ^ -2", "", "8 / 2 / 2"]),
    ok.

line(Text, Env) ->
    try
        {Tree, []} = assignment(scan(Text)),
        {Value, New} = eval(Tree, Env),
        io:format("~s -> ~p~n", [Text, Value]),
        New
    catch
        throw:Error -> io:format("~s: ~p~n", [Text, Error]), Env;
        error:{badmatch, {_, [T | _]}} -> io:format("~s: unexpected ~p~n", [Text, T]), Env;
        error:badarith -> io:format("~s: no such number~n", [Text]), Env
    end.

scan([C | T]) when C =:= $\s -> scan(T);
scan([C | _] = L) when C >= $0, C =< $9; C =:= $. ->
    {Digits, Rest} = lists:splitwith(fun(X) -> (X >= $0 andalso X =< $9) orelse X =:= $. orelse X =:= $e end, L),
    [number(Digits) | scan(Rest)];
scan([C | _] = L) when C >= $a, C =< $z ->
    {Name, Rest} = lists:splitwith(fun(X) -> X >= $a andalso X =< $z end, L),
    [{name, Name} | scan(Rest)];
scan([C | T]) ->
    lists:member(C, "+-*/%^()=,") orelse throw({bad_character, [C]}),
    [C | scan(T)];
scan([]) -> [].

number([$. | _] = D) -> number([$0 | D]);
number(D) ->
    case string:to_float(D) of
        {F, []} -> {number, F};
        _ -> {number, list_to_integer(D)}
    end.

assignment([{name, N}, $= | T]) -> {E, R} = assignment(T), {{set, N, E}, R};
assignment(T) -> expression(T, 0).

expression(T, Level) -> {Left, R} = unary(T), binary(Left, R, Level).

binary(Left, [Op | T] = All, Level) ->
    case power(Op) of
        {Strength, Right} when Strength >= Level ->
            {E, R} = expression(T, case Right of true -> Strength; false -> Strength + 1 end),
            binary({Op, Left, E}, R, Level);
        _ -> {Left, All}
    end;
binary(Left, [], _) -> {Left, []}.

power($+) -> {1, false};
power($-) -> {1, false};
power($*) -> {2, false};
power($/) -> {2, false};
power($%) -> {2, false};
power($^) -> {4, true};
power(_) -> none.

unary([$- | T]) -> {E, R} = expression(T, 3), {{neg, E}, R};
unary([{number, N} | T]) -> {N, T};
unary([{name, F}, $(, $) | T]) -> {{call, F, []}, T};
unary([{name, F}, $( | T]) -> {Args, R} = arguments(T), {{call, F, Args}, R};
unary([{name, N} | T]) -> {{get, N}, T};
unary([$( | T]) ->
    case expression(T, 0) of
        {E, [$) | R]} -> {E, R};
        {_, _} -> throw(missing_parenthesis)
    end;
unary([]) -> throw(unexpected_end);
unary([C | _]) -> throw({unexpected, C}).

arguments(T) ->
    case expression(T, 0) of
        {E, [$, | R]} -> {Es, R2} = arguments(R), {[E | Es], R2};
        {E, [$) | R]} -> {[E], R};
        _ -> throw(bad_arguments)
    end.

eval(N, Env) when is_number(N) -> {N, Env};
eval({set, N, E}, Env) -> {V, E2} = eval(E, Env), {V, E2#{N => V}};
eval({get, N}, Env) ->
    case Env of
        #{N := V} -> {V, Env};
        _ -> throw({unbound, N})
    end;
eval({neg, E}, Env) -> {V, _} = eval(E, Env), {-V, Env};
eval({call, F, Args}, Env) -> {call(F, [element(1, eval(A, Env)) || A <- Args]), Env};
eval({Op, A, B}, Env) -> {X, _} = eval(A, Env), {Y, _} = eval(B, Env), {apply_op(Op, X, Y), Env}.

apply_op($+, X, Y) -> X + Y;
apply_op($-, X, Y) -> X - Y;
apply_op($*, X, Y) -> X * Y;
apply_op($/, X, Y) when is_integer(X), is_integer(Y), Y =/= 0, X rem Y =:= 0 -> X div Y;
apply_op($/, X, Y) -> X / Y;
apply_op($%, X, Y) -> X rem Y;
apply_op($^, X, Y) when is_integer(Y), Y < 0 -> 1 / apply_op($^, X, -Y);
apply_op($^, _, 0) -> 1;
apply_op($^, X, Y) when Y rem 2 =:= 0 -> H = apply_op($^, X, Y div 2), H * H;
apply_op($^, X, Y) -> X * apply_op($^, X, Y - 1).

call("max", [_ | _] = L) -> lists:max(L);
call("fact", [N]) -> lists:foldl(fun(A, B) -> A * B end, 1, lists:seq(1, N));
call(F, Args) -> throw({no_function, F, length(Args)}).
