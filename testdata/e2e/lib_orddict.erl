-module(lib_orddict).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    D = orddict:from_list([{b, 1}, {a, 2}, {b, 3}]), ?T(D), ?T(orddict:append(a, 1, D)), ?T(orddict:append(c, 1, D)), ?T(orddict:append_list(c, [1, 2], D)), ?T(orddict:fetch(z, D)), ?T(orddict:find(a, D)), ?T(orddict:update(a, fun(X) -> X + 1 end, D)), ?T(orddict:update(z, fun(X) -> X end, D)), ?T(orddict:update(z, fun(X) -> X end, 0, D)), ?T(orddict:update_counter(a, 5, D)), ?T(orddict:merge(fun(_, X, Y) -> X + Y end, D, D)), ?T(orddict:take(a, D)), ?T(orddict:filter(fun(K, _) -> K =:= a end, D)), ?T(orddict:fold(fun(K, V, Acc) -> [{K, V} | Acc] end, [], D)).
