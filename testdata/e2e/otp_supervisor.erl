-module(otp_supervisor).
-behaviour(supervisor).
-export([main/0, init/1, start_worker/1, loop/1]).

main() ->
    process_flag(trap_exit, true),
    {ok, Sup} = supervisor:start_link({local, sup}, ?MODULE, {one_for_one, 5}),
    p([{Id, is_pid(P), T, M} || {Id, P, T, M} <- lists:sort(supervisor:which_children(Sup))]), p(supervisor:count_children(Sup)),
    p(ask(w1)), kill(w1), p(ask(w1)), p(ask(w2)), w2 ! {die, normal}, timer:sleep(20), p(ask(w2)),
    p(supervisor:terminate_child(Sup, w2)), p(whereis(w2)), p(element(1, supervisor:restart_child(Sup, w2))), p(ask(w2)),
    p(element(1, supervisor:start_child(Sup, spec(w3, permanent)))), p(ask(w3)), p(supervisor:delete_child(Sup, w3)), p(supervisor:terminate_child(Sup, w3)), p(supervisor:delete_child(Sup, w3)), p(element(1, supervisor:start_child(Sup, spec(w1, permanent)))),
    p(supervisor:get_childspec(Sup, nope)), stop(Sup),
    {ok, S2} = supervisor:start_link(?MODULE, {one_for_all, 5}), Before = whereis(w2), kill(w1), wait_new(w2, Before), p(ask(w2)), stop(S2),
    {ok, S3} = supervisor:start_link(?MODULE, {rest_for_one, 5}), B1 = whereis(w1), kill(w2), p(whereis(w1) =:= B1), stop(S3),
    {ok, S4} = supervisor:start_link(?MODULE, {one_for_one, 1}), kill(w1), w1 ! {die, again}, p(receive {'EXIT', S4, R} -> R after 1000 -> none end),
    {ok, S5} = supervisor:start_link(?MODULE, simple), p([element(1, supervisor:start_child(S5, [N])) || N <- [d1, d2, d3]]), p(proplists:get_value(active, supervisor:count_children(S5))), p(ask(d2)), stop(S5), p(whereis(d2)).

init(simple) -> {ok, {#{strategy => simple_one_for_one}, [#{id => dyn, start => {?MODULE, start_worker, []}, restart => temporary, shutdown => 100}]}};
init({Strategy, Max}) -> {ok, {#{strategy => Strategy, intensity => Max, period => 10}, [spec(w1, permanent), spec(w2, permanent)]}}.

spec(Name, Restart) -> #{id => Name, start => {?MODULE, start_worker, [Name]}, restart => Restart, shutdown => 100}.

start_worker(Name) -> io:format("starting ~p~n", [Name]), P = spawn_link(?MODULE, loop, [Name]), register(Name, P), {ok, P}.

loop(Name) -> receive {ask, F} -> F ! {Name, here}, loop(Name); {die, R} -> exit(R) end.

ask(Name) -> Name ! {ask, self()}, receive {Name, A} -> A after 500 -> none end.
kill(Name) -> P = whereis(Name), P ! {die, killed_by_test}, wait_new(Name, P).
wait_new(Name, Old) -> case whereis(Name) of P when is_pid(P), P =/= Old -> ok; _ -> timer:sleep(1), wait_new(Name, Old) end.
stop(S) -> exit(S, shutdown), receive {'EXIT', S, R} -> p({stopped, R}) after 1000 -> p(not_stopped) end.
p(X) -> io:format("~p~n", [X]).
