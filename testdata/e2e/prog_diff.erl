%% Longest common subsequences, differences as a patch, patches applied both ways.
-module(prog_diff).
-export([main/0]).

main() ->
    [show(A, B) || {A, B} <- [{"the\nquick\nbrown\nfox", "the\nslow\nbrown\ndog\nfox"}, {"", "a\nb"}, {"a\nb", ""}, {"same", "same"},
                              {"a\nb\nc\nd\ne\nf\ng", "a\nc\nX\nd\nf\ng\nh"}]].

show(A, B) ->
    X = string:split(A, "\n", all), Y = string:split(B, "\n", all),
    Patch = diff(X, Y),
    io:format("~s~p ~p~n", [[[case K of keep -> " "; add -> "+"; del -> "-" end, L, "\n"] || {K, L} <- Patch],
                             apply_patch(X, Patch) =:= Y, apply_patch(Y, reverse(Patch)) =:= X]).

diff(X, Y) ->
    {Result, _} = diff(X, Y, #{}),
    element(2, Result).

diff(X, Y, Memo) when is_map_key({X, Y}, Memo) -> {maps:get({X, Y}, Memo), Memo};
diff([], Y, Memo) -> {{0, [{add, L} || L <- Y]}, Memo};
diff(X, [], Memo) -> {{0, [{del, L} || L <- X]}, Memo};
diff([L | X], [L | Y], Memo) ->
    {{N, P}, M} = diff(X, Y, Memo),
    R = {N + 1, [{keep, L} | P]},
    {R, M#{{[L | X], [L | Y]} => R}};
diff([A | X] = AX, [B | Y] = BY, Memo) ->
    {{N1, P1}, M1} = diff(X, BY, Memo),
    {{N2, P2}, M2} = diff(AX, Y, M1),
    R = if N1 >= N2 -> {N1, [{del, A} | P1]}; true -> {N2, [{add, B} | P2]} end,
    {R, M2#{{AX, BY} => R}}.

apply_patch(X, [{keep, L} | P]) -> [L | T] = X, [L | apply_patch(T, P)];
apply_patch(X, [{add, L} | P]) -> [L | apply_patch(X, P)];
apply_patch(X, [{del, L} | P]) -> [L | T] = X, apply_patch(T, P);
apply_patch([], []) -> [].

reverse(P) -> [{case K of add -> del; del -> add; keep -> keep end, L} || {K, L} <- P].
