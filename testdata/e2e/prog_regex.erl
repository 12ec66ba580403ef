%% Regular expressions by derivatives and by a set of states, against re.
-module(prog_regex).
-export([main/0]).

main() ->
    [row(P) || P <- ["a", "ab*", "(a|b)*abb", "a+b?c", "(ab|cd)+", "", "a(b(c|d))*e", "x*y*z*", "((a))", "(a*)*b"]].

row(Pattern) ->
    {Tree, []} = alternatives(Pattern),
    Words = ["", "a", "b", "ab", "abb", "aabb", "babb", "abc", "aac", "ac", "abcd", "cdab", "ae", "abcbde", "xxyz", "zyx", "aaaaab", "e"],
    Results = [{derive(W, Tree), set(W, Tree), re:run(W, "^(?:" ++ Pattern ++ ")$", [{capture, none}]) =:= match} || W <- Words],
    io:format("~p ~p ~p~n", [Pattern, lists:all(fun({A, B, C}) -> A =:= B andalso B =:= C end, Results), [W || {W, {true, _, _}} <- lists:zip(Words, Results)]]).

alternatives(S) ->
    {A, R} = sequence(S, eps),
    case R of
        [$| | T] -> {B, R2} = alternatives(T), {{alt, A, B}, R2};
        _ -> {A, R}
    end.

sequence([C | _] = S, Acc) when C =/= $|, C =/= $) -> {A, R} = repeated(S), sequence(R, seq(Acc, A));
sequence(S, Acc) -> {Acc, S}.

repeated(S) -> {A, R} = atom(S), suffix(A, R).
suffix(A, [$* | R]) -> suffix({star, A}, R);
suffix(A, [$+ | R]) -> suffix(seq(A, {star, A}), R);
suffix(A, [$? | R]) -> suffix({alt, A, eps}, R);
suffix(A, R) -> {A, R}.

atom([$( | T]) -> {A, [$) | R]} = alternatives(T), {A, R};
atom([C | T]) -> {{char, C}, T}.

seq(eps, A) -> A;
seq(A, eps) -> A;
seq(none, _) -> none;
seq(_, none) -> none;
seq(A, B) -> {seq, A, B}.

alt(none, A) -> A;
alt(A, none) -> A;
alt(A, A) -> A;
alt(A, B) -> {alt, A, B}.

nullable(eps) -> true;
nullable({star, _}) -> true;
nullable({alt, A, B}) -> nullable(A) orelse nullable(B);
nullable({seq, A, B}) -> nullable(A) andalso nullable(B);
nullable(_) -> false.

derive([], R) -> nullable(R);
derive([C | T], R) -> derive(T, d(C, R)).

d(C, {char, C}) -> eps;
d(C, {alt, A, B}) -> alt(d(C, A), d(C, B));
d(C, {seq, A, B}) -> case nullable(A) of true -> alt(seq(d(C, A), B), d(C, B)); false -> seq(d(C, A), B) end;
d(C, {star, A}) -> seq(d(C, A), {star, A});
d(_, _) -> none.

set(W, R) -> lists:any(fun nullable/1, lists:foldl(fun(C, Set) -> lists:usort(lists:append([partial(C, X) || X <- Set])) end, [R], W)).

partial(C, {char, C}) -> [eps];
partial(C, {alt, A, B}) -> partial(C, A) ++ partial(C, B);
partial(C, {seq, A, B}) -> [seq(X, B) || X <- partial(C, A)] ++ case nullable(A) of true -> partial(C, B); false -> [] end;
partial(C, {star, A} = S) -> [seq(X, S) || X <- partial(C, A)];
partial(_, _) -> [].
