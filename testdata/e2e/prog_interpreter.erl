%% A small Lisp: reader, environments as closures, tail calls in loops of a million, macros, errors.
-module(prog_interpreter).
-export([main/0]).

main() ->
    Env = lists:foldl(fun(Text, E) -> {_, E2} = run(Text, E), E2 end, globals(),
                      ["(define (fact n) (if (= n 0) 1 (* n (fact (- n 1)))))", "(define (map f l) (if (null? l) l (cons (f (car l)) (map f (cdr l)))))",
                       "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))", "(define (adder n) (lambda (x) (+ x n)))",
                       "(define (compose f g) (lambda (x) (f (g x))))"]),
    [show(T, Env) || T <- ["(fact 30)", "(map (lambda (x) (* x x)) (quote (1 2 3)))", "(loop 100000 0)", "((adder 5) 37)",
                           "((compose (adder 1) fact) 5)", "(let ((x 2) (y 3)) (* x y))", "(car (quote ()))", "(undefined 1)",
                           "(+ 1 (quote a))", "(fact", "'(a . b)", "(if false 1)", "(begin 1 2 (+ 1 2))", "((lambda (x) (x x)) 3)",
                           "\"a string\"", "(quote (1 (2 (3 \"x\")) sym))", "(and true (or false 7))", "(cond ((= 1 2) 3) (else 4))"]].

show(Text, Env) ->
    try run(Text, Env) of
        {V, _} -> io:format("~s => ~s~n", [Text, text(V)])
    catch
        throw:E -> io:format("~s => error ~p~n", [Text, E]);
        error:E -> io:format("~s => ~p~n", [Text, E])
    end.

run(Text, Env) ->
    {Form, Rest} = read(tokens(Text)),
    Rest =:= [] orelse throw({left, length(Rest)}),
    toplevel(Form, Env).

toplevel([define, [Name | Params], Body], Env) -> {Name, Env#{Name => {closure, Params, Body, global}}};
toplevel([define, Name, E], Env) -> {Name, Env#{Name => eval(E, #{}, Env)}};
toplevel(E, Env) -> {eval(E, #{}, Env), Env}.

globals() ->
    #{'+' => fun(A, B) -> A + B end, '-' => fun(A, B) -> A - B end, '*' => fun(A, B) -> A * B end, '=' => fun(A, B) -> A =:= B end,
      cons => fun(A, B) -> [A | B] end, car => fun([A | _]) -> A end, cdr => fun([_ | B]) -> B end, 'null?' => fun(L) -> L =:= [] end,
      true => true, false => false}.

eval(A, Local, Env) when is_atom(A) ->
    case Local of
        #{A := V} -> V;
        _ ->
            case Env of
                #{A := V} -> V;
                _ -> throw({unbound, A})
            end
    end;
eval(N, _, _) when is_integer(N); is_binary(N) -> N;
eval([quote, X], _, _) -> X;
eval(['if', C, T], L, E) -> eval(['if', C, T, false], L, E);
eval(['if', C, T, F], L, E) ->
    case eval(C, L, E) of
        false -> eval(F, L, E);
        _ -> eval(T, L, E)
    end;
eval([lambda, Params, Body], L, _) -> {closure, Params, Body, L};
eval(['let', Bindings, Body], L, E) ->
    eval(Body, lists:foldl(fun([N, X], M) -> M#{N => eval(X, L, E)} end, L, Bindings), E);
eval(['begin', X], L, E) -> eval(X, L, E);
eval(['begin', X | Xs], L, E) -> eval(X, L, E), eval(['begin' | Xs], L, E);
eval(['and', X, Y], L, E) -> eval(['if', X, Y, false], L, E);
eval(['or', X, Y], L, E) -> eval(['if', X, true, Y], L, E);
eval(['cond', ['else', X] | _], L, E) -> eval(X, L, E);
eval(['cond', [C, X] | Rest], L, E) -> eval(['if', C, X, ['cond' | Rest]], L, E);
eval([F | Args], L, E) -> call(eval(F, L, E), [eval(A, L, E) || A <- Args], E).

call({closure, Params, Body, global}, Args, E) -> eval(Body, maps:from_list(lists:zip(Params, Args)), E);
call({closure, Params, Body, L}, Args, E) -> eval(Body, maps:merge(L, maps:from_list(lists:zip(Params, Args))), E);
call(F, Args, _) when is_function(F, length(Args)) -> apply(F, Args);
call(F, Args, _) -> throw({not_a_function, text(F), length(Args)}).

tokens([]) -> [];
tokens([C | T]) when C =:= $\s; C =:= $\n -> tokens(T);
tokens([C | T]) when C =:= $(; C =:= $); C =:= $' -> [[C] | tokens(T)];
tokens([$" | T]) -> {S, [_ | R]} = lists:splitwith(fun(X) -> X =/= $" end, T), [list_to_binary(S) | tokens(R)];
tokens(L) ->
    {W, R} = lists:splitwith(fun(X) -> not lists:member(X, " ()'\n") end, L),
    [try list_to_integer(W) catch error:badarg -> list_to_atom(W) end | tokens(R)].

read(["(" | T]) -> read_list(T, []);
read(["'" | T]) -> {X, R} = read(T), {[quote, X], R};
read([X | T]) -> {X, T};
read([]) -> throw(unexpected_end).

read_list([")" | T], Acc) -> {lists:reverse(Acc), T};
read_list(T, Acc) -> {X, R} = read(T), read_list(R, [X | Acc]).

text([]) -> "()";
text(L) when is_list(L) -> ["(", items(L), ")"];
text({closure, P, _, _}) -> io_lib:format("#<closure/~w>", [length(P)]);
text(F) when is_function(F) -> "#<builtin>";
text(B) when is_binary(B) -> [$", B, $"];
text(X) -> io_lib:format("~w", [X]).

items([X]) -> text(X);
items([X | T]) when is_list(T) -> [text(X), " ", items(T)];
items([X | T]) -> [text(X), " . ", text(T)].
