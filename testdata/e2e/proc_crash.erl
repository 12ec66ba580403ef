-module(proc_crash).
-export([main/0, worker/1]).

%% Reports of the crashes go to standard error; what the others see is printed.
main() ->
    process_flag(trap_exit, true),
    [begin P = spawn_link(?MODULE, worker, [W]), receive {'EXIT', P, R} -> io:format("~p: ~p~n", [W, show(R)]) end end || W <- [ok, badmatch, badarith, throw, exit, error, undef, clause, case_clause, timeout]],
    io:format("~p~n", [is_process_alive(self())]).

show({R, [{M, F, A, _} | _]}) -> {R, M, F, if is_list(A) -> length(A); true -> A end};
show(R) -> R.

worker(ok) -> fine;
worker(badmatch) -> {a, _} = {b, self_id()};
worker(badarith) -> 1 + self_id();
worker(throw) -> throw(uncaught);
worker(exit) -> exit(on_purpose);
worker(error) -> error({my, error});
worker(undef) -> no_module:no_function(1);
worker(clause) -> worker(none_such);
worker(case_clause) -> case self_id() of y -> 1 end;
worker(timeout) -> receive x -> ok after 1 -> exit(timeout) end.

self_id() -> x.
