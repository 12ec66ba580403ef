%% Supervisors that end by themselves: significant children and auto_shutdown, in every combination with restart types.
-module(otp_supervisor_significant).
-export([main/0, init/1, child/1]).
-include("shared/show.hrl").

init(Spec) -> {ok, Spec}.
child(Name) -> {ok, spawn_link(fun() -> register(Name, self()), main_process ! {started, Name}, receive {stop, Why} -> exit(Why) end end)}.
kid(Name, Restart, Significant) -> #{id => Name, start => {?MODULE, child, [Name]}, restart => Restart, significant => Significant, shutdown => 100}.

start(Flags, Kids) -> supervisor:start_link(?MODULE, {Flags, Kids}).
started() -> receive {started, N} -> [N | started()] after 0 -> [] end.
%% Whether the supervisor ends soon, and why; else its children.
fate(S) ->
    show_settle(),
    receive {'EXIT', S, Why} -> {ended, Why}
    after 0 -> [{Id, is_pid(P)} || {Id, P, _, _} <- supervisor:which_children(S)]
    end.
end_of(S) -> exit(S, shutdown), receive {'EXIT', S, Why} -> Why after 500 -> alive end.
stop(Name, Why) -> R = monitor(process, Name), Name ! {stop, Why}, receive {'DOWN', R, _, _, _} -> ok end.

main() ->
    register(main_process, self()),
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    [begin
         io:format("~w ~w ~w ~w~n", [Auto, Strategy, Restart, Why]),
         {ok, S} = start(#{auto_shutdown => Auto, strategy => Strategy}, [kid(a, Restart, true), kid(b, Restart, true), kid(c, permanent, false)]),
         _ = started(),
         stop(a, Why),
         io:format("  ~p", [fate(S)]),
         case is_process_alive(S) andalso whereis(b) of
             P when is_pid(P) -> stop(b, Why), io:format(" ~p ~p~n", [fate(S), is_process_alive(S) andalso end_of(S)]);
             _ -> io:format("~n")
         end,
         started()
     end || Auto <- [any_significant, all_significant], Strategy <- [one_for_one, one_for_all], Restart <- [transient, temporary], Why <- [normal, crash]],
    specs(), by_hand(), dynamic().

specs() ->
    [begin
         ?T(Auto), ?T(case start(#{auto_shutdown => Auto}, Kids) of {ok, S} -> end_of(S); Error -> receive {'EXIT', _, W} -> {Error, W} after 100 -> Error end end), started()
     end || {Auto, Kids} <- [{never, [kid(a, transient, true)]}, {any_significant, [kid(a, permanent, true)]}, {all_significant, [kid(a, permanent, true)]},
                             {any_significant, [kid(a, transient, maybe_so)]}, {nonsense, []}, {any_significant, []}, {never, [kid(a, permanent, false)]}]],
    [?T(supervisor:check_childspecs([kid(a, R, S)], Auto)) || R <- [permanent, transient, temporary], S <- [true, false], Auto <- [undefined, never, any_significant, all_significant]],
    ?T(supervisor:check_childspecs([kid(a, transient, true)], bad)),
    ?T(supervisor:check_childspecs([kid(a, transient, true)])).

%% Ending a child by hand is no reason to end.
by_hand() ->
    {ok, S} = start(#{auto_shutdown => any_significant}, [kid(a, transient, true), kid(b, transient, true), kid(t, temporary, true)]),
    ?T(supervisor:terminate_child(S, a)), ?T(fate(S)), ?T(supervisor:delete_child(S, a)), ?T(fate(S)), ?T(supervisor:terminate_child(S, t)), ?T(fate(S)),
    ?T(element(1, supervisor:start_child(S, kid(d, transient, true)))), ?T(element(1, supervisor:start_child(S, kid(e, permanent, true)))), ?T(fate(S)),
    ?T(maps:get(significant, element(2, supervisor:get_childspec(S, d)))),
    stop(d, {shutdown, done}), ?T(fate(S)), ?T([whereis(N) || N <- [a, b, d]]), started().

dynamic() ->
    {ok, S} = start(#{strategy => simple_one_for_one, auto_shutdown => all_significant}, [#{id => x, start => {?MODULE, child, []}, restart => temporary, significant => true}]),
    [{ok, _} = supervisor:start_child(S, [N]) || N <- [d1, d2, d3]], _ = started(),
    stop(d1, normal), ?T(supervisor:count_children(S)), stop(d2, crash), ?T(supervisor:count_children(S)), stop(d3, normal), ?T(fate(S)),
    {ok, T} = start(#{strategy => simple_one_for_one, auto_shutdown => any_significant}, [#{id => x, start => {?MODULE, child, []}, restart => transient, significant => true}]),
    [{ok, _} = supervisor:start_child(T, [N]) || N <- [d1, d2]], _ = started(),
    stop(d1, crash), ?T(receive {started, N} -> N after 500 -> none end), ?T(supervisor:count_children(T)), stop(d2, {shutdown, x}), ?T(fate(T)), ?T(whereis(d1)).
