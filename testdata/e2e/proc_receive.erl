-module(proc_receive).
-export([main/0]).

main() ->
    [self() ! M || M <- [a, {b, 1}, c, {b, 2}, "str", {c, 3}, d]],
    p(receive {b, X} -> X end), p(receive {c, Y} -> Y end), p(receive d -> d end), p(flush()),
    p(receive nothing -> bad after 0 -> timeout end), p(receive after 5 -> waited end),
    self() ! one, self() ! two,
    p(receive two -> got_two after 100 -> no end), p(receive one -> got_one after 100 -> no end),
    [self() ! {prio, N} || N <- [3, 1, 2]], p(sorted([])),
    [self() ! N || N <- lists:seq(1, 50)], p(evens()), p(flush()),
    self() ! {guarded, 5}, self() ! {guarded, 50}, p(receive {guarded, N} when N > 10 -> N end), p(flush()),
    Ref = make_ref(), self() ! {other, reply}, self() ! {Ref, reply}, p(receive {Ref, R} -> R end), p(flush()),
    [self() ! junk || _ <- lists:seq(1, 1000)], p([call(N) || N <- [1, 2, 3]]), p(length(flush())),
    p(nested()), self() ! x, p(receive A -> A end), p(process_info(self(), message_queue_len)),
    Pinned = b, [self() ! M || M <- [{a, 1}, {b, 2}]], p(receive {Pinned, V} -> V end), p(flush()), p(after_var(10)), p(tagged()).

flush() -> receive M -> [M | flush()] after 0 -> [] end.

sorted(Acc) -> receive {prio, 1} -> sorted([1 | Acc]) after 0 -> receive {prio, 2} -> sorted([2 | Acc]) after 0 -> receive {prio, 3} -> lists:reverse([3 | Acc]) end end end.

evens() -> receive N when is_integer(N), N rem 2 =:= 0 -> [N | evens()] after 0 -> [] end.

call(N) ->
    Self = self(), Ref = make_ref(),
    spawn(fun() -> Self ! {Ref, N * 100} end),
    receive {Ref, V} -> V end.

nested() ->
    self() ! outer, self() ! inner, self() ! last,
    receive
        outer -> X = receive inner -> in after 0 -> none end, {X, receive last -> l end}
    end.

after_var(T) -> receive never -> ok after T * 2 -> {waited, T} end.

tagged() ->
    S = self(),
    Pids = [spawn(fun() -> receive {go, F} -> F ! {self(), I} end end) || I <- [1, 2, 3]],
    [P ! {go, S} || P <- lists:reverse(Pids)],
    [receive {P, I} -> I end || P <- Pids].

p(X) -> io:format("~p~n", [X]).
