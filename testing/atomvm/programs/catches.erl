%% catch, stack traces in handlers, raise/3.
-module(catches).
-export([start/0]).

start() ->
    7 = catch id(7),
    thrown = catch throw(thrown),
    {'EXIT', gone} = catch exit(gone),
    {'EXIT', {bad, [{?MODULE, fail, 1, _} | _]}} = catch fail(bad),
    %% What merely looks like an exception is a value (H-30).
    [N = catch id(N) || N <- [12, 13, 15, 52, 55, 64, 67, error, exit, throw]],
    {a, {'EXIT', {badarith, S0}}, c} = {id(a), catch divide(1, 0), id(c)},
    [{?MODULE, divide, 2, _}, {?MODULE, start, 0, _}] = ours(S0),
    {outer, {'EXIT', inner}} = catch throw({outer, catch exit(inner)}),
    nested(50),
    [{?MODULE, fail, 1, _}, {?MODULE, middle, 1, _}, {?MODULE, start, 0, _}] =
        try middle(why) catch error:why:S1 -> ours(S1) end,
    {error, why, [{?MODULE, fail, 1, _} | _]} =
        try again(why) catch C2:R2:S2 -> {C2, R2, S2} end,
    {exit, odd, [{m, f, 2, []}]} =
        try erlang:raise(exit, odd, [{m, f, 2, []}]) catch C3:R3:S3 -> {C3, R3, lists_head(S3)} end,
    {throw, up, true} =
        try kept(fun() -> throw(up) end) catch C4:R4:S4 -> {C4, R4, is_list(S4)} end,
    after_runs = after_then(),
    {'EXIT', {function_clause, [{?MODULE, only_one, [2], _} | _]}} = catch only_one(id(2)),
    ok.

%% Many catches alive at once; terms in frames around them.
nested(0) -> ok;
nested(N) ->
    T = {N, [N]},
    {'EXIT', {{deep, N}, _}} = catch fail({deep, id(N)}),
    {N, [N]} = id(T),
    nested(N - 1).

%% A stock host names a function once more for each catch that is active in it.
ours(S) -> once([F || F <- S, element(1, F) =:= ?MODULE]).
once([A, B | T]) when element(2, A) =:= element(2, B) -> once([A | T]);
once([A | T]) -> [A | once(T)];
once([]) -> [].

middle(X) ->
    Y = fail(X),
    {Y}.

again(X) ->
    try middle(X)
    catch
        error:R:S when R =/= other -> erlang:raise(error, R, S)
    end.

kept(F) ->
    try F() of
        X -> X
    catch
        throw:R:S -> erlang:raise(throw, R, S);
        error:_:S -> {unexpected, S}
    end.

after_then() ->
    try
        try throw(x) after put(ran, after_runs) end
    catch
        x -> get(ran)
    end.

lists_head([H | _]) -> [H].
only_one(1) -> ok.
divide(A, B) -> A div B.
fail(X) ->
    case id(X) of
        never -> X;
        Y -> error(Y)
    end.
id(X) -> X.
