-module(otp_supervisor_strategies).
-export([main/0, init/1, child/2]).
-include("shared/show.hrl").

init({Strategy, Intensity, Kids}) -> {ok, {#{strategy => Strategy, intensity => Intensity, period => 5}, Kids}};
init(bad) -> {ok, nonsense};
init(ignore) -> ignore;
init({bad_child, C}) -> {ok, {#{}, [C]}}.

child(Main, Name) -> {ok, spawn_link(fun() -> catch register(Name, self()), Main ! {started, Name}, loop() end)}.
loop() -> receive {die, Why} -> exit(Why); _ -> loop() end.
kid(Name, Restart) -> #{id => Name, start => {?MODULE, child, [self(), Name]}, restart => Restart, shutdown => 100}.
started() -> receive {started, N} -> [N | started()] after 40 -> [] end.

main() ->
    process_flag(trap_exit, true), logger:set_primary_config(level, none),
    [begin
         {ok, S} = supervisor:start_link(?MODULE, {Strategy, 5, [kid(a, permanent), kid(b, transient), kid(c, temporary)]}), io:format("~w ~w~n", [Strategy, started()]),
         [begin catch N ! {die, Why}, io:format("~w ~w ~w ~w~n", [N, Why, started(), [{Id, is_pid(P)} || {Id, P, _, _} <- supervisor:which_children(S)]]) end || {N, Why} <- [{b, boom}, {b, normal}, {a, normal}, {c, boom}, {a, shutdown}]],
         io:format("~w~n", [supervisor:count_children(S)]), ?T(supervisor:restart_child(S, b)), ?T(started()), ?T(supervisor:terminate_child(S, a)), ?T(supervisor:restart_child(S, a)), ?T(started()), ?T(supervisor:restart_child(S, a)), ?T(supervisor:delete_child(S, a)), ?T(supervisor:terminate_child(S, a)), ?T(supervisor:delete_child(S, a)), ?T(supervisor:delete_child(S, z)), ?T(supervisor:start_child(S, kid(d, permanent))), ?T(supervisor:start_child(S, kid(d, permanent))), ?T(supervisor:get_childspec(S, d)), ?T(supervisor:get_childspec(S, z)), ?T(started()),
         unlink(S), R = monitor(process, S), exit(S, shutdown), ?T(receive {'DOWN', R, _, _, W} -> W after 500 -> none end)
     end || Strategy <- [one_for_one, one_for_all, rest_for_one]],
    {ok, I} = supervisor:start_link(?MODULE, {one_for_one, 1, [kid(a, permanent)]}), started(), a ! {die, x}, ?T(started()), a ! {die, y}, ?T(receive {'EXIT', I, W2} -> W2 after 500 -> none end),
    {ok, O} = supervisor:start_link(?MODULE, {simple_one_for_one, 3, [#{id => k, start => {?MODULE, child, [self()]}, restart => temporary}]}), ?T([element(1, supervisor:start_child(O, [N])) || N <- [s1, s2]]), ?T(started()), ?T(supervisor:count_children(O)), s1 ! {die, x}, ?T(started()), ?T(length(supervisor:which_children(O))), ?T(supervisor:terminate_child(O, whereis(s2))), ?T(supervisor:terminate_child(O, k)), ?T(supervisor:start_child(O, bad)), ?T(supervisor:restart_child(O, k)), exit(O, shutdown), ?T(receive {'EXIT', O, W3} -> W3 after 500 -> none end),
    ?T(supervisor:start_link(?MODULE, bad)), ?T(receive {'EXIT', _, _} -> told after 100 -> none end), ?T(supervisor:start_link(?MODULE, ignore)), [?T(supervisor:check_childspecs([C])) || C <- [#{id => a, start => {m, f, []}}, #{id => a}, a, {a, {m, f, []}, permanent, 10, worker, [m]}, {a, {m, f, []}, bad, 10, worker, [m]}, #{id => a, start => {m, f, []}, restart => x}, #{id => a, start => {m, f, []}, shutdown => -1}, #{id => a, start => {m, f, []}, type => x}, #{id => a, start => {m, f, []}, modules => x}, #{id => a, start => bad}]], ?T(supervisor:check_childspecs([#{id => a, start => {m, f, []}}, #{id => a, start => {m, f, []}}])), ?T(supervisor:check_childspecs(x)), ?T(element(1, supervisor:start_link(?MODULE, {bad_child, #{id => q, start => {no_such_module, f, []}}}))), ?T(element(1, supervisor:start_link(?MODULE, {one_for_one, 1, [kid(a, permanent), kid(a, permanent)]}))).
