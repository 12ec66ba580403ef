-module(std_queue).
-export([main/0]).

main() ->
    Q = lists:foldl(fun queue:in/2, queue:new(), lists:seq(1, 8)), p(queue:to_list(Q)), p(queue:len(Q)), {{value, X}, Q2} = queue:out(Q), p({X, queue:to_list(Q2)}), {{value, Y}, Q3} = queue:out_r(Q2), p({Y, queue:to_list(Q3)}), p(queue:out(queue:new())), p(queue:peek(Q)), p(queue:peek_r(Q)), p(queue:get(Q)), p(queue:get_r(Q)), p(queue:to_list(queue:drop(Q))), p(queue:to_list(queue:drop_r(Q))), p(queue:to_list(queue:in_r(0, Q))), p(queue:to_list(queue:reverse(Q))), p(queue:is_queue(Q)), p(queue:is_empty(Q)), p(queue:member(3, Q)),
    p(queue:to_list(queue:join(Q, Q3))), {A, B} = queue:split(3, Q), p({queue:to_list(A), queue:to_list(B)}), p(queue:to_list(queue:filter(fun(E) -> E rem 2 =:= 0 end, Q))), p(queue:fold(fun(E, S) -> S + E end, 0, Q)), p(queue:any(fun(E) -> E > 7 end, Q)), p(queue:all(fun(E) -> E > 7 end, Q)), p(queue:to_list(queue:delete(4, Q))), p(queue:to_list(queue:filtermap(fun(E) -> E > 6 andalso {true, E * 10} end, Q))), p(catch queue:get(queue:new())), p(queue:from_list([a, b])), p(pump(1000, queue:new(), 0)), p(queue:to_list(queue:cons(z, queue:snoc(queue:new(), y)))), p(queue:head(Q)), p(queue:daeh(Q)), p(queue:to_list(queue:init(queue:tail(Q)))).

pump(0, Q, S) -> {queue:len(Q), S};
pump(N, Q, S) when N rem 3 =:= 0 -> case queue:out(Q) of {{value, V}, R} -> pump(N - 1, R, S + V); {empty, R} -> pump(N - 1, R, S) end;
pump(N, Q, S) -> pump(N - 1, queue:in(N, Q), S).

p({'EXIT', {R, _}}) -> p({'EXIT', R});
p(X) -> io:format("~p~n", [X]).
