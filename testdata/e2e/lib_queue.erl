-module(lib_queue).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Q = queue:from_list([1, 2, 3]), ?T(queue:to_list(queue:in(4, Q))), ?T(queue:out(Q)), ?T(queue:out(queue:new())), ?T(queue:out_r(Q)), ?T(queue:get(queue:new())), ?T(queue:head(Q)), ?T(queue:peek(queue:new())), ?T(queue:peek_r(Q)), ?T(queue:drop(queue:new())), ?T(queue:split(1, Q)), ?T(queue:split(9, Q)), ?T(queue:join(Q, Q)), ?T(queue:filter(fun(X) -> X > 1 end, Q)), ?T(queue:filter(fun(X) -> [X, X] end, Q)), ?T(queue:filtermap(fun(X) -> {true, -X} end, Q)), ?T(queue:fold(fun(X, S) -> X + S end, 0, Q)), ?T(queue:reverse(Q)), ?T(queue:member(2, Q)), ?T(queue:len(a)), ?T(queue:is_queue({[], []})), ?T(queue:any(fun(X) -> X =:= 2 end, Q)), ?T(queue:all(fun(X) -> X > 2 end, Q)), ?T(queue:delete(2, Q)), ?T(queue:delete_r(2, Q)), ?T(queue:delete_with(fun(X) -> X > 1 end, Q)), ?T(queue:cons(0, Q)), ?T(queue:snoc(Q, 9)), ?T(queue:liat(Q)), ?T(queue:daeh(Q)), ?T(queue:init(Q)), ?T(queue:in(1, a)).
