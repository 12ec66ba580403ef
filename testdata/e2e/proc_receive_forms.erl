-module(proc_receive_forms).
-export([main/0]).
-include("shared/show.hrl").

main() ->
    Me = self(),
    [Me ! {n, I} || I <- lists:seq(1, 10)], ?T([receive {n, X} when X rem 2 =:= 0 -> X end || _ <- lists:seq(1, 5)]), ?T([receive {n, X} -> X end || _ <- lists:seq(1, 5)]), ?T(receive _ -> something after 0 -> nothing end),
    Me ! a, Me ! b, Me ! c, ?T(receive c -> c end), ?T(receive b -> b; a -> a end), ?T(receive X -> X end), Me ! {x, 1}, Me ! {y, 2}, ?T(receive {y, N} -> receive {x, M} -> {M, N} end end), R = make_ref(), [Me ! {junk, I} || I <- lists:seq(1, 1000)], spawn(fun() -> Me ! {R, answer} end), ?T(receive {R, A} -> A end), ?T(length(flush())),
    ?T(receive never -> x after 5 -> timeout end), ?T(begin erlang:send_after(5, Me, late), receive late -> got after 500 -> none end end), ?T(begin erlang:send_after(50, Me, later), receive later -> got after 5 -> none end end), ?T(receive later -> got end), ?T(receive after 1 -> only_timeout end), T = 3, ?T(receive T -> pinned after 0 -> no end), Me ! 3, ?T(receive T -> pinned after 0 -> no end), Me ! 3.0, ?T(receive T -> pinned after 0 -> no end), ?T(receive Y -> Y end), Me ! #{k => v}, ?T(receive #{k := V} -> V end), Me ! <<1, 2, 3>>, ?T(receive <<H, B/binary>> -> {H, B} end), Me ! [1, 2], ?T(receive [_ | Tl] -> Tl end), Me ! {nested, [{deep, #{k => [1]}}]}, ?T(receive {nested, [{deep, #{k := [Q]}}]} -> Q end),
    ?T(try receive after 0 -> throw(x) end catch throw:E -> {caught, E} end), Me ! go, ?T(try receive go -> error(in_clause) end catch error:E2 -> E2 end), ?T((fun F(0) -> done; F(K) -> Me ! K, receive K -> F(K - 1) end end)(500)), Me ! 1, Me ! 2, ?T(receive Z when Z > 1 -> Z end), ?T(receive Z2 when Z2 / 0 > 1 -> Z2 after 0 -> guard_failed end), ?T(flush()),
    P = spawn(fun() -> loop([]) end), [P ! I || I <- [1, 2, 3]], P ! {get, Me}, ?T(receive {P, L} -> L end), Ps = [spawn(fun() -> receive {Me, I} -> Me ! {done, I * I} end end) || I <- lists:seq(1, 50)], [Pi ! {Me, I} || {Pi, I} <- lists:zip(Ps, lists:seq(1, 50))], ?T(lists:sum([receive {done, D} -> D end || _ <- Ps])), ?T(process_info(self(), message_queue_len)), [Me ! {prio, I} || I <- [3, 1, 2]], ?T([receive {prio, I} -> I after 0 -> none end || I <- [1, 2, 3, 4]]).

loop(L) -> receive {get, F} -> F ! {self(), lists:reverse(L)}; X -> loop([X | L]) end.
flush() -> receive M -> [M | flush()] after 0 -> [] end.
