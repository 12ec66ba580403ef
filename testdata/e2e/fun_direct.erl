%% Funs that are called where they are made: with free variables, twice, by another name, in a loop, and with an error inside.
-module(fun_direct).
%% erlc would turn most of these calls into calls of local functions itself.
-compile([no_ssa_opt]).
-export([main/1]).

main(_) ->
    N = list_to_integer("20"),
    io:format("~p~n", [twice(N)]),
    io:format("~p~n", [chosen(N, up)]),
    io:format("~p~n", [chosen(N, down)]),
    io:format("~p~n", [nested(N)]),
    io:format("~p~n", [loop(3, [])]),
    io:format("~p~n", [failing(N)]),
    io:format("~p~n", [caught(x)]),
    io:format("~p~n", [arity(N)]),
    io:format("~p~n", [kept(N)]),
    io:format("~p~n", [named(N)]),
    io:format("~p~n", [bad_name(N)]).

%% Called twice, so that the compiler does not put the body in place.
twice(N) ->
    F = fun(X, Y) -> {X, Y + N, length(integer_to_list(N))} end,
    {F(1, 2), F(a, 3)}.

chosen(N, Way) ->
    F = case Way of
            up -> fun(X) -> X + N end;
            down -> fun(X) -> X - N end
        end,
    [F(1), F(2)].

nested(N) ->
    F = fun(X) ->
                G = fun(Y) -> {Y, X, N} end,
                {G(1), G(2)}
        end,
    {F(a), F(b)}.

loop(0, Acc) ->
    Acc;
loop(N, Acc) ->
    F = fun(X) -> [X, N | Acc] end,
    loop(N - 1, [F(1), F(2)]).

failing(N) ->
    F = fun(X) -> X div (N - 20) end,
    try
        {F(1), F(2)}
    catch
        error:Reason -> {caught, Reason}
    end.

caught(A) ->
    F = fun(X) when is_integer(X) -> X end,
    First = (catch F(1)),
    case catch F(A) of
        {'EXIT', {Why, _}} -> {First, Why};
        Value -> {First, Value}
    end.

arity(N) ->
    F = fun(X) -> X + N end,
    try
        [F(1), apply(F, [2, 3])]
    catch
        error:{badarity, {_, Args}} -> {badarity, Args}
    end.

%% The fun goes on living.
kept(N) ->
    F = fun(X) -> X * N end,
    Before = F(2),
    {Before, lists:map(F, [1, 2, 3]), F(4)}.

%% Calls itself: stays a fun.
named(N) ->
    (fun Sum(0, Acc) -> Acc;
         Sum(K, Acc) -> Sum(K - 1, Acc + K * N)
     end)(10, 0).

bad_name(N) ->
    try
        (fun Down(0) -> N div 0;
             Down(K) -> {K, Down(K - 1)}
         end)(2)
    catch
        error:Reason -> Reason
    end.
